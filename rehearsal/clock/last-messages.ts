import type { Instant } from '../../domain/instant';

/** A message that came to somebody. */
interface Message {
  contact: number;
  round: string;
  at: Instant;
}

/** Which round's message came last to whom: a word by SMS can mean no other. */
export interface LastMessages {
  note(message: Message): void;
  knows(contact: number): boolean;
  /** @returns whether the round is the last of this contact, and the only one at its instant. */
  isLast(message: Omit<Message, 'at'>): boolean;
}

export function lastMessages(): LastMessages {
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
