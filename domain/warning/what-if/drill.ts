import { epochMs, type Instant, instant } from '../../instant';
import { keyOf } from '../feed/events';
import type { Warning, WarningArea } from '../feed/warning';

interface Drilling {
  /** Tells this drill from every other. */
  number: string;
  /** When it is made. */
  at: Instant;
  /** @returns the places that a warning stands for in the drill; none leaves it out */
  areasOf(warning: Warning): WarningArea[];
}

/**
 * Makes an exercise of warnings that were sent at any time: as they stood at the last of them, now. Their numbers
 * become the drill's own, so that it touches nothing actual and no other drill; what ended them is left out, since a
 * drill is ended by its holder, or lapses as the warnings would have.
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

/** The same number stays the same, also where two feeds have it. */
function numbering(drill: string): (warning: Warning, identifier: string) => string {
  const numbers = new Map<string, number>();
  return ({ source }, identifier) => {
    const key = keyOf({ source, identifier });
    const known = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, known);
    return `${drill}-${known}`;
  };
}
