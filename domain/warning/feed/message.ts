import { epochMs, type Instant, instant, latest } from '../../instant';
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
  const { source, identifier, event, supersedes, messageType, severity, headline, issuer } = warning;
  const [endsAt, expiresAt] = [inUtcOrNull(warning.endsAt), inUtcOrNull(warning.expiresAt)];
  const [sentAt, onsetAt] = [inUtc(warning.sentAt), inUtc(warning.onsetAt)];
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
    sentAt: sentInFuture(warning, receivedAt) ? receivedAt : sentAt,
    onsetAt,
    endsAt: endsAt ?? lapsedAt({ sentAt, onsetAt, expiresAt, receivedAt }),
    expiresAt,
    paths,
  };
}

/**
 * A message that lapses is followed by the next one if the weather goes on, which is waited for; one that had lapsed
 * before it came is an old one.
 * @returns when it lapsed, if that was before it came and the weather had begun by then
 */
function lapsedAt({
  sentAt,
  onsetAt,
  expiresAt,
  receivedAt,
}: {
  sentAt: Instant;
  onsetAt: Instant;
  expiresAt: Instant | null;
  receivedAt: Instant;
}): Instant | null {
  const lapsed = expiresAt && latest(expiresAt, onsetAt, sentAt);
  return lapsed !== null && lapsed <= receivedAt ? lapsed : null;
}

const inUtc = (at: string): Instant => instant(Date.parse(at));
const inUtcOrNull = (at: string | null): Instant | null => (at === null ? null : inUtc(at));
