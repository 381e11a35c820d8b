import { epochMs, type Instant, instant } from '../../instant';
import { keyOf } from '../feed/events';
import type { Warning, WarningArea } from '../feed/warning';

interface Drilling {
  /** Unique number of this drill. */
  number: string;
  /** When the drill is made. */
  at: Instant;
  /** @returns the places of a warning in the drill; empty leaves it out */
  areasOf(warning: Warning): WarningArea[];
}

/**
 * Makes an exercise from warnings of any time: their state at the last of them, moved to now. It gives them new
 * identifiers, so that the drill affects no real warning and no other drill. It leaves out messages that ended the
 * warnings: the officer ends the drill, or it lapses like the warnings.
 */
export function drillOf(warnings: readonly Warning[], { number, at, areasOf }: Drilling): Warning[] {
  const meant = warnings
    .map((warning) => ({ ...warning, areas: areasOf(warning) }))
    .filter(({ messageType, areas }) => messageType !== 'cancel' && areas.length > 0);
  const shift = epochMs(at) - Math.max(...meant.map(({ sentAt }) => Date.parse(sentAt)));
  const later = (time: string): Instant => instant(Date.parse(time) + shift);
  const numberOf = numbering(number);
  return meant.map((warning) => ({
    ...warning,
    source: 'drill',
    identifier: numberOf(warning, warning.identifier),
    event: numberOf(warning, warning.event),
    supersedes: warning.supersedes.map((other) => numberOf(warning, other)),
    status: 'exercise',
    sentAt: later(warning.sentAt),
    effectiveAt: later(warning.effectiveAt),
    onsetAt: later(warning.onsetAt),
    endsAt: warning.endsAt && later(warning.endsAt),
    expiresAt: warning.expiresAt && later(warning.expiresAt),
  }));
}

/** Equal identifiers stay equal, also in two feeds. */
function numbering(drill: string): (warning: Warning, identifier: string) => string {
  const numbers = new Map<string, number>();
  return ({ source }, identifier) => {
    const key = keyOf({ source, identifier });
    const known = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, known);
    return `${drill}-${known}`;
  };
}
