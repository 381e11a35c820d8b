import type { Sentences } from '../../sentences';

/** Pairs: who helps whom, and what was done. */
export const PAIRS = {
  'support-without-pairs': {
    'zh-CN': '只有结对名单（of: pair）才能有帮扶（support）这一步。',
    en: 'Only a list of pairs (`of: pair`) can support anybody.',
  },
  'minimum-without-support': {
    'zh-CN': '名单没有帮扶（support）这一步，没人录入，次数下限无从统计。',
    en: 'The track of the list has no `support`: nobody enters the deeds that a minimum counts.',
  },
  'rung-of-pairs': {
    'zh-CN': '“{kind}”没有发给帮扶干部的短信。',
    en: 'There is no text of "{kind}" for helpers.',
  },
  'deed-ahead': { 'zh-CN': '日期还没到，请填已经办过的事。', en: 'That day lies ahead; enter what has been done.' },
  'deed-too-old': { 'zh-CN': '日期在一年以前，不再登记。', en: 'That day is more than a year ago.' },
  'deed-without-money': { 'zh-CN': '请填资金或物资折价。', en: 'Enter the cash, or the value of the goods.' },
  'plan-changed': {
    'zh-CN': '一人一策刚被别人改过，没有保存。请重新打开，看过新的内容再改。',
    en: 'Somebody else has just written the plan, and nothing was stored. Open it again and read it first.',
  },
  'plan-write-or-show': {
    'zh-CN': '请写明一人一策的文本文件，或用 --reason 写明查看的原因，二者只写一个。',
    en: 'Name either the file with the plan, or with --reason why it is shown.',
  },
  'plan-length': {
    'zh-CN': '一人一策要有 2 到 {most} 个字。',
    en: 'A plan has 2 to {most} characters.',
  },
  'plan-absent': { 'zh-CN': '这一行还没有一人一策。', en: 'This row has no plan yet.' },
  'not-a-pair-list': { 'zh-CN': '这份名单不是结对名单。', en: 'This is not a list of pairs.' },
  'pair-not-yours': {
    'zh-CN': '这一行的帮扶干部不在贵单位。',
    en: 'The helper of this row is not of your unit.',
  },
  'pair-unit-unknown': {
    'zh-CN': '“{unit}”不是这份名单的帮扶单位。',
    en: 'The list does not ask unit "{unit}" to support anybody.',
  },
  'pair-post-unknown': {
    'zh-CN': '{unit}没有岗位“{post}”，请先在名册中登记。',
    en: 'Unit {unit} has no post "{post}"; enter it in the register first.',
  },
  'pair-row-twice': { 'zh-CN': '同一行写了两次。', en: 'The same row stands there twice.' },
  'pair-nobody': { 'zh-CN': '这一行没有帮扶干部。', en: 'The row has no helper.' },
  'pair-say-why': {
    'zh-CN': '更换或解除结对要写明原因。',
    en: 'Say why: somebody gets another helper, or none.',
  },
  'pairs-refused': { 'zh-CN': '结对没有写入：{count} 处有问题。', en: 'Nothing was paired: {count} problems.' },
  'pair-row-unclear': {
    'zh-CN': '找不到这一行，或不止一行：请填名单编号，或单位、姓名和身份证号。',
    en: 'No row is meant, or more than one: give its number, or unit, name and ID number.',
  },
  'deed-unknown': { 'zh-CN': '没有这条帮扶记录。', en: 'There is no such deed.' },
  'pairs-not-all-yours': {
    'zh-CN': '报完由单位联系人办理。',
    en: 'The contact of the unit says that these are all.',
  },
} as const satisfies Sentences;
