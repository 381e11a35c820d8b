import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** Numbers of a campaign's open work for people. */
export interface OpenWork {
  chases: number;
  calls: number;
  undelivered: number;
}

/** @param region only in this region and below; the whole campaign when null */
export async function openWork(sql: Queries, campaign: string, region: string | null): Promise<OpenWork> {
  const [work] = await sql<OpenWork[]>`
    select (select count(*) from chases c join regions g on g.code = c.region_code
            where c.campaign_id = ${campaign} and c.state in ('open', 'raised') and ${within(sql, region, 'g.path')}) as chases,
           (select count(*) from call_list c join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code
            join regions g on g.code = c.unit_code
            where c.campaign_id = ${campaign} and c.closed_at is null and u.reported_at is null
              and ${within(sql, region, 'g.path')}) as calls,
           (select count(*) from messages m ${region === null ? sql`` : sql`join regions g on g.code = m.region_code and ${within(sql, region, 'g.path')}`}
            where m.campaign_id = ${campaign} and m.state in ('failed', 'unknown')) as undelivered`;
  return work ?? { chases: 0, calls: 0, undelivered: 0 };
}
