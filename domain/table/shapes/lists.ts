import type { Text } from '../../campaign/definition/words';
import { STATE_NAMES } from '../../list/list-names';
import { STEP_NAMES, stepKind } from '../../list/steps';
import type { Shape, Words } from '../shape';
import { IN_CAMPAIGN, UNIT, UNITS_IN } from './columns';

const both = <Name extends string>(names: readonly Name[], text: (name: Name) => Text): Words =>
  Object.fromEntries(names.map((name) => [name, [text(name)['zh-CN'], text(name).en ?? text(name)['zh-CN']] as const]));

/** The rows of one list, masked. */
export const ROWS: Shape = {
  name: 'rows',
  title: { 'zh-CN': '花名册', en: 'Roster' },
  needs: 'see-lists',
  of: ['campaign', 'list'],
  sort: 'unit',
  columns: [
    IN_CAMPAIGN,
    { key: 'list', title: { 'zh-CN': '名单', en: 'List' }, kind: 'text', filter: 'whole', shown: 'never' },
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
