import type { Instant } from '../../domain/instant';
import { moveClock } from '../campaign/campaigns';
import type { Queries } from '../db/db';

/**
 * Moves a rehearsal's clock. From then on messages that may share wait for the others of their moment until
 * {@link letGo}: which of them go out together must not be left to how fast the machine is.
 */
export async function step(sql: Queries, campaign: string, at: Instant): Promise<void> {
  await sql`update campaigns set ripe_at = '-infinity' where id = ${campaign} and mode = 'rehearsal'`;
  await moveClock(sql, campaign, at);
}

/**
 * Lets the messages go that wait for the others of their moment; to be called when nothing else is under way.
 * @returns whether there were any
 */
export async function letGo(sql: Queries, campaign: string): Promise<boolean> {
  const { count } = await sql`
    update campaigns c set ripe_at = clock_timestamp()
    where c.id = ${campaign} and exists (
      select from messages m where m.campaign_id = c.id and m.shares is not null and m.touched_at > c.ripe_at
        and c.state <> 'paused' and (m.state = 'planned' or (m.state in ('held', 'retry') and m.release_at <= campaign_now(c.id))))`;
  return count > 0;
}

/**
 * @returns workflow ids of the rounds of cases that nobody has to answer any more, or that have ended at this very
 * instant
 */
export async function answeredRounds(sql: Queries, campaign: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from rounds r
    where campaign_id = ${campaign} and lot_id is not null and (ended_at = campaign_now(${campaign})
      or (state = 'open' and not exists (select from asks u where u.round_id = r.id and u.reported_at is null)))`;
  return rows.map(({ id }) => id);
}
