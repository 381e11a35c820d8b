import { INVENTED_SCOPE } from '../../domain/people/invented-register';
import type { Queries, Sql } from '../db/db';
import { removeRehearsal } from './rehearsals';

/** How many days an ended rehearsal is kept. */
const KEPT_DAYS = 14;

/** Most invented registers beside the real one. */
const MOST_INVENTED = 3;

/** What one statement removes: a statement for a hundred thousand would hold its locks for minutes. */
const AT_ONCE = 2000;

/**
 * Removes rehearsals that ended long ago, and invented registers without a campaign.
 * @returns how many rehearsals were removed
 */
export async function retireRehearsals(sql: Sql): Promise<number> {
  const old = await sql<{ id: string }[]>`
    select id from campaigns where mode = 'rehearsal' and state in ('completed', 'cancelled')
      and created_at < clock_timestamp() - ${KEPT_DAYS} * interval '1 day' order by created_at limit 20`;
  for (const { id } of old) await removeRehearsal(sql, id);
  await removeUnusedInvented(sql);
  return old.length;
}

/**
 * Makes room for a new invented register: removes the oldest rehearsals over invented registers, with the registers.
 */
export async function makeRoomForInvented(sql: Sql, scope: string): Promise<void> {
  const others = await sql<{ scope: string; campaigns: string[]; running: boolean }[]>`
    select plan ->> 'scope' as scope, array_agg(id) as campaigns,
           bool_or(state not in ('completed', 'cancelled')) as running
    from campaigns where plan ->> 'scope' ~ ${INVENTED_SCOPE} and plan ->> 'scope' <> ${scope} and mode = 'rehearsal'
    group by 1 order by max(created_at) desc`;
  for (const { campaigns, running } of others.slice(MOST_INVENTED - 1))
    if (!running) for (const campaign of campaigns) await removeRehearsal(sql, campaign);
  await removeUnusedInvented(sql, scope);
}

/** @param except a register that is about to be used */
async function removeUnusedInvented(sql: Queries, except = ''): Promise<void> {
  const unused = await sql<{ code: string }[]>`
    select g.code from regions g where g.parent_code is null and g.code ~ ${INVENTED_SCOPE} and g.code <> ${except}
      and not exists (select from campaigns c where c.plan ->> 'scope' = g.code)`;
  for (const { code } of unused) await removeTree(sql, code);
}

/** Removes from the leaves up, so that no region loses its superior first. */
async function removeTree(sql: Queries, top: string): Promise<void> {
  await removePeople(sql, top);
  for (;;) {
    const { count } = await sql`
      delete from regions where code in (
        select g.code from regions g where starts_with(g.path, ${`${top}/`})
          and not exists (select from regions below where below.parent_code = g.code) limit ${AT_ONCE})`;
    if (count === 0) return;
  }
}

/** First who refers to others: households to their heads. */
async function removePeople(sql: Queries, top: string): Promise<void> {
  for (;;) {
    const { count } = await sql`
      delete from people where id in (
        select p.id from people p join regions g on g.code = p.region_code
        where starts_with(g.path, ${`${top}/`})
          and not exists (select from people o where o.head_id = p.id or o.merged_into = p.id) limit ${AT_ONCE})`;
    if (count === 0) return;
  }
}
