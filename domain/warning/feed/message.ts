import { epochMs, type Instant, instant, latest } from '../../instant';
import type { Message } from './events';
import { type Colour, colourOf, type Hazard, type Warning } from './warning';

/** A duty officer's decision on a message; missing fields keep the message's values. */
export interface Decided {
  hazard?: Hazard;
  colour?: Colour;
  /** Codes of the meant regions. */
  regions?: string[];
}

/** Clocks differ by seconds; more than ten minutes means a wrong zone or a wrong clock. */
const SKEW_MS = 10 * 60_000;

/** @returns whether a message claims to be sent after it came. */
export const sentInFuture = ({ sentAt }: Pick<Warning, 'sentAt'>, receivedAt: Instant): boolean =>
  Date.parse(sentAt) > epochMs(receivedAt) + SKEW_MS;

/**
 * @param paths of the covered regions
 * @param receivedAt a message counts as sent no later than this; otherwise it would overrule all later ones
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
 * After a message lapses, the event waits for the next one; a message that had lapsed before it came is old.
 * @returns when it lapsed, if that was before its arrival and after the onset; else null
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
