import { STATE_WORDS } from '../../text/state-words';
import type { Shape } from '../shape';
import { CAMPAIGN, REGION } from './columns';

/** What officers must see through: silent units below them. */
export const CHASES: Shape = {
  name: 'chases',
  title: { 'zh-CN': '督办与确认', en: 'Chases' },
  needs: 'see-campaigns',
  sort: 'order',
  columns: [
    CAMPAIGN,
    REGION,
    { key: 'regionName', title: { 'zh-CN': '地区', en: 'Region' }, kind: 'text', filter: 'part', sorts: true },
    { key: 'stage', title: { 'zh-CN': '阶段', en: 'Stage' }, kind: 'text' },
    {
      key: 'need',
      title: { 'zh-CN': '待办', en: 'To do' },
      kind: 'word',
      words: { overdue: ['超时', 'overdue'], waiting: ['待办', 'to do'], nothing: ['无需处理', 'nothing'] },
      filter: 'choice',
    },
    {
      key: 'silentNow',
      title: { 'zh-CN': '现在未报', en: 'Silent now' },
      kind: 'number',
      filter: 'range',
      sorts: true,
    },
    { key: 'silent', title: { 'zh-CN': '当时未报', en: 'Silent then' }, kind: 'number', sorts: true },
    {
      key: 'acknowledgeBy',
      title: { 'zh-CN': '确认期限', en: 'Acknowledge by' },
      kind: 'time',
      filter: 'days',
      sorts: true,
    },
    { key: 'step', title: { 'zh-CN': '状态', en: 'State' }, kind: 'word', words: STATE_WORDS.chase, filter: 'choice' },
    { key: 'openedAt', title: { 'zh-CN': '发起', en: 'Opened' }, kind: 'time', shown: 'chosen', sorts: true },
    { key: 'acknowledgedAt', title: { 'zh-CN': '知晓', en: 'Known' }, kind: 'time', shown: 'chosen' },
    { key: 'dispatchedAt', title: { 'zh-CN': '派人', en: 'Sent' }, kind: 'time', shown: 'chosen' },
    { key: 'doneAt', title: { 'zh-CN': '完成', en: 'Done' }, kind: 'time', shown: 'chosen' },
    { key: 'snoozedUntil', title: { 'zh-CN': '暂缓到', en: 'Put off until' }, kind: 'time', shown: 'chosen' },
  ],
};

/** Units to telephone. */
export const CALLS: Shape = {
  name: 'calls',
  title: { 'zh-CN': '电话清单', en: 'Call list' },
  needs: 'record-call',
  first: { settled: 'open' },
  sort: 'openedAt',
  columns: [
    CAMPAIGN,
    {
      key: 'settled',
      title: { 'zh-CN': '处理', en: 'Standing' },
      kind: 'word',
      words: { open: ['待打电话', 'to call'], done: ['已处理', 'done'] },
      filter: 'choice',
    },
    { key: 'code', title: { 'zh-CN': '单位编码', en: 'Code' }, kind: 'text', filter: 'whole', shown: 'chosen' },
    { key: 'name', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text', filter: 'part' },
    { key: 'parentName', title: { 'zh-CN': '上级', en: 'Superior' }, kind: 'text', filter: 'part' },
    {
      key: 'reason',
      title: { 'zh-CN': '为什么打', en: 'Why' },
      kind: 'word',
      words: {
        unreachable: ['没有可用的联系方式', 'cannot be reached'],
        silent: ['一直没有上报', 'stays silent'],
      },
      filter: 'choice',
    },
    { key: 'stage', title: { 'zh-CN': '阶段', en: 'Stage' }, kind: 'text' },
    { key: 'openedAt', title: { 'zh-CN': '列入', en: 'Listed' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'locksAt', title: { 'zh-CN': '锁定', en: 'Locks' }, kind: 'time', sorts: true },
    {
      key: 'result',
      title: { 'zh-CN': '结果', en: 'Result' },
      kind: 'word',
      words: STATE_WORDS.call,
      filter: 'choice',
    },
    { key: 'attempts', title: { 'zh-CN': '打过几次', en: 'Calls made' }, kind: 'number', sorts: true },
    { key: 'triedAt', title: { 'zh-CN': '最近一次', en: 'Last call' }, kind: 'time', sorts: true },
    { key: 'reportedAt', title: { 'zh-CN': '已上报', en: 'Reported' }, kind: 'time', shown: 'chosen' },
  ],
};
