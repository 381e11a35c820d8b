import type { Step } from '../domain/warning/alert/steps';
import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import { atomically, type Queries } from '../store/db/db';
import { type HandedIn, type Recorded, recordReport } from '../store/report/reports';
import { type TakenBack, takeBackReport } from '../store/report/take-back';
import { settleCall } from '../store/round/calls';
import type { Acting } from './acting';

/** The sender of a report. */
interface HandingIn {
  sql: Queries;
  /** Null for a report by link or SMS: the report itself has the contact. */
  by: Actor | null;
}

/**
 * Hands in or corrects the report of a unit: by its link, by SMS, or by an officer after a telephone call, which
 * settles the unit's call.
 * @returns the receipt, and the round that must learn of a new report
 * @throws ReportRefused
 */
export const handIn = ({ sql, by }: HandingIn, report: HandedIn): Promise<Recorded> =>
  atomically(sql, async (transaction) => {
    const recorded = await recordReport(transaction, { ...report, ...senderOf(by) });
    const { campaign, key, unit } = report;
    if (!by) return recorded;
    await settleCall(transaction, { round: recorded.round, unit });
    await audit(transaction, by, 'submit-report', { campaign, key, unit, receipt: recorded.receipt });
    return recorded;
  });

const senderOf = (by: Actor | null): Pick<HandedIn, 'account' | 'byName'> =>
  by === null ? {} : { account: by.id ?? undefined, byName: by.id === null ? (by.by ?? undefined) : undefined };

/**
 * Takes back what an officer has just handed in for a unit by mistake: the figures before count again, or the unit is
 * silent again, and its call is open again.
 * @returns the round that must learn of it
 * @throws ReportRefused when it is not the present report, was not handed in by this account, or is older than
 *   {@link TAKEN_BACK_WITHIN_MINUTES}
 */
export const undoReport = ({ sql, by }: Acting, taken: TakenBack): Promise<{ round: string }> =>
  atomically(sql, async (transaction) => {
    const { round } = await takeBackReport(transaction, { ...taken, ...senderOf(by) });
    const { campaign, key, unit, receipt } = taken;
    await audit(transaction, by, 'submit-report', { campaign, key, unit, receipt, taken: 'back' });
    return { round };
  });

interface Answers {
  campaign: string;
  alert: number;
  /** Key of its round. */
  key: string;
  step: Step;
  /** Codes of units that the round asks. */
  units: readonly string[];
}

/**
 * Acknowledges a warning for units that answered in another way, for example by telephone. Each has its own
 * transaction, so that a failure for one unit does not prevent the others.
 * @returns how many answers were recorded, and how many units had answered before
 * @throws ReportRefused
 */
export async function acknowledgeWarning(
  { sql, by }: Acting,
  { campaign, alert, key, step, units }: Answers,
): Promise<{ acknowledged: number; known: number }> {
  const input = { nothing: false, figures: { step } };
  let known = 0;
  for (const unit of units)
    await atomically(sql, async (transaction) => {
      const report = await recordReport(transaction, { campaign, key, unit, input, via: 'api', ...senderOf(by) });
      if (report.repeated) known += 1;
      else await audit(transaction, by, 'acknowledge-warning', { campaign, alert, unit, step });
    });
  return { acknowledged: units.length - known, known };
}
