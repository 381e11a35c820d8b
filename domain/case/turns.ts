import { type CaseEnd, type CaseKind, mostRounds } from './case-kinds';

/** An ended round of cases. */
export interface RoundEnded {
  kind: CaseKind;
  /** Number of times that the cases were passed upwards. */
  level: number;
  /** Number of rounds of the present regions. */
  nth: number;
  /** Their campaign is cancelled, so no round follows. */
  last: boolean;
}

/** The result of a round for a case. */
export interface Found {
  /** The reported outcome; null without a report. */
  found: string | null;
  /** Code of the superior of the asked region; null without one in the campaign's scope. */
  superior: string | null;
}

/** The next state of a case after a round. */
export type Turn = { do: 'close'; outcome: string } | { do: 'again' } | { do: 'pass'; to: string };

/**
 * The effect of the answer in a round. After a round without result comes the next; the case still ends, at the latest
 * by the hand-over.
 */
export function turnOf({ kind, level, nth, last }: RoundEnded, { found, superior }: Found): Turn {
  const { outcomes, rounds } = kind;
  const turn = (found === null ? undefined : outcomes[found]?.turn) ?? 'again';
  if (turn === 'close' && found !== null) return { do: 'close', outcome: found };
  if (last || (turn === 'again' && nth < mostRounds(kind, level))) return { do: 'again' };
  const to = level + 1 < rounds.length ? superior : null;
  return to === null ? { do: 'close', outcome: 'handed-over' satisfies CaseEnd } : { do: 'pass', to };
}
