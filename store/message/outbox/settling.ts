import { FIRST_LOOK_UP_MS } from '../../../domain/message/lookup';
import { ALL_TRANSITIONS } from '../../../domain/message/message-states';
import { printableIn } from '../../../domain/text/printable';
import type { Fragment, Queries, Sql } from '../../db/db';
import { asRegistered } from '../../people/phones';
import { MODES, type PushedBy } from '../pushed-by';
import { type BadAddress, markBadAddresses } from './bad-addresses';
import { recordOutcomes } from './breakers';
import { giveBackToCaps } from './number-days';
import type { Receipt, Settlement } from './settlement';
import { keepParts, wholeReceipts } from './sms-parts';
import { type Charge, charge } from './spending';

/**
 * Locks the rows before reading their state: two processes may store an answer and its receipt at the same moment, and
 * the second must see the result of the first. The order is always the same, so that two batches wait for each other
 * without a deadlock.
 */
const lockedInOrder = (sql: Queries) => sql`order by m.id for update of m`;

/** The table of states in SQL, read once for each statement instead of once for each row. */
const transitions = (sql: Queries) => sql`
  t as materialized (
    select * from jsonb_to_recordset(${sql.json(ALL_TRANSITIONS.map((line) => ({ ...line })))})
      as t(event text, before text, after text))`;

/** The present time of the campaigns of the rows `m`. */
const clocks = (sql: Queries) => sql`
  clock as materialized (select id, campaign_now(id) as now from campaigns where id in (select campaign_id from m))`;

/** A day of campaign time: carriers give up after two days at most, and nearly all receipts come within minutes. */
const RECEIPT_HOURS = 24;

/** When a row is checked again: an SMS without its receipt, or an unknown message. */
const lookedAtAgain = (sql: Queries, put: { off: Fragment }) => sql`
  case v.after
    when 'retry' then ${put.off}
    when 'unknown' then v.now + ${FIRST_LOOK_UP_MS} * interval '1 millisecond'
    when 'accepted' then case when m.channel = 'sms' then v.now + make_interval(hours => ${RECEIPT_HOURS}) end
  end`;

/**
 * Stores the outcomes of many attempts, all or none. The provider's answer is always stored; the state moves only where
 * the table allows it, because a receipt may have come before the answer. It charges costs, and updates the breakers of
 * the providers.
 */
export function settleMessages(sql: Sql, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return Promise.resolve();
  return sql.begin(async (tx) => {
    await moveSettled(tx, settlements);
    await keepParts(tx, settlements);
    await giveBackToCaps(
      tx,
      settlements.flatMap(({ untaken }) => untaken ?? []),
    );
    await markBadAddresses(
      tx,
      settlements.flatMap(({ id, badAddress, code = '' }) =>
        badAddress === undefined ? [] : [{ id, address: badAddress, code }],
      ),
    );
    await charge(
      tx,
      settlements.flatMap(({ campaign, costFen }): Charge[] =>
        campaign !== undefined && costFen ? [{ campaign, fen: costFen }] : [],
      ),
    );
    await recordOutcomes(
      tx,
      settlements.flatMap(({ outcome }) => outcome ?? []),
    );
  }) as Promise<void>;
}

async function moveSettled(sql: Queries, settlements: readonly Settlement[]): Promise<void> {
  const rows = settlements.map(
    // A platform's own text may contain anything.
    ({ id, token, event, reason, code, submitted, provider, ref, text, segments, costFen, releaseAt }) =>
      printableIn({
        id,
        token,
        event,
        reason,
        code,
        submitted,
        provider,
        ref,
        text,
        segments,
        cost: costFen,
        release: releaseAt,
      }),
  );
  await sql`
    with ${transitions(sql)},
    e as (
      select * from jsonb_to_recordset(${sql.json(rows)}) as e(
        id bigint, token uuid, event text, reason text, code text, submitted boolean, provider text, ref text,
        text text, segments smallint, cost numeric, release timestamptz)),
    m as (
      select m.id, m.state, m.campaign_id from messages m join e on e.id = m.id and e.token = m.token ${lockedInOrder(sql)}),
    ${clocks(sql)},
    moved as (
      select e.*, t.after, clock.now from e join m on m.id = e.id join clock on clock.id = m.campaign_id
      left join t on t.event = e.event and t.before = m.state)
    update messages m set
      state = coalesce(v.after, m.state),
      reason = case when v.after is null then m.reason else v.reason end,
      provider_code = coalesce(v.code, m.provider_code),
      provider = coalesce(v.provider, m.provider),
      provider_ref = coalesce(v.ref, m.provider_ref),
      text = coalesce(v.text, m.text),
      segments = coalesce(v.segments, m.segments),
      cost_fen = coalesce(v.cost, m.cost_fen),
      lookups = 0,
      -- A failure that is not about this message does not count as a try.
      attempts = m.attempts - case when v.after = 'retry' and v.reason in ('throttled', 'approval') then 1 else 0 end,
      submitted_at = case when v.submitted then m.submitted_at end,
      accepted_at = case when v.event = 'accept' then v.now else m.accepted_at end,
      settled_at = case when v.after in ('failed', 'unknown') or (v.after = 'accepted' and m.channel <> 'sms') then v.now else m.settled_at end,
      release_at = case when v.after is null then m.release_at else ${lookedAtAgain(sql, { off: sql`v.release` })} end,
      touched_at = clock_timestamp()
    from moved v where m.id = v.id and m.token = v.token`;
}

