import type { MessageWay } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { stateAfter, statesBefore } from '../../../domain/message/message-states';
import type { Fragment, Queries, Sql } from '../../db/db';
import type { NewsChannel } from '../../db/listen';

/** Tells the feeders of all delivery processes, when the transaction commits, that messages are ready. */
export async function wakeFeeder(sql: Queries): Promise<void> {
  await sql`select pg_notify(${OUTBOX}, '')`;
}
const OUTBOX = 'outbox' satisfies NewsChannel;

/** Payload of the notification that an urgent message is about to be written. */
export const URGENT = 'urgent';

/** Tells all delivery processes that an urgent message is coming, so that ordinary messages wait for a moment. */
export async function announceUrgent(sql: Queries): Promise<void> {
  await sql`select pg_notify(${OUTBOX}, ${URGENT})`;
}

/** A message that may be handed to a queue now. */
export interface Feedable {
  id: number;
  channel: MessageWay;
  campaign: string;
  /** Other messages of the same person and moment, which go out with it. */
  beside: number[];
}

/** A campaign with something to send. */
export interface FeedingCampaign {
  id: string;
  mode: 'live' | 'rehearsal';
  now: Instant;
  /** From its stored definition; null for the installation's providers. */
  providers: unknown;
  /** Whether it is paused, so that only urgent messages go out. */
  paused: boolean;
  /** It runs on the wall clock, on which messages wait a moment for others of their person. */
  wall: boolean;
}

/**
 * @returns the campaigns with new or due messages; for a paused one, with urgent messages. A rehearsal that holds all
 *   of them back is left out: each round that writes its messages would have all others looked through as well.
 */
export const feedingCampaigns = (sql: Queries): Promise<FeedingCampaign[]> => sql<FeedingCampaign[]>`
  with clock as materialized (select id, campaign_now(id) as now from campaigns)
  select c.id, c.mode, clock.now, c.definition -> 'providers' as providers,
         c.state = 'paused' as paused, c.clock_at is null as wall
  from campaigns c join clock on clock.id = c.id
  where c.ripe_at is distinct from '-infinity' and (
  -- Each in the order of its index: Postgres would look through the outbox, hoping to find one soon.
    exists (select from (
      select id from messages m where m.campaign_id = c.id and m.state = 'planned' and (c.state <> 'paused' or m.urgent)
      order by m.channel, m.id limit 1) planned)
    or exists (select from (
      select id from messages m where m.campaign_id = c.id and m.state in ('held', 'retry')
        and m.release_at <= clock.now and (c.state <> 'paused' or m.urgent)
      order by m.release_at limit 1) due))
  order by c.id`;

/** @returns the urgent messages of all these campaigns. */
export const urgentMessages = (sql: Queries, campaigns: readonly string[]): Promise<Feedable[]> => sql<Feedable[]>`
  select m.id, m.channel, m.campaign_id as campaign, '{}'::int[] as beside
  from messages m join campaigns c on c.id = m.campaign_id
  where m.urgent and m.state in ('planned', 'held', 'retry') and m.campaign_id = any(${[...campaigns]})
    and (m.state = 'planned' or m.release_at <= campaign_now(m.campaign_id))
    and (c.ripe_at is null or m.touched_at <= c.ripe_at)
  order by m.id`;

/**
 * Several workflows climb the rungs of several rounds at the same moment, each in its own transaction. On the wall
 * clock a message that may share waits this long for the others of its person.
 */
export const SHARED_AFTER_MS = 2000;

/**
 * True if the message `m` of a campaign has waited long enough. On a stepped clock the rehearsal decides, whether the
 * message may share or not.
 */
const isRipe = (sql: Queries, campaign: string): Fragment => sql`
  (m.touched_at <= (
    select case when c.clock_at is null then clock_timestamp() - ${SHARED_AFTER_MS} * interval '1 millisecond'
                else coalesce(c.ripe_at, 'infinity') end
    from campaigns c where c.id = ${campaign})
   or (m.shares is null and (select c.clock_at is null from campaigns c where c.id = ${campaign})))`;

/**
 * @returns the ordinary messages of one campaign on one channel: due ones before new ones, and those of one instant in
 *   an order that does not depend on which workflow was faster: it decides which of them a number's daily limit holds
 *   back. Each message has the others that go out with it, from any place in the line; they may be listed again.
 */
