import type { Step } from '../domain/warning/alert/steps';
import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import { atomically, type Queries } from '../store/db/db';
import { type HandedIn, type Recorded, recordReport } from '../store/report/reports';
import type { Acting } from './acting';

/** Who hands in. */
interface HandingIn {
  sql: Queries;
  /** Null for whoever holds a link, or answers an SMS: the report itself keeps the contact. */
  by: Actor | null;
}

/**
 * Hands in or corrects the report of a unit: by its link, by SMS, or for those who telephone.
 * @returns the receipt, and the round to be told when it is new
 * @throws ReportRefused
 */
export const handIn = ({ sql, by }: HandingIn, report: HandedIn): Promise<Recorded> =>
  atomically(sql, async (transaction) => {
    const recorded = await recordReport(transaction, report);
    const { campaign, key, unit } = report;
    if (by) await audit(transaction, by, 'submit-report', { campaign, key, unit, receipt: recorded.receipt });
    return recorded;
  });

interface Answers {
  campaign: string;
  alert: number;
  /** Of its round. */
  key: string;
  step: Step;
  /** Codes of the units; each is asked in the round. */
  units: readonly string[];
}

/**
 * Acknowledges a warning for units that answered another way, for example by telephone; each in a transaction of its
 * own, so that one that cannot be noted keeps back nobody else's answer.
 * @returns how many were noted, and how many had answered before
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
      const report = await recordReport(transaction, { campaign, key, unit, input, via: 'api' });
      if (report.repeated) known += 1;
      else await audit(transaction, by, 'acknowledge-warning', { campaign, alert, unit, step });
    });
  return { acknowledged: units.length - known, known };
}
