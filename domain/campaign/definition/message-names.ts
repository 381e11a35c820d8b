import { RUNG_KIND_NAMES, rungKind } from '../../round/rung-kinds';
import type { Definition } from './definition';

/** Messages of a campaign that has cases. */
const CASE_MESSAGES: readonly string[] = ['case', 'case-reminder'];

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
  'reply-unclear',
  'reply-not-there',
  'reply-stop-asked',
  'reply-stopped',
  'reply-resumed',
  'contact-stopped',
];

/** All messages with a shared text. */
export const messageNames: readonly string[] = [...EVERYBODYS, ...CASE_MESSAGES, ...WARNING_MESSAGES];

/** @returns the messages that a campaign may send, its own included, each once. */
export const messagesOf = ({
  messages,
  cases,
  warnings,
}: Pick<Definition, 'messages' | 'cases' | 'warnings'>): string[] => [
  ...new Set([
    ...EVERYBODYS,
    ...(cases ? CASE_MESSAGES : []),
    ...(warnings ? WARNING_MESSAGES : []),
    ...Object.keys(messages),
  ]),
];
