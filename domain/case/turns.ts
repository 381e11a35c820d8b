import { type CaseEnd, type CaseKind, mostRounds } from './case-kinds';

/** Which round of cases has ended. */
export interface RoundEnded {
  kind: CaseKind;
  /** How often they have been passed upwards. */
  level: number;
  /** How many rounds those that are asked now have had. */
  nth: number;
  /** Their campaign is cancelled: nobody is asked anew. */
  last: boolean;
}

/** What a round has found of a case. */
export interface Found {
  /** The outcome that was reported; null when nobody reported. */
  found: string | null;
  /** Code of the superior of the region that is asked; null when there is none within the campaign's scope. */
  superior: string | null;
}

/** What becomes of a case after a round. */
export type Turn = { do: 'close'; outcome: string } | { do: 'again' } | { do: 'pass'; to: string };

/**
 * What follows from the answer in a round. One that brings nothing is followed by the next: a case ends all the same,
 * at the latest handed over.
 */
export function turnOf({ kind, level, nth, last }: RoundEnded, { found, superior }: Found): Turn {
  const { outcomes, rounds } = kind;
  const turn = (found === null ? undefined : outcomes[found]?.turn) ?? 'again';
  if (turn === 'close' && found !== null) return { do: 'close', outcome: found };
  if (last || (turn === 'again' && nth < mostRounds(kind, level))) return { do: 'again' };
  const to = level + 1 < rounds.length ? superior : null;
  return to === null ? { do: 'close', outcome: 'handed-over' satisfies CaseEnd } : { do: 'pass', to };
}
