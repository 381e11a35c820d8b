import type { Sentences } from '../../sentences';

/** Lists that are handed over on paper. */
export const PAPERS = {
  'unknown-paper': {
    'zh-CN': '没有第 {paper} 号纸质名单。',
    en: 'There is no list on paper with number {paper}.',
  },
  'paper-not-asked': {
    'zh-CN': '这一轮没有向这个单位要这份名单，请核对名单和单位。',
    en: 'This round does not ask this unit for this list; check both.',
  },
  'paper-day': {
    'zh-CN': '交来的时间应在本轮开始之后、锁定之前，且不晚于现在；请按收据上的时间填写。',
    en: 'A paper is handed over after the round has opened, before it locks, and not later than now; enter the time on the slip.',
  },
  'paper-under-way': {
    'zh-CN': '这个单位的纸质名单（回执 {receipt}）还没有录入核对完；请先办完那一份，或将它作废。',
    en: 'Another paper of this unit (receipt {receipt}) is not compared yet; finish it first, or declare it void.',
  },
  'paper-locked': {
    'zh-CN': '本轮已经锁定。锁定前交来的纸质名单，请县级人员写明原因、为它开放后再录入。',
    en: 'The round is locked. For a paper that was handed over before, an officer of the county opens it with a reason.',
  },
  'paper-settled': {
    'zh-CN': '回执 {receipt} 的纸质名单已经办结，不能再改；行的更正请在花名册中办理。',
    en: 'The paper with receipt {receipt} is settled; correct its rows on the roster.',
  },
  'paper-not-keyed': {
    'zh-CN': '这份纸质名单还没有录完；录完（点“全部录完”）之后再核对。',
    en: 'The paper is not keyed to its end; say that these are all, then compare it.',
  },
  'paper-own-hand': {
    'zh-CN': '录入的人不能自己核对；请另一个人拿着纸质名单核对。',
    en: 'Whoever has keyed a paper does not compare it; another person does, with the paper at hand.',
  },
  'paper-differs': {
    'zh-CN': '纸质名单与录入有 {count} 处不一致，没有通过；请对着纸核对后改正。',
    en: 'Paper and rows differ in {count} places; look at the paper and correct them.',
  },
  'paper-rows-differ': {
    'zh-CN': '纸上 {paper} 行，录入 {keyed} 行',
    en: 'the paper has {paper} rows, {keyed} are keyed',
  },
  'paper-tail-not-keyed': {
    'zh-CN': '纸上末四位 {tail} 的一行没有录入，或录错了号码',
    en: 'a row of the paper that ends in {tail} is not keyed, or its number is wrong',
  },
  'paper-tail-not-read': {
    'zh-CN': '录入的第 {entry} 号在纸上没有读到，或号码不同',
    en: 'row {entry} of the list was not read from the paper, or its number differs',
  },
  'nothing-to-take-over': {
    'zh-CN': '这一行没有可以改用的另一种填法。姓名、号码和文字不保存第二份：请对照纸质名单，在花名册中更正。',
    en: 'There is no other value to take over. Of names, numbers and texts no second one is kept: look at the paper, and correct the row.',
  },
  'paper-has-rows': {
    'zh-CN': '这份纸质名单已经录入了行，不能作废；请在花名册中逐行删减并写明原因。',
    en: 'Rows of this paper are keyed, so it cannot be void; remove the rows on the roster, with their reasons.',
  },
  'paper-void-it': {
    'zh-CN': '这个单位交的是纸质名单，还没有录入；不收的话，请将纸质名单作废。',
    en: 'The unit has handed over a paper that is not keyed yet; to refuse it, declare the paper void.',
  },
  'paper-answers-case': {
    'zh-CN': '回执 {receipt} 的纸质名单还没有核对；请在“纸质名单”中录入、核对或作废，这件补录就办结了。',
    en: 'The paper with receipt {receipt} is not compared yet; key and compare it, or declare it void: that closes this case.',
  },
  'paper-no-sheet': {
    'zh-CN': '请附上盖章签字的纸质名单的照片（JPEG，每页一张，最多 {most} 张）。',
    en: 'Add the photos of the stamped and signed sheets: JPEG, one each, {most} at most.',
  },
  'paper-sheet-absent': {
    'zh-CN': '没有这一页的照片，或已按规定删除。',
    en: 'There is no photo of this sheet, or it was erased.',
  },
  'list-on-paper': {
    'zh-CN': '您的纸质名单已经收到，正在录入，不用再报“无”。',
    en: 'Your list has arrived on paper and is being keyed; there is no need to report nothing.',
  },
  'row-on-paper': {
    'zh-CN': '这一户在您交的纸质名单上，不能在手机上撤回；请联系乡镇。',
    en: 'This row is on the paper that you have handed over; ask your township to take it back.',
  },
} as const satisfies Sentences;
