import { REASONS } from '../../message/message-states';
import { STATE_WORDS } from '../../text/state-words';
import type { Shape, Words } from '../shape';
import { CAMPAIGN, NUMBER, REGION } from './columns';

/** Why messages are in their state. */
const REASON_WORDS: Words = Object.fromEntries(
  Object.entries(REASONS).map(([reason, words]) => [reason, [words['zh-CN'], words.en]]),
);

/** Messages of all campaigns: what was sent to whom, and what became of it. */
export const MESSAGES: Shape = {
  name: 'messages',
  title: { 'zh-CN': '消息', en: 'Messages' },
  needs: 'see-messages',
  sort: '-id',
  columns: [
    NUMBER,
    { key: 'plannedAt', title: { 'zh-CN': '时间', en: 'When' }, kind: 'time', filter: 'days', sorts: true },
    CAMPAIGN,
    REGION,
    { key: 'regionName', title: { 'zh-CN': '地方', en: 'Place' }, kind: 'text', filter: 'part' },
    { key: 'parentName', title: { 'zh-CN': '上级', en: 'Superior' }, kind: 'text' },
    {
      key: 'contact',
      title: { 'zh-CN': '收信人', en: 'Person' },
      kind: 'text',
      filter: 'part',
      needs: 'reveal-people',
      personal: true,
    },
    { key: 'says', title: { 'zh-CN': '内容', en: 'What' }, kind: 'word', words: STATE_WORDS.says, filter: 'choice' },
    {
      key: 'channel',
      title: { 'zh-CN': '方式', en: 'By' },
      kind: 'word',
      words: STATE_WORDS.channel,
      filter: 'choice',
    },
    {
      key: 'provider',
      title: { 'zh-CN': '平台', en: 'Provider' },
      kind: 'word',
      words: STATE_WORDS.provider,
      shown: 'chosen',
    },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: STATE_WORDS.message,
      filter: 'choice',
    },
    { key: 'reason', title: { 'zh-CN': '原因', en: 'Why' }, kind: 'word', words: REASON_WORDS, filter: 'choice' },
    { key: 'attempts', title: { 'zh-CN': '次数', en: 'Attempts' }, kind: 'number', shown: 'chosen' },
    { key: 'settledAt', title: { 'zh-CN': '结果时间', en: 'Settled' }, kind: 'time', shown: 'chosen' },
  ],
};
