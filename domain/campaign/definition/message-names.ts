import { RUNG_KIND_NAMES, rungKind } from '../../round/rung-kinds';
import type { Definition } from './definition';

/** Messages of a campaign that has cases. */
const CASE_MESSAGES: readonly string[] = ['case', 'case-reminder'];

/** Messages of a campaign with lists: rows were returned to a unit, or moved. */
const LIST_MESSAGES: readonly string[] = ['rows-returned', 'rows-returned-reminder', 'rows-moved'];

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

/**
 * Messages of every campaign: those of its rungs, those for several rounds at once (domain/message/envelope.ts),
 * corrections of numbers, and answers to replies.
 */
const EVERYBODYS: readonly string[] = [
  ...RUNG_KIND_NAMES.flatMap((kind) => rungKind(kind).texts),
  'owed',
  'digests',
  'correct-number',
  'reply-reported',
  'reply-sure',
  'reply-unclear',
  'reply-not-there',
  'reply-list',
  'list-code',
  'reply-stop-asked',
  'reply-stopped',
  'reply-resumed',
  'contact-stopped',
];

/** Messages of a campaign with quotas: about units below a milestone. */
const QUOTA_MESSAGES: readonly string[] = RUNG_KIND_NAMES.flatMap((kind) => rungKind(kind).short ?? []);

/** Messages of a campaign with pairs: to helpers, and about pairs below a minimum. */
const PAIR_MESSAGES: readonly string[] = RUNG_KIND_NAMES.flatMap((kind) => {
  const { helper, pairs } = rungKind(kind);
  return [...(helper ? [helper] : []), ...(pairs ? [pairs] : [])];
});

/** All messages with a shared text. */
export const messageNames: readonly string[] = [
  ...EVERYBODYS,
  ...CASE_MESSAGES,
  ...LIST_MESSAGES,
  ...QUOTA_MESSAGES,
  ...PAIR_MESSAGES,
  ...WARNING_MESSAGES,
];

/** What of a definition decides which messages it may send. */
export type Sending = Pick<Definition, 'messages' | 'cases' | 'warnings'> & Partial<Pick<Definition, 'lists'>>;

/** Lists have cases without naming them. */
const hasLists = (lists: object): boolean => Object.keys(lists).length > 0;

/** @returns the messages that a campaign may send, its own included, each once. */
export const messagesOf = ({ messages, cases, lists = {}, warnings }: Sending): string[] => [
  ...new Set([
    ...EVERYBODYS,
    ...(cases || hasLists(lists) ? CASE_MESSAGES : []),
    ...(hasLists(lists) ? LIST_MESSAGES : []),
    ...(Object.values(lists).some(({ limit }) => limit === 'quotas') ? QUOTA_MESSAGES : []),
    ...(Object.values(lists).some(({ track }) => track.includes('support')) ? PAIR_MESSAGES : []),
    ...(warnings ? WARNING_MESSAGES : []),
    ...Object.keys(messages),
  ]),
];
