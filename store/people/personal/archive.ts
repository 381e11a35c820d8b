import { Refused, sentence } from '../../../domain/text/refusal';
import { endOldSessions } from '../../account/sessions';
import { findCampaign } from '../../campaign/campaigns';
import { atomically, type Queries } from '../../db/db';
import { forgetPeopleShown } from '../people-shown';
import { inEveryPlace } from './erase';
import { forgetUnlisted, keepPeopleUntil } from './retention';

/** Days that replies from unknown numbers are kept, for questions about them. */
const STRAY_REPLIES_DAYS = 30;
/** Days that daily counts are kept; no limit looks back a week. */
const NUMBER_DAYS = 7;

/**
 * Deletes the personal data of an ended campaign: texts, numbers, photos, replies, free texts. Figures, dates, states
 * and receipts stay.
 * @returns the number of rows by place
 * @throws Refused when there is no such campaign, it still runs, or it was archived
 */
export const archiveCampaign = (sql: Queries, campaign: string): Promise<Record<string, number>> =>
  atomically(sql, async (transaction) => {
    await transaction`select from campaigns where id = ${campaign} for update`;
    const found = await findCampaign(transaction, campaign);
    if (!found) throw new Refused(sentence('unknown-campaign', { campaign }));
    if (found.endedAt === null) throw new Refused(sentence('still-running', { campaign }));
    if (found.archivedAt !== null) throw new Refused(sentence('archived-before', { campaign }));
    await keepPeopleUntil(transaction, { campaign, endedAt: found.endedAt });
    const archived = { campaign, definition: found.definition };
    const rows = await inEveryPlace(async ({ archive }) => (await archive?.(transaction, archived)) ?? 0);
    await transaction`update links set revoked_at = clock_timestamp() where campaign_id = ${campaign} and revoked_at is null`;
    await transaction`update campaigns set archived_at = clock_timestamp() where id = ${campaign}`;
    return rows;
  });

/** @returns live campaigns that ended more than `olderThanDays` days ago and are not archived. */
export async function campaignsToArchive(sql: Queries, olderThanDays: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from campaigns where mode = 'live' and archived_at is null
      and ended_at < clock_timestamp() - make_interval(days => ${olderThanDays}) order by ended_at`;
  return rows.map(({ id }) => id);
}

/** Deletes old personal data that belongs to no campaign. @param keepDays days that texts of warnings are kept */
export async function forgetStrays(sql: Queries, keepDays: number): Promise<void> {
  const before = (days: number) => sql`clock_timestamp() - make_interval(days => ${days})`;
  await sql`delete from number_days where scope = 'live' and day < (${before(NUMBER_DAYS)})::date`;
  await sql`delete from replies where campaign_id is null and handled_at is not null and received_at < ${before(STRAY_REPLIES_DAYS)}`;
  await sql`update warning_texts set bytes = '' where scope = 'live' and received_at < ${before(keepDays)} and bytes <> ''`;
  await sql`delete from sign_in_failures where until < clock_timestamp()`;
  await sql`delete from invitations where expires_at < ${before(1)}`;
  await endOldSessions(sql);
  await forgetPeopleShown(sql);
  await forgetUnlisted(sql);
}
