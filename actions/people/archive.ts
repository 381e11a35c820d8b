import { SYSTEM } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { atomically, type Sql } from '../../store/db/db';
import * as archive from '../../store/people/personal/archive';
import type { Acting } from '../acting';

/**
 * Lets go of what tells of people in a campaign that has ended: texts, numbers, photos, replies, free texts. Figures,
 * dates, states and receipts stay.
 * @returns rows by place
 * @throws Refused when there is no such campaign, it still runs, or it was archived
 */
export const archiveCampaign = (
  { sql, by }: Acting,
  { campaign, reason }: { campaign: string; reason?: string | undefined },
): Promise<Record<string, number>> =>
  atomically(sql, async (transaction) => {
    const rows = await archive.archiveCampaign(transaction, campaign);
    await audit(transaction, by, 'archive-campaign', { campaign, ...(reason !== undefined && { reason }) });
    return rows;
  });

/**
 * Ends what was kept long enough: campaigns are archived, and what belongs to none is let go.
 * @param keepDays of a campaign, from its end
 * @returns the campaigns that were archived
 */
export async function forgetWhatIsOver(sql: Sql, keepDays: number): Promise<string[]> {
  const campaigns = await archive.campaignsToArchive(sql, keepDays);
  for (const campaign of campaigns) await archiveCampaign({ sql, by: SYSTEM }, { campaign });
  await archive.forgetStrays(sql, keepDays);
  return campaigns;
}
