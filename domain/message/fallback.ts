import type { Channel } from '../campaign/plan';

/** Somebody who has a duty for a region, or stands in there, and how they can be reached today. */
export interface Reachable {
  contact: number;
  deputy: boolean;
  channels: readonly Channel[];
}

/** One way to tell one person. */
export interface Way {
  contact: number;
  channel: Channel;
}

/**
 * The ways to tell a region something, in the order in which they are tried: channel by channel as the rung prefers
 * them, the contact before the deputy. A deputy's telephone rings sooner than a contact's mailbox is opened.
 */
export const waysToTell = (people: readonly Reachable[], channels: readonly Channel[]): Way[] =>
  channels.flatMap((channel) =>
    [false, true].flatMap((deputy) =>
      people
        .filter((person) => person.deputy === deputy && person.channels.includes(channel))
        .map(({ contact }) => ({ contact, channel })),
    ),
  );

/** What is wrong with the text or the house, not with the way: another way would fail the same. */
export const CONCERNS_EVERYBODY: readonly string[] = [
  'bad-template',
  'no-transport',
  'no-rehearsal-transport',
  'approval',
];
