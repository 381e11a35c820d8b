import type { Sentences } from '../sentences';

/** Reports, photos and links of villages. */
export const REPORTS = {
  'nothing-to-return': {
    'zh-CN': '该单位目前没有可退回的报告。',
    en: 'The unit has no report now that could be returned.',
  },
  'not-taken-back': {
    'zh-CN': '只能撤销本人 {minutes} 分钟内代报、仍然有效的表单。过后请更正，或者退回。',
    en: 'Only your own entry of a form can be taken back, within {minutes} minutes and while it counts; later, correct or return it.',
  },
  'taken-back': {
    'zh-CN': '代报有误，已撤销。',
    en: 'It was entered by mistake, and taken back.',
  },
  'call-not-reported': {
    'zh-CN': '该单位还没有上报：请点“代报”录入数字，电话会自动办结。',
    en: 'The unit has not reported yet: enter its figures by “Enter for it”, which settles the call.',
  },
  'call-not-undone': {
    'zh-CN': '没有编号为 {call} 的已处理电话，或该单位已经上报，不能撤销。',
    en: 'There is no finished call {call}, or its unit has reported: it cannot be undone.',
  },
  'reminded-just-now': {
    'zh-CN': '{minutes} 分钟内刚催过该单位，请过一会儿再催，或直接打电话。',
    en: 'The unit was reminded within the last {minutes} minutes: wait a little, or call it.',
  },
  'unit-not-reminded': {
    'zh-CN': '没有可催报的：这一轮不在进行，或该单位已经上报，或没有可用的联系方式。',
    en: 'Nobody can be reminded: the round is not open, the unit has reported, or nobody there can be reached.',
  },
  invalid: {
    'zh-CN': '报告未收下：有内容需要改正，请按提示修改后重新提交。',
    en: 'The report was not taken: something needs correcting. Change what is marked and submit again.',
  },
  'unknown-field': {
    'zh-CN': '表中没有这一项，请去掉。',
    en: 'The form has no field of this name; leave it out.',
  },
  'nothing-not-allowed': {
    'zh-CN': '本表不能零报告，请逐项填写，没有的填 0。',
    en: 'This form does not allow “nothing to report”; fill in every field, with 0 where there is nothing.',
  },
  'nothing-with-figures': {
    'zh-CN': '您填了内容，又选了“零报告”。确实没有情况就确认零报告，否则请按“提交”。',
    en: 'You entered something and also chose “nothing to report”. Confirm that there is nothing, or submit the figures.',
  },
  'unknown-round': {
    'zh-CN': '活动中没有这一轮填报，请核对编号。',
    en: 'The campaign has no such round; check its key (`nuandong status <campaign>` lists them).',
  },
  'not-asked': {
    'zh-CN': '这一轮没有要求该单位填报，不用填；如有疑问请联系上级。',
    en: 'This unit is not asked in this round, so there is nothing to hand in. If that seems wrong, ask your superior office.',
  },
  'not-open': {
    'zh-CN': '填报尚未开始，请在开始后再填。',
    en: 'Reporting has not begun yet; come back when it has opened.',
  },
  locked: {
    'zh-CN': '填报已经锁定，系统不再接收。如需补报或更正，请联系上级延长期限。',
    en: 'Reporting is locked and nothing is taken any more. To add or correct a report, ask your superior office to extend it.',
  },
  closed: {
    'zh-CN': '本轮填报已提前结束，系统不再接收。如需补报或更正，请联系上级重新开放。',
    en: 'This round was closed early and nothing is taken any more. To add or correct a report, ask your superior office to reopen it.',
  },
  cancelled: {
    'zh-CN': '活动已终止，不用再填报。',
    en: 'The campaign was cancelled; there is nothing left to report.',
  },
  forged: {
    'zh-CN': '这个链接不完整或有误。请从短信或邮件中重新打开完整的链接；仍打不开，请联系上级单位重发。',
    en: 'The link is incomplete or wrong. Open it again from the SMS or e-mail; if that does not help, ask your superior office for a new one.',
  },
  revoked: {
    'zh-CN': '这个链接已停用。请使用最近一条短信或邮件中的链接，或联系上级单位重发。',
    en: 'The link was withdrawn. Use the link of the most recent SMS or e-mail, or ask your superior office for a new one.',
  },
  'photo-too-large': {
    'zh-CN': '照片太大，请把相机像素调低后重拍。',
    en: 'The photo is too large; please take one with fewer pixels.',
  },
  'too-many-photos': {
    'zh-CN': '这一项的照片太多，不能再传。',
    en: 'There are too many photos for this report; no more are taken.',
  },
  'piece-too-small': {
    'zh-CN': '照片分段太小：除最后一段外，每段至少 {least} 字节。',
    en: 'The pieces of the photo are too small: all but the last have at least {least} bytes.',
  },
  'photo-not-jpeg': {
    'zh-CN': '只能上传 JPEG 照片，请重新拍一张。',
    en: 'Only JPEG photos are taken; please take another.',
  },
  'photo-damaged': {
    'zh-CN': '这张照片没有传完整，请重新拍一张。',
    en: 'The photo did not arrive whole; please take another.',
  },
  'unknown-photo': {
    'zh-CN': '没有这张照片，或者还没有传完。',
    en: 'There is no such photo, or it has not come whole.',
  },
  misread: {
    'zh-CN': '这不是回执号：有数字念错、漏掉或颠倒了，请对方再念一遍。',
    en: 'That is no receipt number: a digit is wrong, missing or swapped. Ask for it again.',
  },
  'unknown-receipt': {
    'zh-CN': '没有回执号为 {receipt} 的报告，或不在您的管理范围内。',
    en: 'No report has the receipt number {receipt}, or it lies outside your region.',
  },
  'not-a-period': {
    'zh-CN':
      '“{said}”不是统计期。请写一年（2027）、一季（2027-Q1）、一月（2027-01），或起止日期（2027-01-05..2027-02-10）。',
    en: '"{said}" is no period. Write a year (2027), a quarter (2027-Q1), a month (2027-01), or two days (2027-01-05..2027-02-10).',
  },
  'period-ahead': {
    'zh-CN': '统计期自 {from} 起，尚未开始。',
    en: 'The period begins on {from}, which is still ahead.',
  },
  'report-of-all': {
    'zh-CN': '总结报告包含整个活动的内容，您的地区只是其中一部分，不能下载。',
    en: 'The report tells of the whole campaign, of which your region is a part.',
  },
} as const satisfies Sentences;
