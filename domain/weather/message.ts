import { epochMs, type Instant, instant } from '../instant';
import type { Message } from './events';
import { type Colour, colourOf, type Hazard, type Warning } from './warning';

/** What a duty officer decided on a message; what is left out is as the message says. */
export interface Decided {
  hazard?: Hazard;
  colour?: Colour;
  /** Codes of the regions that are meant. */
  regions?: string[];
}

/** Clocks differ by seconds; more than ten minutes is a wrong zone, or a clock that nobody looks after. */
const SKEW_MS = 10 * 60_000;

/** @returns whether a message claims to have been sent after it came. */
export const sentInFuture = ({ sentAt }: Pick<Warning, 'sentAt'>, receivedAt: Instant): boolean =>
  Date.parse(sentAt) > epochMs(receivedAt) + SKEW_MS;

/**
 * @param paths of the regions that it covers
 * @param receivedAt a message counts as sent no later than this, or it would overrule everything that follows it
 */
export function messageOf(
  warning: Warning,
  { decided = {}, paths, receivedAt }: { decided?: Decided; paths: string[]; receivedAt: Instant },
): Message {
  const { source, identifier, event, supersedes, messageType, severity, headline, issuer, endsAt, expiresAt } = warning;
  return {
    source,
    identifier,
    event,
    supersedes,
    messageType,
    severity,
    headline,
    issuer,
    hazard: decided.hazard ?? warning.hazard,
    colour: decided.colour ?? warning.colour ?? colourOf(severity),
    sentAt: sentInFuture(warning, receivedAt) ? receivedAt : inUtc(warning.sentAt),
    onsetAt: inUtc(warning.onsetAt),
    endsAt: endsAt === null ? null : inUtc(endsAt),
    expiresAt: expiresAt === null ? null : inUtc(expiresAt),
    paths,
  };
}

const inUtc = (at: string): Instant => instant(Date.parse(at));
