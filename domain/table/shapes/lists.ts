import type { Text } from '../../campaign/definition/words';
import { STATE_NAMES } from '../../list/list-names';
import { STEP_NAMES, stepKind } from '../../list/steps';
import type { Column, Shape, Words } from '../shape';
import { ABOVE, IN_CAMPAIGN, UNIT, UNITS_IN } from './columns';

const both = <Name extends string>(names: readonly Name[], text: (name: Name) => Text): Words =>
  Object.fromEntries(names.map((name) => [name, [text(name)['zh-CN'], text(name).en ?? text(name)['zh-CN']] as const]));

/** The list that all rows are of. */
const IN_LIST: Column = {
  key: 'list',
  title: { 'zh-CN': '名单', en: 'List' },
  kind: 'text',
  filter: 'whole',
  shown: 'never',
};
const UNIT_NAME: Column = {
  key: 'unitName',
  title: { 'zh-CN': '单位', en: 'Unit' },
  kind: 'text',
  filter: 'part',
};

/** The rows of one list, masked. */
export const ROWS: Shape = {
  name: 'rows',
  title: { 'zh-CN': '花名册', en: 'Roster' },
  needs: 'see-lists',
  of: ['campaign', 'list'],
  sort: 'unit',
  columns: [
    IN_CAMPAIGN,
    IN_LIST,
    { key: 'id', title: { 'zh-CN': '行号', en: 'Row' }, kind: 'number', shown: 'chosen' },
    UNITS_IN,
    { ...UNIT, sorts: true },
    { key: 'unitName', title: { 'zh-CN': '单位', en: 'Unit' }, kind: 'text' },
    { key: 'shown', title: { 'zh-CN': '姓名', en: 'Name' }, kind: 'text' },
    { key: 'category', title: { 'zh-CN': '类别', en: 'Category' }, kind: 'text', filter: 'whole' },
    { key: 'heads', title: { 'zh-CN': '人数', en: 'Persons' }, kind: 'number' },
    {
      key: 'step',
      title: { 'zh-CN': '进度', en: 'Step' },
      kind: 'word',
      words: both(STEP_NAMES, (step) => stepKind(step).past),
      filter: 'choice',
    },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: both(Object.keys(STATE_NAMES) as (keyof typeof STATE_NAMES)[], (state) => STATE_NAMES[state]),
      filter: 'choice',
    },
    { key: 'changedAt', title: { 'zh-CN': '最近变动', en: 'Last change' }, kind: 'time' },
  ],
};

/** Who helps whom, and what each pair has of its minima. */
export const PAIRS: Shape = {
  name: 'pairs',
  title: { 'zh-CN': '结对', en: 'Pairs' },
  needs: 'see-lists',
  of: ['campaign', 'list'],
  sort: 'unit',
  columns: [
    IN_CAMPAIGN,
    IN_LIST,
    { key: 'id', title: { 'zh-CN': '行号', en: 'Row' }, kind: 'number', shown: 'chosen', sorts: true },
    UNITS_IN,
    { ...UNIT, sorts: true },
    UNIT_NAME,
    { key: 'shown', title: { 'zh-CN': '姓名', en: 'Name' }, kind: 'text' },
    {
      key: 'helperUnit',
      title: { 'zh-CN': '帮扶单位', en: 'Helping unit' },
      kind: 'text',
      filter: 'part',
      sorts: true,
    },
    { key: 'post', title: { 'zh-CN': '岗位', en: 'Post' }, kind: 'text', filter: 'whole' },
    { key: 'holder', title: { 'zh-CN': '帮扶干部', en: 'Who' }, kind: 'text' },
    {
      key: 'standing',
      title: { 'zh-CN': '帮扶情况', en: 'Standing' },
      kind: 'word',
      words: {
        without: ['没有帮扶干部', 'without a helper'],
        below: ['未达到下限', 'below a minimum'],
        met: ['已达到', 'met'],
      },
      filter: 'choice',
    },
    { key: 'times', title: { 'zh-CN': '次数', en: 'Minima' }, kind: 'text' },
    { key: 'lastOn', title: { 'zh-CN': '最近一次', en: 'Last deed' }, kind: 'text' },
    {
      key: 'planned',
      title: { 'zh-CN': '有无一人一策', en: 'With a plan' },
      kind: 'word',
      words: { yes: ['有', 'yes'], no: ['没有', 'no'] },
      filter: 'choice',
      shown: 'never',
    },
    { key: 'planOn', title: { 'zh-CN': '一人一策', en: 'Plan' }, kind: 'text' },
  ],
};

const slots = (key: string, zh: string, en: string): Column => ({
  ...{ key, title: { 'zh-CN': zh, en }, kind: 'number', filter: 'range', sorts: true },
});

/** The slots of each unit in each category, and what became of them. */
export const QUOTAS: Shape = {
  name: 'quotas',
  title: { 'zh-CN': '分配表', en: 'Quotas' },
  needs: 'see-lists',
  of: ['campaign', 'list'],
  sort: 'unit',
  columns: [
    IN_CAMPAIGN,
    IN_LIST,
    UNITS_IN,
    { ...UNIT, sorts: true },
    UNIT_NAME,
    ABOVE,
    {
      key: 'category',
      title: { 'zh-CN': '类别编码', en: 'Code of the category' },
      kind: 'text',
      filter: 'whole',
      shown: 'never',
    },
    { key: 'categoryName', title: { 'zh-CN': '类别', en: 'Category' }, kind: 'text' },
    slots('slots', '分配', 'Slots'),
    slots('used', '已用', 'Used'),
    { key: 'burnt', title: { 'zh-CN': '其中作废', en: 'Of these lost' }, kind: 'number' },
    slots('free', '空缺', 'Free'),
  ],
};

/** Lists that units have handed over on paper. */
export const PAPERS: Shape = {
  name: 'papers',
  title: { 'zh-CN': '纸质名单', en: 'Lists on paper' },
  needs: 'see-lists',
  of: ['campaign', 'list'],
  sort: '-id',
  columns: [
    IN_CAMPAIGN,
    IN_LIST,
    { key: 'id', title: { 'zh-CN': '编号', en: 'Number' }, kind: 'number', shown: 'chosen', sorts: true },
    UNIT,
    UNIT_NAME,
    { key: 'receipt', title: { 'zh-CN': '回执号', en: 'Receipt' }, kind: 'text', filter: 'whole' },
    {
      key: 'handedOver',
      title: { 'zh-CN': '交来时间', en: 'Handed over' },
      kind: 'time',
      filter: 'days',
      sorts: true,
    },
    { key: 'rows', title: { 'zh-CN': '纸上', en: 'On paper' }, kind: 'number' },
    { key: 'keyed', title: { 'zh-CN': '已录', en: 'Keyed' }, kind: 'number' },
    { key: 'differing', title: { 'zh-CN': '与手机不一致', en: 'Differ from the phone' }, kind: 'number' },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: {
        taken: ['已交未录', 'not keyed'],
        keyed: ['已录待核对', 'to be compared'],
        compared: ['已核对', 'compared'],
        void: ['作废', 'void'],
      },
      filter: 'choice',
    },
    { key: 'takenBy', title: { 'zh-CN': '谁收的', en: 'Taken by' }, kind: 'text', shown: 'chosen' },
    { key: 'keyedBy', title: { 'zh-CN': '谁录的', en: 'Keyed by' }, kind: 'text', shown: 'chosen' },
    { key: 'comparedBy', title: { 'zh-CN': '谁核对的', en: 'Compared by' }, kind: 'text', shown: 'chosen' },
  ],
};
