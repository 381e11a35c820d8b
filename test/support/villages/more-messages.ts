import type { Sql } from '../../../store/db/db';
import { writeMessages } from '../../../store/message/write';

/**
 * Copies the existing messages `copies` times, as new ones of the same rung to the same people.
 * @param campaigns in turn, copy by copy, beginning with the second
 */
export async function writeMore(sql: Sql, copies: number, campaigns: readonly string[]): Promise<void> {
  await writeMessages(sql, {
    message: {
      key: sql`concat(key, '-', (select count(*) from messages), '-', n)`,
      campaign_id: sql`(${[...campaigns]}::text[])[1 + n % ${campaigns.length}::int]`,
      round_id: sql`round_id`,
      rung: sql`rung`,
      kind: sql`kind`,
      region_code: sql`region_code`,
      contact_id: sql`contact_id`,
      link_id: sql`link_id`,
      channel: sql`channel`,
      template: sql`template`,
      params: sql`params`,
      needed: sql`needed`,
      valid_until: sql`valid_until`,
      planned_at: sql`planned_at`,
    },
    from: sql`
    (select * from messages order by id limit 5) written cross join generate_series(1, ${copies}::int) n order by n, id`,
  });
}
