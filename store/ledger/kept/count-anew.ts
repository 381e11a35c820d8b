import type { Instant } from '../../../domain/instant';
import { atomically, type Queries, type Sql } from '../../db/db';
import { json } from '../../db/json';
import { atManyRows } from '../../db/plans';
import { flowsInPlaces, rowsInUnits } from '../level-sums';
import { balancesOff, placesOf } from './books-held';

/** A province's rows take some seconds, and more beside other work. */
const MOST_MS = 120_000;

/**
 * Counts the rows, transfers and deliveries of a campaign anew, and keeps the sums by unit. Whoever counts at the same
 * time waits, and then finds that it is done.
 * @param since counts made after this moment are new enough
 */
export const countAnew = (
  sql: Sql,
  { campaign, zone, since }: { campaign: string; zone: string; since: Date },
): Promise<void> =>
  atomically(sql, async (tx) => {
    await tx`select set_config('statement_timeout', ${String(MOST_MS)}, true), pg_advisory_xact_lock(hashtextextended(${`ledger-count ${campaign}`}, 0))`;
    const [done] = await tx`select from ledger_counts where campaign_id = ${campaign} and at >= ${since}`;
    if (done) return;
    const began = performance.now();
    const [mark] = await tx<{ at: Instant; transfer: number | null; deed: number | null }[]>`
      select clock_timestamp() as at, (select max(id) from transfers where campaign_id = ${campaign}) as transfer,
             (select max(id) from deeds where campaign_id = ${campaign}) as deed`;
    if (!mark) return;
    await atManyRows(tx, (many) => keepSums(many, campaign, zone));
    const [places, off] = [await placesOf(tx, campaign), await balancesOff(tx, { campaign })];
    const took = Math.round(performance.now() - began);
    await tx`
      insert into ledger_counts (campaign_id, at, took_ms, transfer, deed, places, off)
      values (${campaign}, ${mark.at}, ${took}, ${mark.transfer}, ${mark.deed}, ${json(tx, places)}, ${json(tx, off)})
      on conflict (campaign_id) do update set at = excluded.at, took_ms = excluded.took_ms, transfer = excluded.transfer,
        deed = excluded.deed, places = excluded.places, off = excluded.off`;
  });

async function keepSums(tx: Queries, campaign: string, zone: string): Promise<void> {
  for (const table of ['unit_sums', 'unit_rows', 'unit_days', 'place_flows'])
    await tx`delete from ${tx(table)} where campaign_id = ${campaign}`;
  await tx`
    with ${rowsInUnits(tx, campaign)}
    insert into unit_sums (campaign_id, unit_code, list, category, item, purse, why, code, planned, delivered, returned, given, rows, owed, served)
    select ${campaign}, unit_code, list, category, item, purse, why, code, planned, delivered, returned, given, rows, owed, served from units`;
  await tx`
    insert into unit_rows (campaign_id, unit_code, list, category, owed, served)
    select ${campaign}, e.unit_code, e.list, e.category, count(*),
           count(*) filter (where e.done >= coalesce(array_position(l.track, 'deliver'), 1000) and e.undelivered_because is null)
    from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list
    where e.campaign_id = ${campaign} and e.entitled is not null and e.state <> 'out' group by 2, 3, 4`;
  // Alike things are opened once.
  await tx`
    insert into unit_days (campaign_id, unit_code, day, item, purse, quantity, rows)
    select ${campaign}, v.unit_code, v.day, t.item, t.purse, sum(t.quantity * v.times), sum(v.rows)
    from (
      select e.unit_code, (v.handed_at at time zone ${zone})::date as day, v.things, count(*) as times, count(distinct v.entry_id) as rows
      from deliveries v join entries e on e.id = v.entry_id
      where v.campaign_id = ${campaign} and v.outcome = 'given' group by 1, 2, 3) v
    cross join lateral jsonb_to_recordset(v.things) as t(item text, purse text, quantity bigint) group by 2, 3, 4, 5`;
  await tx`
    with ${flowsInPlaces(tx, campaign)}
    insert into place_flows (campaign_id, here, there, source, target, item, purse, quantity)
    select ${campaign}, here, there, source, target, item, purse, quantity from summed`;
}
