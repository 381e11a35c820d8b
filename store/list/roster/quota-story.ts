import type { Instant } from '../../../domain/instant';
import { receiptNumber } from '../../../domain/report/receipt';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { ListAddress } from '../quotas';

/** A change of the slots of a unit, and why it was made. */
export interface QuotaStory {
  id: number;
  /** Of the act, which may have changed many units. */
  receipt: string;
  at: Instant;
  unit: string;
  name: string;
  category: string;
  before: number;
  after: number;
  /** An officer, or who sits at the shell. Null for those who are erased. */
  by: string | null;
  reason: string | null;
}

/**
 * @param top the reader's region; null for everything
 * @param before number of the change before which to begin
 * @returns changes of a list's slots, the latest first
 */
export async function quotaStory(
  sql: Queries,
  { campaign, list, top, before, limit }: ListAddress & { top: string | null; before: number | null; limit: number },
): Promise<QuotaStory[]> {
  const changes = await sql<(Omit<QuotaStory, 'receipt' | 'by' | 'reason'> & { act: number })[]>`
    select c.id, c.act, c.at, c.unit_code as unit, g.name, c.category, c.before, c.after
    from quota_changes c join regions g on g.code = c.unit_code
    where c.campaign_id = ${campaign} and c.list = ${list} and ${within(sql, top, 'g.path')}
      and (${before}::bigint is null or c.id < ${before})
    order by c.id desc limit ${limit}`;
  const told = changes.map(({ act, ...change }) => ({ ...change, receipt: receiptNumber(act) }));
  const acts = await sql<Pick<QuotaStory, 'receipt' | 'by' | 'reason'>[]>`
    select l.target ->> 'receipt' as receipt, coalesce(a.name, l.by_name) as by, r.reason
    from audit_log l left join audit_reasons r on r.line_id = l.id left join accounts a on a.id = l.account_id
    where l.campaign_id = ${campaign} and l.verb = 'change-quotas'
      and l.target ->> 'receipt' = any(${[...new Set(told.map(({ receipt }) => receipt))]})`;
  const actOf = new Map(acts.map((act) => [act.receipt, act]));
  return told.map((change) => ({ ...{ by: null, reason: null }, ...change, ...actOf.get(change.receipt) }));
}
