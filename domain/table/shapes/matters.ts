import { STATE_WORDS } from '../../text/state-words';
import type { Shape } from '../shape';
import { CAMPAIGN, ENTRY, NUMBER, REGION } from './columns';

/** Matters with a clock. */
export const CASES: Shape = {
  name: 'cases',
  title: { 'zh-CN': '个案', en: 'Cases' },
  needs: 'see-reports',
  first: { state: 'waiting,asked' },
  sort: 'dueAt',
  columns: [
    CAMPAIGN,
    {
      key: 'view',
      title: { 'zh-CN': '哪些', en: 'Which' },
      kind: 'word',
      words: { mine: ['我单位办理', 'mine'], overdue: ['超时', 'overdue'] },
      filter: 'choice',
      shown: 'never',
    },
    NUMBER,
    { key: 'kindName', title: { 'zh-CN': '种类', en: 'Kind' }, kind: 'text' },
    REGION,
    { key: 'place', title: { 'zh-CN': '单位', en: 'Place' }, kind: 'text', filter: 'part' },
    { key: 'assignee', title: { 'zh-CN': '由谁办理', en: 'Answered by' }, kind: 'text', filter: 'part' },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: { waiting: ['待下次', 'waiting'], asked: ['待回复', 'asked'], closed: ['已了结', 'closed'] },
      filter: 'choice',
    },
    { key: 'rounds', title: { 'zh-CN': '第几次', en: 'Visits' }, kind: 'number' },
    { key: 'dueAt', title: { 'zh-CN': '时限', en: 'Clock' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'openedAt', title: { 'zh-CN': '登记', en: 'Opened' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'closedAt', title: { 'zh-CN': '办结', en: 'Closed' }, kind: 'time', shown: 'chosen', sorts: true },
    { key: 'outcomeName', title: { 'zh-CN': '结果', en: 'Outcome' }, kind: 'text' },
    ENTRY,
    { key: 'posting', title: { 'zh-CN': '公示编号', en: 'Posting' }, kind: 'number', filter: 'range', shown: 'never' },
  ],
};

/** What hangs where, and what came of it. */
export const POSTINGS: Shape = {
  name: 'postings',
  title: { 'zh-CN': '公示', en: 'Postings' },
  needs: 'see-lists',
  sort: 'id',
  columns: [
    CAMPAIGN,
    REGION,
    { ...NUMBER, shown: 'chosen' },
    { key: 'lot', title: { 'zh-CN': '批次', en: 'Lot' }, kind: 'number', filter: 'range', shown: 'chosen' },
    { key: 'name', title: { 'zh-CN': '村', en: 'Village' }, kind: 'text', filter: 'part' },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: STATE_WORDS.posting,
      filter: 'choice',
    },
    { key: 'opensAt', title: { 'zh-CN': '公示自', en: 'From' }, kind: 'time', shown: 'chosen', sorts: true },
    { key: 'closesAt', title: { 'zh-CN': '公示到', en: 'Until' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'version', title: { 'zh-CN': '版本', en: 'Version' }, kind: 'number' },
    { key: 'rows', title: { 'zh-CN': '行', en: 'Rows' }, kind: 'number' },
    { key: 'objections', title: { 'zh-CN': '期内异议', en: 'Objections' }, kind: 'number' },
    { key: 'nominations', title: { 'zh-CN': '推荐', en: 'Nominated' }, kind: 'number' },
    { key: 'complaints', title: { 'zh-CN': '期后反映', en: 'Late' }, kind: 'number' },
    { key: 'photosAtStart', title: { 'zh-CN': '张贴照片', en: 'Photos of the start' }, kind: 'number' },
    { key: 'photosAtEnd', title: { 'zh-CN': '期满照片', en: 'Photos of the end' }, kind: 'number' },
  ],
};
