import type { Channel } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { stateAfter, statesBefore } from '../../../domain/message/message-states';
import type { Queries } from '../../db/db';
import type { NewsChannel } from '../../db/listen';

/** Tells the feeders of all delivery processes that something is to be sent, when the transaction commits. */
export async function wakeFeeder(sql: Queries): Promise<void> {
  await sql`select pg_notify(${OUTBOX}, '')`;
}
const OUTBOX = 'outbox' satisfies NewsChannel;

/** What the feeders are told when something urgent is about to be written. */
export const URGENT = 'urgent';

/** Tells all delivery processes that something urgent is on its way: ordinary messages stand aside for a moment. */
export async function announceUrgent(sql: Queries): Promise<void> {
  await sql`select pg_notify(${OUTBOX}, ${URGENT})`;
}

/** A message that may be handed to a queue now. */
export interface Feedable {
  id: number;
  channel: Channel;
  campaign: string;
}

/** A campaign with something to send. */
export interface FeedingCampaign {
  id: string;
  mode: 'live' | 'rehearsal';
  now: Instant;
  /** Of its definition, as it was stored; null for the installation's. */
  providers: unknown;
  /** Only what is urgent goes out. */
  paused: boolean;
}

/** @returns the campaigns that have something that is new or has come due; while one is paused, something urgent. */
export const feedingCampaigns = (sql: Queries): Promise<FeedingCampaign[]> => sql<FeedingCampaign[]>`
  with clock as materialized (select id, campaign_now(id) as now from campaigns)
  select c.id, c.mode, clock.now, c.definition -> 'providers' as providers,
         c.state = 'paused' as paused
  from campaigns c join clock on clock.id = c.id
  where exists (select 1 from messages m where m.campaign_id = c.id and m.state = 'planned'
      and (c.state <> 'paused' or m.urgent))
    or exists (select 1 from messages m where m.campaign_id = c.id and m.state in ('held', 'retry')
      and m.release_at <= clock.now and (c.state <> 'paused' or m.urgent))
  order by c.id`;

/** @returns what is urgent, of all these campaigns. */
export const urgentMessages = (sql: Queries, campaigns: readonly string[]): Promise<Feedable[]> => sql<Feedable[]>`
  select m.id, m.channel, m.campaign_id as campaign from messages m
  where m.urgent and m.state in ('planned', 'held', 'retry') and m.campaign_id = any(${[...campaigns]})
    and (m.state = 'planned' or m.release_at <= campaign_now(m.campaign_id))
  order by m.id`;

/** @returns what is not urgent of one campaign on one channel: what has waited for its instant before what is new. */
export const ordinaryMessages = (
  sql: Queries,
  { campaign, channel, now, most }: { campaign: string; channel: Channel; now: Instant; most: number },
): Promise<Feedable[]> => sql<Feedable[]>`
  (select id, channel, campaign_id as campaign from messages
   where campaign_id = ${campaign} and channel = ${channel} and state in ('held', 'retry') and release_at <= ${now} and not urgent
   order by release_at, id limit ${most})
  union all
  (select id, channel, campaign_id as campaign from messages
   where campaign_id = ${campaign} and channel = ${channel} and state = 'planned' and not urgent order by id limit ${most})
  limit ${most}`;

/**
 * Marks messages as handed to a queue; somebody else's are left out, since another feeder may be quicker.
 * @returns those that are ours
 */
export const assignLane = async (sql: Queries, ids: readonly number[], lane: string): Promise<number[]> => {
  const rows = await sql<{ id: number }[]>`
    with free as (
      select id from messages
      where id = any(${[...ids]}) and state = any(${statesBefore('enqueue')}) and (state = 'planned' or release_at is not null)
      order by id for update skip locked)
    update messages m set state = ${stateAfter('enqueue')}, reason = null, release_at = null, lane = ${lane}, touched_at = clock_timestamp()
    from free where m.id = free.id
    returning m.id`;
  return rows.map(({ id }) => id);
};

const WAY_LOOKED_FOR_MINUTES = 60;

/**
 * There is no way out for these messages: they are held, with that as the reason, and looked at again within the hour.
 * What would be worthless by then has its end.
 * @returns how many
 */
export async function withoutWay(sql: Queries, ids: readonly number[]): Promise<number> {
  const rows = await sql`
    with waiting as (
      select m.id, m.valid_until, clock.now from messages m cross join lateral (select campaign_now(m.campaign_id) as now) clock
      where m.id = any(${[...ids]}) and m.state = any(${statesBefore('expire')}) and m.state <> 'queued'
      order by m.id for update of m skip locked)
    update messages m set
      state = case when w.valid_until <= w.now then ${stateAfter('expire')} when m.state = any(${statesBefore('hold')}) then ${stateAfter('hold')} else m.state end,
      reason = case when w.valid_until <= w.now then 'too-late' else 'no-way' end,
      release_at = case when w.valid_until > w.now then least(w.valid_until, w.now + make_interval(mins => ${WAY_LOOKED_FOR_MINUTES})) end,
      settled_at = case when w.valid_until <= w.now then w.now else m.settled_at end,
      touched_at = clock_timestamp()
    from waiting w where m.id = w.id returning m.id`;
  return rows.length;
}

/** No provider takes anything until an instant of the campaign's clock: what would go there waits in Postgres. */
export async function waitForProvider(sql: Queries, ids: readonly number[], until: Instant): Promise<void> {
  await sql`
    update messages set state = case when state = any(${statesBefore('hold')}) then ${stateAfter('hold')} else state end,
           reason = 'provider-down', release_at = ${until}, touched_at = clock_timestamp()
    where id in (
      select id from messages where id = any(${[...ids]}) and state = any(${statesBefore('enqueue')})
      order by id for update skip locked)`;
}

/** @returns how many rows of each lane have waited longer than `olderThanMs` of real time for their job. */
export async function waitingByLane(
  sql: Queries,
  { olderThanMs }: { olderThanMs: number },
): Promise<Map<string, number>> {
  const rows = await sql<{ lane: string; waiting: number }[]>`
    select lane, count(*)::int as waiting from messages
    where state = 'queued' and lane is not null and touched_at < clock_timestamp() - ${olderThanMs} * interval '1 millisecond'
    group by lane`;
  return new Map(rows.map(({ lane, waiting }) => [lane, waiting]));
}

/** @returns a page of a lane's rows, in the order they were written. */
export const rowsInLane = async (
  sql: Queries,
  { lane, after, limit }: { lane: string; after: number; limit: number },
): Promise<number[]> => {
  const rows = await sql<{ id: number }[]>`
    select id from messages where state = 'queued' and lane = ${lane} and id > ${after} order by id limit ${limit}`;
  return rows.map(({ id }) => id);
};