export const ordinaryMessages = (
  sql: Queries,
  { campaign, channel, now, most }: { campaign: string; channel: MessageWay; now: Instant; most: number },
): Promise<Feedable[]> => sql<Feedable[]>`
  with due as (
    (select m.id, m.contact_id, m.shares, m.round_id, m.planned_at, m.key from messages m
     where m.campaign_id = ${campaign} and m.channel = ${channel} and m.state in ('held', 'retry') and m.release_at <= ${now}
       and not m.urgent and ${isRipe(sql, campaign)}
     order by m.release_at, m.id limit ${most})
    union all
    (select m.id, m.contact_id, m.shares, m.round_id, m.planned_at, m.key from messages m
     -- As a range of its index (messages_to_feed), whose order no other has: by equal campaigns Postgres went through all
     -- messages that there ever were by their numbers, once it knew that many are planned.
     where (m.campaign_id, m.channel, m.id) > (${campaign}, ${channel}, 0) and (m.campaign_id, m.channel) <= (${campaign}, ${channel})
       and m.state = 'planned' and not m.urgent and ${isRipe(sql, campaign)}
     order by m.campaign_id, m.channel, m.id limit ${most})
    limit ${most})
  select d.id, ${channel} as channel, ${campaign} as campaign,
         case when d.shares is null then '{}'::bigint[] else array(
           select m.id from (
             -- By the person alone (an expression is in no index), whatever the statistics say of a campaign that was just
             -- written: while they know of nobody who waits, Postgres would read all that wait for each message.
             select * from messages
             where contact_id = d.contact_id and shares is not null and state || '' in ('planned', 'held', 'retry') offset 0) m
           where m.shares = d.shares and m.campaign_id = ${campaign} and m.channel = ${channel}
             and (m.state = 'planned' or m.release_at <= ${now}) and m.id <> d.id and ${isRipe(sql, campaign)}
           order by m.id) end as beside
  from due d join rounds r on r.id = d.round_id
  order by d.planned_at, r.lot_id nulls first, d.key`;

/** Any number that nothing else locks. */
const HANDING_LOCK = 20261129;

/**
 * Hands ordinary messages on, unless another process does so now: two at once would list the same messages, and
 * separate messages of one person. The lock ends with its transaction, so a process that dies or hangs keeps it for a
 * minute at most (connect, idleInTransactionMs).
 * @param handOn uses other connections
 * @returns whether it did
 */
export const handingAlone = (sql: Sql, handOn: () => Promise<void>): Promise<boolean> =>
  sql.begin(async (tx) => {
    const [{ ours = false } = {}] = await tx<{ ours: boolean }[]>`
      select pg_try_advisory_xact_lock(${HANDING_LOCK}) as ours`;
    if (ours) await handOn();
    return ours;
  }) as Promise<boolean>;

/**
 * Marks messages as handed to a queue, with their envelope when they go out together: the first one leads. It skips the
 * messages of another, quicker feeder.
 * @returns our messages that need a job: leading ones and single ones
 */
export async function assignLane(sql: Queries, ids: readonly number[], lane: string): Promise<number[]> {
  const rows = await sql<{ id: number; envelope: number | null }[]>`
    with free as materialized (
      select id, campaign_id, channel, contact_id, shares from messages
      -- By their numbers alone (an expression is in no index): Postgres believes that few wait in a campaign that was just
      -- written, and would read all that wait, hundreds of thousands in a country, to find these.
      where id = any(${[...ids]}) and state || '' = any(${statesBefore('enqueue')}) and (state = 'planned' or release_at is not null)
      order by id for update skip locked),
    told as (
      select id, case when shares is not null and count(*) over same > 1 then min(id) over same end as envelope
      from free window same as (partition by campaign_id, channel, contact_id, shares))
    update messages m set state = ${stateAfter('enqueue')}, reason = null, release_at = null, lane = ${lane},
      envelope = told.envelope, touched_at = clock_timestamp()
    from told where m.id = told.id
    returning m.id, m.envelope`;
  return rows.filter(({ id, envelope }) => envelope === null || envelope === id).map(({ id }) => id);
}

const WAY_LOOKED_FOR_MINUTES = 60;

/**
 * Holds messages without a provider, with that reason, until another check within the hour; expires messages that would
 * be worthless by then.
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

/** Lets messages wait in Postgres until an instant of the campaign's clock, because no provider takes any before. */
export async function waitForProvider(sql: Queries, ids: readonly number[], until: Instant): Promise<void> {
  await sql`
    update messages set state = case when state = any(${statesBefore('hold')}) then ${stateAfter('hold')} else state end,
           reason = 'provider-down', release_at = ${until}, touched_at = clock_timestamp()
    where id in (
      select id from messages where id = any(${[...ids]}) and state = any(${statesBefore('enqueue')})
      order by id for update skip locked)`;
}

/** True unless the message goes out with another one that is in the queue. */
const hasJob = (sql: Queries): Fragment => sql`
  (m.envelope is null or m.envelope = m.id
    or not exists (select from messages l where l.id = m.envelope and l.state = 'queued'))`;

/** @returns by lane, the number of rows that have waited for a job longer than `olderThanMs` of real time. */
export async function waitingByLane(
  sql: Queries,
  { olderThanMs }: { olderThanMs: number },
): Promise<Map<string, number>> {
  const rows = await sql<{ lane: string; waiting: number }[]>`
    select m.lane, count(*)::int as waiting from messages m
    where m.state = 'queued' and m.lane is not null and m.touched_at < clock_timestamp() - ${olderThanMs} * interval '1 millisecond'
      and ${hasJob(sql)}
    group by m.lane`;
  return new Map(rows.map(({ lane, waiting }) => [lane, waiting]));
}

/** @returns a page of a lane's rows, in the order they were written. */
export const rowsInLane = async (
  sql: Queries,
  { lane, after, limit }: { lane: string; after: number; limit: number },
): Promise<number[]> => {
  const rows = await sql<{ id: number }[]>`
    select m.id from messages m where m.state = 'queued' and m.lane = ${lane} and m.id > ${after} and ${hasJob(sql)}
    order by m.id limit ${limit}`;
  return rows.map(({ id }) => id);
};
