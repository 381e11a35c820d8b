import { audit } from '../store/account/audit-log';
import { type Recorded, recordReport } from '../store/report/reports';
import type { Acting } from './acting';

type Report = Omit<Parameters<typeof recordReport>[1], 'via'>;

/** Hands in or corrects the report of a unit for those who telephone. @throws ReportRefused */
export const handInFor = (
  { sql, by }: Acting,
  { via, ...report }: Report & { via: 'api' | 'cli' },
): Promise<Recorded> =>
  sql.begin(async (transaction) => {
    const recorded = await recordReport(transaction, { ...report, via });
    const { campaign, key, unit } = report;
    await audit(transaction, by, 'submit-report', { campaign, key, unit, receipt: recorded.receipt });
    return recorded;
  }) as Promise<Recorded>;
