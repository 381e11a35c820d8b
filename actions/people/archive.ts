import { SYSTEM } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { atomically, type Sql } from '../../store/db/db';
import * as archive from '../../store/people/personal/archive';
import * as retention from '../../store/people/personal/retention';
import { forgetOldImports } from '../../store/people/tables/undo';
import type { Acting } from '../acting';

/**
 * Deletes the personal data of an ended campaign: texts, numbers, photos, replies, free texts. Figures, dates, states
 * and receipts stay.
 * @returns the number of rows by place
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
 * Deletes data at the end of its retention: archives campaigns, and deletes personal data that belongs to no campaign.
 * @param keepDays days that a campaign's data is kept after its end
 * @returns the archived campaigns
 */
export async function forgetWhatIsOver(sql: Sql, keepDays: number): Promise<string[]> {
  const campaigns = await archive.campaignsToArchive(sql, keepDays);
  for (const campaign of campaigns) await archiveCampaign({ sql, by: SYSTEM }, { campaign });
  await archive.forgetStrays(sql, keepDays);
  await forgetOldImports(sql);
  while ((await erasePeopleOver({ sql, by: SYSTEM })) > 0);
  return campaigns;
}

/** Erases people whose time is over, some thousands at once. @returns how many */
const erasePeopleOver = ({ sql, by }: Acting): Promise<number> =>
  atomically(sql, async (transaction) => {
    const people = await retention.erasePeopleOver(transaction);
    if (people > 0) await audit(transaction, by, 'erase-person', { people, over: true });
    return people;
  });
