import type { Instant } from '../../domain/instant';

/** A message that a contact received. */
interface Message {
  contact: number;
  round: string;
  at: Instant;
}

/** Remembers the round of each contact's last message: a reply by SMS can only mean that round. */
export interface LastMessages {
  note(message: Message): void;
  knows(contact: number): boolean;
  /** @returns whether the contact's last message was of this round, and the only one at its instant. */
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
