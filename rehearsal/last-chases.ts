import type { Instant } from '../domain/instant';

/** A chase that came to somebody. */
interface Chase {
  contact: number;
  round: string;
  at: Instant;
}

/** Which round's chase came last to whom: a word by SMS can mean no other. */
export interface LastChases {
  note(chase: Chase): void;
  knows(contact: number): boolean;
  /** @returns whether the chase's round is the last of this contact, and the only one at its instant. */
  isLast(chase: Omit<Chase, 'at'>): boolean;
}

export function lastChases(): LastChases {
  const last = new Map<number, { at: Instant; rounds: Set<string> }>();
  return {
    note({ contact, round, at }) {
      const known = last.get(contact);
      if (known?.at === at) known.rounds.add(round);
      else last.set(contact, { at, rounds: new Set([round]) });
    },
    knows: (contact) => last.has(contact),
    isLast({ contact, round }) {
      const rounds = last.get(contact)?.rounds;
      return rounds?.size === 1 && rounds.has(round);
    },
  };
}
