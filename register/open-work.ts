import type { Queries } from './db';

/** What of a campaign waits for a person. */
export interface OpenWork {
  chases: number;
  calls: number;
  undelivered: number;
}

export async function openWork(sql: Queries, campaign: string): Promise<OpenWork> {
  const [work] = await sql<OpenWork[]>`
    select (select count(*) from chases where campaign_id = ${campaign} and state in ('open', 'raised')) as chases,
           (select count(*) from call_list c join round_units u on u.round_id = c.round_id and u.unit_code = c.unit_code
            where c.campaign_id = ${campaign} and c.closed_at is null and u.reported_at is null) as calls,
           (select count(*) from messages where campaign_id = ${campaign} and state in ('failed', 'unknown')) as undelivered`;
  return work ?? { chases: 0, calls: 0, undelivered: 0 };
}