/** Campaign time until the next try after a temporary failure of the carrier. */
const CARRIER_RETRY_MINUTES = 30;

/** How receipts are applied. */
export interface Receipting {
  /** The sender of the receipts: only its own messages change. */
  by: PushedBy;
  /** After so many attempts a passing failure is final. */
  attempts: number;
}

/**
 * Applies receipts, each with effect at most once: the table of states decides about late, early, duplicate and
 * contradictory ones. It marks bad numbers.
 * @returns how many messages changed their state
 */
export function applyReceiptRows(sql: Sql, receipts: readonly Receipt[], how: Receipting): Promise<number> {
  if (receipts.length === 0) return Promise.resolve(0);
  return sql.begin((tx) => moveReceipted(tx, receipts, how)) as Promise<number>;
}

/**
 * The messages of receipts `r`: those submitted to that provider, for that phone. The provider's own number decides;
 * ours decides only while theirs is unknown, because the answer to the submission is still to come or never came. A
 * message that was never submitted has no receipt, even if one is pushed.
 */
const meantBy = (sql: Queries, { by }: Receipting) => sql`
  found as (
    select m.id, r.n from r join messages m on m.provider = r.provider and m.provider_ref = r.ref
    where m.sent_to = r.phone and (r.message is null or r.message = m.id)
    union
    -- By their numbers alone: Postgres would look through all that is in flight, for each hundred receipts.
    select m.id, r.n from r cross join lateral (select * from messages where id = r.message offset 0) m
    where m.sent_to = r.phone and split_part(m.lane, '-', 2) = r.provider
      and (m.state = 'submitting' or (m.state = 'unknown' and m.reason in ('no-answer', 'worker-died')))),
  meant as (
    select f.id, r.* from found f join r using (n) join messages m on m.id = f.id join campaigns c on c.id = m.campaign_id
    where m.channel = 'sms' and c.mode = any(${[...MODES[by]]}))`;

/** Like {@link applyReceiptRows}, in the caller's transaction. */
export async function moveReceipted(sql: Queries, said: readonly Receipt[], how: Receipting): Promise<number> {
  const receipts = await wholeReceipts(sql, said.map(inOurTerms), how.by);
  const changed = await sql<(BadAddress & { bad: boolean })[]>`
    with ${transitions(sql)},
    r as (
      select * from jsonb_to_recordset(${sql.json(receipts.map((one, n) => ({ ...one, n })))}) as r(
        n int, message bigint, provider text, ref text, phone text, event text, code text, "badNumber" boolean)),
    ${meantBy(sql, how)},
    m as (
      select m.id, m.state, m.campaign_id, r.provider, r.ref, r.phone, r.code, r."badNumber",
             case when r.event = 'receipt-temporary' and m.attempts >= ${how.attempts} then 'receipt-failed' else r.event end as event
      from meant r join messages m on m.id = r.id ${lockedInOrder(sql)}),
    ${clocks(sql)},
    moved as (
      select m.*, t.after, clock.now from m join clock on clock.id = m.campaign_id
      join t on t.event = m.event and t.before = m.state)
    update messages m set
      state = v.after,
      reason = case when v.after = 'delivered' then null else 'undelivered' end,
      provider_code = v.code,
      provider = v.provider,
      provider_ref = coalesce(m.provider_ref, v.ref),
      release_at = case when v.after = 'retry' then v.now + make_interval(mins => ${CARRIER_RETRY_MINUTES}) end,
      settled_at = case when v.after <> 'retry' then v.now end,
      touched_at = clock_timestamp()
    from moved v where m.id = v.id
    returning m.id, v.phone as address, v.code, v."badNumber" and v.after = 'failed' as bad`;
  await markBadAddresses(
    sql,
    changed.filter((row) => row.bad),
  );
  return changed.length;
}

/** @returns the receipt with the phone number as in the register, and without characters that Postgres refuses. */
const inOurTerms = (receipt: Receipt): Receipt => {
  const { phone, ref, code, ...said } = printableIn(receipt);
  return { ...said, phone: asRegistered(phone), ref, code };
};

/**
 * @returns whether a receipt with only the provider's number matches no known message while an answer to a submission
 *   is still missing: then it must come again
 */
export async function cameTooEarly(sql: Queries, receipts: readonly Receipt[]): Promise<boolean> {
  const unnamed = receipts
    .filter(({ message }) => message === null)
    .map(({ provider, ref, part }) => ({ provider, ref, spellings: part?.spellings ?? [] }));
  if (unnamed.length === 0) return false;
  const [found] = await sql`
    select 1 from jsonb_to_recordset(${sql.json(unnamed)}) as r(provider text, ref text, spellings text[])
    where not exists (
        select 1 from messages m where m.provider = r.provider and m.provider_ref = r.ref and r.spellings = '{}')
      and not exists (select 1 from sms_parts p where p.provider = r.provider and p.ref = any(r.spellings))
      and exists (select 1 from messages m where m.state = 'submitting' and split_part(m.lane, '-', 2) = r.provider)
    limit 1`;
  return found !== undefined;
}
