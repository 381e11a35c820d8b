import { RUNG_KINDS } from '../plan';

/** Messages that exist for every campaign: one per kind of rung, and those that tell of an administrator's decision. */
export const messageNames: readonly string[] = [
  ...RUNG_KINDS.filter((kind) => kind !== 'notice'),
  'extended',
  'returned',
  'cancelled',
  'reopened',
  'correct-number',
  'reply-reported',
  'reply-unclear',
  'reply-stopped',
  'contact-stopped',
];
