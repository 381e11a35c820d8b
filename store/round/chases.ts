import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { ringAt } from './asks';

/**
 * One region's chases in one round, with the silent units below it: places with the numbers to ring, no names of
 * people.
 */
export interface ChaseOfRegion {
  /**
   * Silent units now, by the region right above them: those with most households at risk first where a warning asks,
   * else in the register's order.
   */
  groups: { name: string; units: { name: string; households: number | null; phone: string | null }[] }[];
  silent: number;
  /** Chases that wait for an acknowledgement. */
  waiting: number;
  /** When the time limit of the first of these ends. */
  acknowledgeBy: Instant | null;
  /** When the last one was acknowledged. */
  acknowledgedAt: Instant | null;
}

interface InRound {
  round: string;
  region: string;
}

/** @returns the data that an officer of the region needs before acknowledging. */
export async function chaseOfRegion(sql: Queries, { round, region }: InRound): Promise<ChaseOfRegion> {
  const groups = await sql<ChaseOfRegion['groups']>`
    select p.name, json_agg(json_build_object('name', u.name, 'households', v.households,
                                             'phone', (${ringAt(sql, sql`u.code`, sql`c.mode`)}))
                            order by v.households desc nulls last, u.position, u.code) as units
    from asks a
    join rounds r on r.id = a.round_id join campaigns c on c.id = r.campaign_id
    left join visit_lists v on v.alert_id = r.alert_id and v.unit_code = a.unit_code
    join regions u on u.code = a.unit_code
    join regions p on p.code = coalesce(u.parent_code, u.code)
    join regions top on top.code = ${region}
    where a.round_id = ${round} and a.reported_at is null and starts_with(u.path, top.path)
    group by p.code, p.name, p.position order by sum(v.households) desc nulls last, p.position, p.code`;
  const [chases] = await sql<Omit<ChaseOfRegion, 'groups' | 'silent'>[]>`
    select count(*) filter (where state = 'open')::int as waiting,
           min(acknowledge_by) filter (where state = 'open') as "acknowledgeBy",
           max(acknowledged_at) as "acknowledgedAt"
    from chases where round_id = ${round} and region_code = ${region}`;
  const silent = groups.reduce((sum, { units }) => sum + units.length, 0);
  return { groups: [...groups], silent, ...(chases ?? { waiting: 0, acknowledgeBy: null, acknowledgedAt: null }) };
}

/**
 * Acknowledges the region's open chases in this round, so that they are not raised.
 * @param contact of the used link; null for an acknowledgement in the console, where the audit log has the account
 * @returns how many this call acknowledged; 0 when there was none, or another user was quicker
 */
export async function acknowledgeChases(
  sql: Queries,
  { round, region, contact }: InRound & { contact: number | null },
): Promise<number> {
  const rows = await sql`
    update chases set state = 'acknowledged', acknowledged_at = campaign_now(campaign_id), acknowledged_by = ${contact}
    where round_id = ${round} and region_code = ${region} and state = 'open' returning id`;
  return rows.length;
}
