import type { Queries, Sql } from '../../db/db';
import { countAnew } from './count-anew';
import { type LastCount, lastCount } from './kept-sums';

/** A count that takes no longer is made while the reader waits. */
const WAITED_MS = 400;
/** A slow count runs less often: it uses at most this share of the time … */
const SHARE = 1 / 4;
/** … and a quiet campaign is looked at again after so long, because a number is drawn before its transfer is seen. */
const QUIET_MS = 60_000;
/** What was counted for somebody else so short a time ago is not counted again. */
const FRESH_MS = 1000;

/** Counts that this process is making, by campaign. */
const running = new Map<string, Promise<void>>();

/** A count to show, and whether a newer one is being made. */
export interface Counted {
  count: LastCount;
  counting: boolean;
}

/**
 * The sums of a campaign, new enough to be shown: those of a few thousand rows are counted for the reader, those of a
 * province were counted some seconds ago and are counted anew meanwhile.
 * @param exact waits for a count of this moment in any case
 */
export async function freshCount(sql: Sql, { campaign, zone }: { campaign: string; zone: string }): Promise<Counted> {
  const last = await lastCount(sql, campaign);
  const age = last === null ? Number.POSITIVE_INFINITY : Date.now() - Date.parse(last.at);
  const anew = (since: number) => countOnce(sql, { campaign, zone, since: new Date(since) });
  if (last !== null) {
    const isQuiet = age < QUIET_MS && !(await hasMoved(sql, campaign, last));
    if (isQuiet) return { count: last, counting: false };
    if (last.tookMs > WAITED_MS) {
      const counting = running.has(campaign) || age > last.tookMs / SHARE;
      if (counting) anew(Date.now()).catch(() => {});
      return { count: last, counting };
    }
  }
  await anew(Date.now() - FRESH_MS);
  const count = await lastCount(sql, campaign);
  if (!count) throw new Error('A campaign was counted and there is no count of it.');
  return { count, counting: false };
}

function countOnce(sql: Sql, asked: Parameters<typeof countAnew>[1]): Promise<void> {
  const { campaign } = asked;
  const begun = running.get(campaign) ?? countAnew(sql, asked).finally(() => running.delete(campaign));
  running.set(campaign, begun);
  return begun;
}

/** @returns whether a transfer or a deed is newer than a count */
async function hasMoved(sql: Queries, campaign: string, { transfer, deed }: LastCount): Promise<boolean> {
  const [newest] = await sql<{ transfer: number | null; deed: number | null }[]>`
    select (select max(id) from transfers where campaign_id = ${campaign}) as transfer,
           (select max(id) from deeds where campaign_id = ${campaign}) as deed`;
  return newest?.transfer !== transfer || newest?.deed !== deed;
}

/** Counting in advance uses at most this share of the time. */
const SHARE_IN_ADVANCE = 1 / 20;

/**
 * Counts campaigns in which something has moved since their last count, before somebody looks: so the first look at a
 * province whose rows were just approved or paid needs not wait.
 */
export async function countMoved(sql: Sql): Promise<void> {
  const moved = await sql<{ campaign: string; zone: string }[]>`
    select c.id as campaign, c.definition ->> 'zone' as zone from campaigns c left join ledger_counts k on k.campaign_id = c.id
    where c.state in ('running', 'paused') and exists (select from purses p where p.campaign_id = c.id)
      and ((select max(t.id) from transfers t where t.campaign_id = c.id) is distinct from k.transfer
        or (select max(d.id) from deeds d where d.campaign_id = c.id) is distinct from k.deed)
      and (k.at is null or clock_timestamp() - k.at > make_interval(secs => k.took_ms / 1000.0 / ${SHARE_IN_ADVANCE}))`;
  for (const { campaign, zone } of moved) await countOnce(sql, { campaign, zone, since: new Date() });
}
