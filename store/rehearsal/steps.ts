import type { Instant } from '../../domain/instant';
import { atomically, type Fragment, type Queries } from '../db/db';
import { plansByIndex } from '../db/plans';

/**
 * Moves a rehearsal's clock. From then on all messages wait until {@link letGo}: whether somebody acts before a message
 * goes out, which of them go out together, and whether a number is found wrong before somebody writes to it, must not
 * be left to how fast the machine is. So do requests to correct numbers: the superior's own may be wrong.
 */
export async function step(sql: Queries, campaign: string, at: Instant): Promise<void> {
  // One statement, because each wakes every loop of delivery.
  await sql`
    update campaigns set ripe_at = '-infinity', clock_at = case when clock_at <= ${at} then ${at} else clock_at end
    where id = ${campaign} and mode = 'rehearsal'`;
}

/** Messages of a rehearsal at this instant of its clock. */
export interface Rest {
  /** Some are on their way: a step has settled when there are none, and the gateway has no receipt that is due. */
  underWay: boolean;
  /** Some, or requests to correct numbers, wait until {@link letGo}. */
  unripe: boolean;
  /** When one of those that wait is looked at again. */
  nextAt: Instant | null;
}

/** What keeps a step from settling, by name. Each is found by an index of its own, because a step asks many times. */
const underWay = (sql: Queries): Record<string, Fragment> => ({
  'messages that nobody hands to a queue': sql`
    select m.id from messages m where m.campaign_id = c.id and m.state = 'planned' and ${isReady(sql)} and ${isLetGo(sql)}`,
  'messages in a queue': sql`
    select m.id from messages m where m.campaign_id = c.id and m.state in ('queued', 'submitting')`,
  'messages that are due': sql`
    select m.id from (${due(sql)}) m
    where m.state in ('accepted', 'unknown') or (m.state in ('held', 'retry') and ${isReady(sql)} and ${isLetGo(sql)})`,
  'messages without their next way': sql`
    select m.id from messages m where m.campaign_id = c.id and m.state in ('failed', 'suppressed')
      and m.send = 'first' and m.fallen_back_at is null`,
  'corrections that nobody is told of': sql`
    select k.id from corrections k
    where k.campaign_id = c.id and k.told_at is null and k.found_at <= coalesce(c.ripe_at, 'infinity')`,
  'replies that are not handled': sql`
    select r.id from replies r where c.mode = 'rehearsal' and r.scope <> 'live' and r.handled_at is null`,
});

/** In the order of the index that finds them: whoever is not told so looks through the whole outbox. */
const due = (sql: Queries): Fragment => sql`
  select * from messages where campaign_id = c.id and release_at <= clock.now order by campaign_id, release_at offset 0`;

const isReady = (sql: Queries): Fragment => sql`(c.state <> 'paused' or m.urgent)`;
const isLetGo = (sql: Queries): Fragment => sql`m.touched_at <= coalesce(c.ripe_at, 'infinity')`;

/** A campaign `c` and what its `clock` says now. */
const campaignNow = (sql: Queries, campaign: string): Fragment => sql`
  (select * from campaigns where id = ${campaign}) c
  cross join lateral (select campaign_now(c.id) as now offset 0) clock`;

/** @returns how the messages of a campaign stand */
export const restOf = (sql: Queries, campaign: string): Promise<Rest> =>
  atomically(sql, async (tx) => {
    await plansByIndex(tx);
    const some = Object.values(underWay(tx)).map((those) => tx`exists (${those})`);
    const [rest] = await tx<Rest[]>`
      select ${some.reduce((all, one) => tx`${all} or ${one}`)} as "underWay",
        exists (select from messages m where m.campaign_id = c.id and m.state = 'planned' and m.touched_at > c.ripe_at and ${isReady(tx)})
        or exists (select from (${due(tx)}) m where m.state in ('held', 'retry') and m.touched_at > c.ripe_at and ${isReady(tx)})
        or exists (select from corrections k where k.campaign_id = c.id and k.told_at is null and k.found_at > c.ripe_at)
          as unripe,
        (select min(m.release_at) from messages m where m.campaign_id = c.id and m.release_at > clock.now) as "nextAt"
      from ${campaignNow(tx, campaign)}`;
    return rest ?? { underWay: false, unripe: false, nextAt: null };
  });

/** @returns a number that changes whenever a message of a campaign, or its receipt, goes on */
export async function messagesLeft(sql: Queries, campaign: string): Promise<number> {
  const [row] = await sql<{ left: number }[]>`
    select sum(case state when 'planned' then 5 when 'held' then 4 when 'retry' then 4 when 'queued' then 3
                          when 'submitting' then 2 when 'accepted' then 1 else 0 end)::bigint as left
    from messages where campaign_id = ${campaign}`;
  return row?.left ?? 0;
}

/** How many numbers of a kind a complaint names. */
const NAMED = 5;

/** @returns what of a campaign is under way, in words for an error message, each with some numbers */
export async function whatIsUnderWay(sql: Queries, campaign: string): Promise<string[]> {
  const found = Object.entries(underWay(sql)).map(async ([what, those]) => {
    const rows = await sql<{ id: number | string }[]>`
      select those.id from ${campaignNow(sql, campaign)} cross join lateral (${those} limit ${NAMED}) those`;
    return rows.length === 0 ? [] : [`${what} (${rows.map(({ id }) => id).join(', ')})`];
  });
  return (await Promise.all(found)).flat();
}

/** Lets the messages go that wait; to be called when nothing else is under way. */
export async function letGo(sql: Queries, campaign: string): Promise<void> {
  await sql`update campaigns set ripe_at = clock_timestamp() where id = ${campaign}`;
}

/** From now on no message waits any more: nobody moves this clock on. */
export async function letAllGo(sql: Queries, campaign: string): Promise<void> {
  await sql`update campaigns set ripe_at = null where id = ${campaign}`;
}

/**
 * @returns workflow ids of the rounds that must hear of their reports before the clock moves on: those of cases that
 *   nobody has to answer any more, or that have ended at this very instant; and where cases wait for their workflow, an
 *   open round, which starts it
 */
export async function roundsWithNews(sql: Queries, campaign: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from rounds r
    where campaign_id = ${campaign} and lot_id is not null and (ended_at = campaign_now(${campaign})
      or (state = 'open' and not exists (select from asks u where u.round_id = r.id and u.reported_at is null)))
    union
    (select id from rounds
     where campaign_id = ${campaign} and state = 'open'
       and exists (select from cases where campaign_id = ${campaign} and state = 'waiting' and due_at is null)
     order by opens_at desc, id limit 1)`;
  return rows.map(({ id }) => id);
}
