import type { Sentences } from '../../sentences';

/** Postings (公示): what is frozen, how long it hangs, and what people say about it. */
export const POSTINGS = {
  'posting-no-list': { 'zh-CN': '活动里没有名单“{list}”。', en: 'The campaign has no list "{list}".' },
  'unknown-posting': { 'zh-CN': '没有公示 {posting}。', en: 'There is no posting {posting}.' },
  'posting-not-planned': {
    'zh-CN': '名单“{list}”没有公示这一步（posting）。',
    en: 'The list "{list}" has no `posting` in its definition.',
  },
  'posting-nothing': {
    'zh-CN': '名单“{list}”里没有可公示的行：前面的步骤还没有办完，或者正在公示。',
    en: 'No row of the list "{list}" stands before its posting here: the steps before are not done, or it hangs already.',
  },
  'posting-leaks': {
    'zh-CN': '没有公示：{count} 个村的公示单会印出身份证号、卡号或电话。请先改正类别名称、组别等文字。',
    en: 'Nothing was posted: the sheets of {count} villages would show numbers of persons. Correct names, labels or groups first.',
  },
  'posting-leak': { 'zh-CN': '{region} 会印出：{leaks}', en: '{region} would show: {leaks}' },
  'posting-outside': {
    'zh-CN': '{region} 不在活动范围内，或不归您管。',
    en: 'Region {region} is outside the campaign, or outside your region.',
  },
  'posting-campaign-over': {
    'zh-CN': '活动已结束或暂停，不能公示。',
    en: 'The campaign does not run now, so nothing can be posted.',
  },
  'row-posted': {
    'zh-CN': '该行正在公示，公示结束前不能改，也不能办理下一步。',
    en: 'The row hangs now: it can be changed, or go on, when its posting is over.',
  },
  'posting-over': { 'zh-CN': '公示已经结束。', en: 'The posting is over already.' },
  'posting-runs': {
    'zh-CN': '公示到 {until} 才结束，不能提前；有错误请撤下（withdraw）后重新公示。',
    en: 'The posting runs until {until} and cannot end before; withdraw it if it is wrong, and post again.',
  },
  'posting-no-number': {
    'zh-CN': '公示里没有第 {number} 号，请核对序号。',
    en: 'The posting has no number {number}; look at it again.',
  },
  'posting-says-nothing': { 'zh-CN': '请写明情况。', en: 'Say what is the matter.' },
  'posting-takes-no-objections': {
    'zh-CN': '这份公示不受理异议。',
    en: 'This posting takes no objections.',
  },
  'posting-paper-options': {
    'zh-CN': '补录书面材料要同时写 --handed-over（YYYY-MM-DD）和 --photo（照片）。',
    en: 'A paper needs both --handed-over (YYYY-MM-DD) and --photo.',
  },
  'posting-paper-ahead': {
    'zh-CN': '交来的日期不能晚于今天，也不能早于公示第一天。',
    en: 'The paper was handed over between the first day of the posting and today.',
  },
  'posting-photos': { 'zh-CN': '一份公示最多 {most} 张照片。', en: 'A posting has at most {most} photos.' },
  'posting-photo': { 'zh-CN': '照片须为 JPEG，不超过 {most} KB。', en: 'A photo is a JPEG of at most {most} KB.' },
} as const satisfies Sentences;
