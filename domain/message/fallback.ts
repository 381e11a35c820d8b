import type { Channel } from '../campaign/plan';

/** A person with a duty for a region, or a deputy, and the channels by which they can be reached today. */
export interface Reachable {
  contact: number;
  deputy: boolean;
  channels: readonly Channel[];
}

/** One channel to one person. */
export interface Way {
  contact: number;
  channel: Channel;
}

/**
 * The ways to reach a region, in the order of the attempts: channel by channel in the rung's order, the contact before
 * the deputy. A deputy notices a telephone sooner than a contact opens a mailbox.
 */
export const waysToTell = (people: readonly Reachable[], channels: readonly Channel[]): Way[] =>
  channels.flatMap((channel) =>
    [false, true].flatMap((deputy) =>
      people
        .filter((person) => person.deputy === deputy && person.channels.includes(channel))
        .map(({ contact }) => ({ contact, channel })),
    ),
  );

/** Faults of the text or of our own account, not of the way: another way would fail too. */
export const CONCERNS_EVERYBODY: readonly string[] = [
  'bad-template',
  'no-transport',
  'no-rehearsal-transport',
  'approval',
];
