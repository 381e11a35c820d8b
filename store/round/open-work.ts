import type { Fragment, Queries } from '../db/db';
import { byPart, type Part } from '../db/scope';

/** Numbers of a campaign's open work for people. */
export interface OpenWork {
  chases: number;
  calls: number;
  undelivered: number;
}

/** @returns the open work in each part of a campaign */
export async function openWork(sql: Queries, campaign: string, parts: readonly Part[]): Promise<Map<Part, OpenWork>> {
  const counted = (column: string, open: Fragment) =>
    byPart<{ count: number }>(
      sql,
      parts,
      ({ part, joinOn }) => sql`select ${part} as part, count(*) as count from ${open} ${joinOn(column)} group by 1`,
    );
  const chases = await counted(
    'c.region_code',
    sql`(select region_code from chases where campaign_id = ${campaign} and state in ('open', 'raised')) c`,
  );
  const calls = await counted(
    'c.unit_code',
    sql`(select l.unit_code from call_list l join asks u on u.round_id = l.round_id and u.unit_code = l.unit_code
         where l.campaign_id = ${campaign} and l.closed_at is null and u.reported_at is null) c`,
  );
  const undelivered = await counted(
    'm.region_code',
    sql`(select region_code from messages where campaign_id = ${campaign} and state in ('failed', 'unknown')) m`,
  );
  const countIn = (of: typeof chases, part: Part) => of.get(part)?.[0]?.count ?? 0;
  return new Map(
    parts.map((part) => [
      part,
      { chases: countIn(chases, part), calls: countIn(calls, part), undelivered: countIn(undelivered, part) },
    ]),
  );
}
