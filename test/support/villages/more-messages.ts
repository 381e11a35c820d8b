import type { Sql } from '../../../store/db/db';

/**
 * Writes the messages that are there so many times more, as new ones of the same rung to the same people.
 * @param campaigns in turn, copy by copy, beginning with the second
 */
export async function writeMore(sql: Sql, copies: number, campaigns: readonly string[]): Promise<void> {
  await sql`
    insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, link_id, channel, template, params,
                          state, needed, valid_until, planned_at)
    select concat(key, '-', (select count(*) from messages), '-', n),
           (${[...campaigns]}::text[])[1 + n % ${campaigns.length}::int], round_id, rung, kind, region_code,
           contact_id, link_id, channel, template, params, 'planned', needed, valid_until, planned_at
    from (select * from messages order by id limit 5) written cross join generate_series(1, ${copies}::int) n order by n, id`;
}
