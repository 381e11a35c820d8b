import { RUNG_KINDS } from '../plan';
import type { Definition } from './definition';

/** Messages of a campaign that answers warnings. */
const WARNING_MESSAGES: readonly string[] = [
  'warning',
  'warning-reminder',
  'warning-superior',
  'warning-chase',
  'warning-stalled',
  'warning-progress',
  'warning-over',
  'patrol',
  'revisit',
];

/** Messages that exist for every campaign: one per kind of rung, and those that tell of an administrator's decision. */
const EVERYBODYS: readonly string[] = [
  ...RUNG_KINDS.filter((kind) => kind !== 'notice'),
  'extended',
  'returned',
  'cancelled',
  'reopened',
  'correct-number',
  'reply-reported',
  'reply-unclear',
  'reply-not-there',
  'reply-stop-asked',
  'reply-stopped',
  'reply-resumed',
  'contact-stopped',
];

/** All that have a shared text. */
export const messageNames: readonly string[] = [...EVERYBODYS, ...WARNING_MESSAGES];

/** @returns the messages that a campaign may send, its own included, each once. */
export const messagesOf = ({ messages, warnings }: Pick<Definition, 'messages' | 'warnings'>): string[] => [
  ...new Set([...EVERYBODYS, ...(warnings ? WARNING_MESSAGES : []), ...Object.keys(messages)]),
];
