import { type Language, say, type Text } from '../domain/definition/definition';
import type { FieldProblem } from '../domain/report/report-check';

/** Why a report is not taken (or not returned), and what to do next, for whoever handed it in. */
const REASONS = {
  invalid: {
    'zh-CN': '报告未收下：有内容需要改正，请按提示修改后重新提交。',
    en: 'The report was not taken: something needs correcting. Change what is marked and submit again.',
  },
  'unknown-campaign': {
    'zh-CN': '没有这项活动，请核对活动编号。',
    en: 'There is no such campaign; check its id (`nuandong status` lists them).',
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
    'zh-CN': '填报已经截止，系统不再接收。如需补报或更正，请联系上级延长期限。',
    en: 'Reporting is locked and nothing is taken any more. To add or correct a report, ask your superior office to extend it.',
  },
  closed: {
    'zh-CN': '本轮填报已提前结束，系统不再接收。如需补报或更正，请联系上级重新开放。',
    en: 'This round was closed early and nothing is taken any more. To add or correct a report, ask your superior office to reopen it.',
  },
  cancelled: {
    'zh-CN': '活动已取消，不用再填报。',
    en: 'The campaign was cancelled; there is nothing left to report.',
  },
  'nothing-to-return': {
    'zh-CN': '该单位目前没有可退回的报告。',
    en: 'The unit has no report now that could be returned.',
  },
} satisfies Record<string, Text>;

export type RefusalCode = keyof typeof REASONS;

/** A report that was not taken. Its `message` is in English for logs and the command line; `say` speaks to people. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';

  constructor(
    readonly code: RefusalCode,
    /** By field, for `invalid`. */
    readonly problems: FieldProblem[] = [],
  ) {
    const details = problems.map(({ field, message }) => `\n  ${field ?? 'report'}: ${message}`);
    super(REASONS[code].en + details.join(''));
  }

  /** @returns the reason and what to do, in one sentence or two. */
  say(language: Language): string {
    return say(REASONS[this.code], language);
  }
}
