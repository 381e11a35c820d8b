import type { Sentences } from '../../sentences';

/** Acts on rows of a list: one or many, by officers and by units. */
export const ROW_ACTS = {
  'rows-forbid': {
    'zh-CN': '有 {rows} 行不能办理，整批都没有办理。请处理或去掉这些行后再办。',
    en: '{rows} rows forbid it, so nothing was done. Settle them or leave them out, then do it again.',
  },
  'rows-changed': {
    'zh-CN': '您看到的是 {seen} 行，现在符合条件的有 {found} 行，没有办理。请刷新后再办。',
    en: 'You saw {seen} rows, but now there are {found}, so nothing was done. Look at them again, then do it.',
  },
  'rows-decided-by': {
    'zh-CN': '{by}刚办理了这份名单的 {rows} 行。',
    en: '{by} has just decided on {rows} rows of this list.',
  },
  'rows-busy': {
    'zh-CN': '另一个人正在办理这些行，没有办理。请稍后刷新再办。',
    en: 'Somebody else is deciding on these rows, so nothing was done. Look at them again in a minute.',
  },
  'row-changed-by': {
    'zh-CN': '{by}刚办理过这一行，请看最新内容后再办理。',
    en: '{by} was faster and has changed this row; look at it again, then go on.',
  },
  'row-not-asked-now': {
    'zh-CN': '这一步现在没有进行中的轮次（未开始或已锁定），不能办理。',
    en: 'No open round asks for this step now: it has not begun, or it is locked.',
  },
  'row-not-entitled': {
    'zh-CN': '还没有核定标准，不能增减。',
    en: 'What the row is entitled to is not fixed yet, so it cannot be raised or lowered.',
  },
  'row-standard-not-set': {
    'zh-CN': '这一类的标准还没有核定（后定标准），不能审批。',
    en: 'The amount for this category is not set yet, so the row cannot be approved.',
  },
  'row-there-already': {
    'zh-CN': '该行已经在这个单位。',
    en: 'The row is with this unit already.',
  },
  'row-no-slot-left': {
    'zh-CN': '该单位的名额已满，没有办理。',
    en: 'The quota of the unit is full, so nothing was done.',
  },
  'row-no-quota-there': {
    'zh-CN': '没有给该单位分配这一类名额，没有办理。',
    en: 'The unit has no slots of this category, so nothing was done.',
  },
  'row-only-returned': {
    'zh-CN': '这里只收退回改正的行，不能新增。',
    en: 'Only returned rows are taken here, to be corrected; no new ones.',
  },
  'rows-moved-away': {
    'zh-CN': '有{count}已转到{to}，以后由那里办理，名额仍算本单位的',
    en: '{count} now belong to {to}; they still use your slots',
  },
  'rows-moved-here': {
    'zh-CN': '有{count}转入，以后由本单位办理',
    en: '{count} were moved to you and are in your care now',
  },
  'row-given-although': {
    'zh-CN': '这一行此前已暂缓或取消；您已发放的情况已经记下，由上级处理，请不要再发。',
    en: 'This row had been stopped before. That you have given it out is kept, and the county looks into it; give nothing more.',
  },
  'row-given-again': {
    'zh-CN': '这一行此前已领完；这一次的发放和签名已经记下，由上级核实，请不要再发。',
    en: 'This row had got everything before. This delivery and its signature are kept, and your superior looks into it; give nothing more.',
  },
  'meeting-ahead': { 'zh-CN': '会议日期不能晚于今天。', en: 'The meeting cannot be later than today.' },
  'votes-beyond-present': {
    'zh-CN': '同意和反对的票数合计超过到会人数，请核对。',
    en: 'More votes are given than persons were present; check them.',
  },
  'row-photo-missing': {
    'zh-CN': '照片没有传完，请重新拍照后再提交。',
    en: 'The photo has not come whole; take it again, then go on.',
  },
  'row-photos-many': { 'zh-CN': '每一行最多 {most} 张照片。', en: 'A row has at most {most} photos.' },
  'row-say-why': {
    'zh-CN': '请写明原因。',
    en: 'Write why.',
  },
} as const satisfies Sentences;
