import { STATE_WORDS } from '../../text/state-words';
import type { Shape } from '../shape';
import { ABOVE, IN_CAMPAIGN, UNIT, UNITS_IN } from './columns';

const MODE = { live: ['正式', 'live'], rehearsal: ['演练', 'rehearsal'] } as const;

/** All campaigns, of this winter and of earlier ones. */
export const CAMPAIGNS: Shape = {
  name: 'campaigns',
  title: { 'zh-CN': '活动', en: 'Campaigns' },
  needs: 'see-campaigns',
  sort: '-startedAt',
  columns: [
    { key: 'name', title: { 'zh-CN': '名称', en: 'Name' }, kind: 'text', filter: 'part', sorts: true },
    { key: 'id', title: { 'zh-CN': '编号', en: 'Id' }, kind: 'text', filter: 'part', sorts: true },
    { key: 'season', title: { 'zh-CN': '年度', en: 'Season' }, kind: 'text', filter: 'whole', sorts: true },
    {
      key: 'mode',
      title: { 'zh-CN': '正式或演练', en: 'Live or rehearsal' },
      kind: 'word',
      words: MODE,
      filter: 'choice',
    },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: STATE_WORDS.campaign,
      filter: 'choice',
    },
    {
      key: 'kept',
      title: { 'zh-CN': '收起', en: 'Put away' },
      kind: 'word',
      words: { listed: ['未收起', 'in the lists'], away: ['已收起', 'put away'] },
      filter: 'choice',
    },
    { key: 'startedAt', title: { 'zh-CN': '启动', en: 'Started' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'endedAt', title: { 'zh-CN': '结束', en: 'Ended' }, kind: 'time', filter: 'days', sorts: true },
  ],
};

/** What every unit of a campaign was asked for, and whether it is there. */
export const UNITS: Shape = {
  name: 'units',
  title: { 'zh-CN': '各单位上报', en: 'Returns by unit' },
  needs: 'see-campaigns',
  of: ['campaign'],
  sort: 'unit',
  columns: [
    IN_CAMPAIGN,
    UNITS_IN,
    { ...UNIT, sorts: true },
    { key: 'unitName', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text', filter: 'part' },
    ABOVE,
    { key: 'stage', title: { 'zh-CN': '阶段', en: 'Stage' }, kind: 'text', filter: 'whole', shown: 'never' },
    { key: 'stageName', title: { 'zh-CN': '阶段', en: 'Stage' }, kind: 'text' },
    { key: 'formName', title: { 'zh-CN': '填报内容', en: 'What is asked' }, kind: 'text' },
    {
      key: 'standing',
      title: { 'zh-CN': '上报', en: 'Return' },
      kind: 'word',
      words: {
        missing: ['未报', 'missing'],
        'on-time': ['按时', 'on time'],
        late: ['迟报', 'late'],
      },
      filter: 'choice',
    },
    { key: 'reason', title: { 'zh-CN': '未报原因', en: 'Why missing' }, kind: 'word', words: STATE_WORDS.reason },
    {
      key: 'reportedAt',
      title: { 'zh-CN': '上报时间', en: 'Reported' },
      kind: 'time',
      filter: 'days',
      sorts: true,
    },
    { key: 'receipt', title: { 'zh-CN': '回执', en: 'Receipt' }, kind: 'text', filter: 'whole' },
    { key: 'told', title: { 'zh-CN': '告知次数', en: 'Times told' }, kind: 'number', shown: 'chosen' },
  ],
};
