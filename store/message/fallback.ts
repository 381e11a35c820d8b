import { DateTime } from 'luxon';
import type { Channel } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { CONCERNS_EVERYBODY, type Reachable, type Way, waysToTell } from '../../domain/message/fallback';
import type { Queries, Sql } from '../db/db';
import { writeMessages } from './write';

/** A message that did not reach its person. */
interface Undelivered {
  id: number;
  key: string;
  campaign: string;
  round: string;
  region: string;
  ways: Channel[];
  reason: string | null;
  now: Instant;
  zone: string;
  /** Whether the message is not needed any more: reported, over, or out of date. */
  done: boolean;
  /** Whether the round asks the region itself. */
  unit: boolean;
}

/** Messages in one go. */
export const FALL_BACK_AT_ONCE = 200;

/**
 * Finds the next way for undelivered messages: contact, deputy, the next channel, and at last the call list. Each
 * message falls back once; repeating it changes nothing, and a crash in the middle leaves all of it or nothing.
 * @returns how many messages were handled
 */
export function fallBack(sql: Sql): Promise<number> {
  return sql.begin(async (tx) => {
    const undelivered = await lockUndelivered(tx);
    for (const message of undelivered) await takeNextWay(tx, message);
    await tx`
      update messages m set fallen_back_at = campaign_now(m.campaign_id)
      where m.id = any(${undelivered.map(({ id }) => id)})`;
    return undelivered.length;
  }) as Promise<number>;
}

const lockUndelivered = (sql: Queries): Promise<Undelivered[]> => sql<Undelivered[]>`
  select m.id, m.key, m.campaign_id as campaign, m.round_id as round, m.region_code as region, m.ways, m.reason,
         campaign_now(c.id) as now, c.definition ->> 'zone' as zone, u.round_id is not null as unit,
         c.state = 'cancelled' or r.state <> 'open' or m.valid_until <= campaign_now(c.id)
           or (m.needed = 'silent' and u.reported_at is not null) as done
  from messages m join campaigns c on c.id = m.campaign_id join rounds r on r.id = m.round_id
  left join asks u on u.campaign_id = m.campaign_id and u.key = r.key and u.unit_code = m.region_code
  where m.state in ('failed', 'suppressed') and m.send = 'first' and m.fallen_back_at is null
  order by m.id limit ${FALL_BACK_AT_ONCE} for update of m skip locked`;

/** Writes the message for the next way; where none is left, the unit goes onto the call list. */
async function takeNextWay(sql: Queries, message: Undelivered): Promise<void> {
  if (message.done || CONCERNS_EVERYBODY.includes(message.reason ?? '')) return;
  const ways = waysToTell(await reachable(sql, message), message.ways);
  const tried = await stateByKey(
    sql,
    ways.map((way) => keyOf(message, way)),
  );
  const isTold = ({ contact }: Way) =>
    ways.some((way) => way.contact === contact && !UNDELIVERED.includes(tried.get(keyOf(message, way)) ?? 'failed'));
  // A deputy who already has the rung's message does not get it on another channel in place of the contact.
  const next = ways.find((way) => !tried.has(keyOf(message, way)) && !isTold(way));
  if (next) await writeFallback(sql, message, next);
  // Another person may have the message already: a message on its way keeps the unit off the list.
  else if (message.unit && !ways.some(isTold)) await listForCall(sql, message);
}

/** Keys end with contact and channel; the part before is the same for all ways of one rung and region. */
const keyOf = ({ key }: Undelivered, { contact, channel }: Way): string =>
  [...key.split('|').slice(0, -2), contact, channel].join('|');

/** The people with the duty of the message today, by the same rule as for rungs (store/round/rungs.ts). */
function reachable(sql: Queries, { id, now, zone }: Undelivered): Promise<Reachable[]> {
  const today = DateTime.fromISO(now, { zone }).toISODate() ?? now.slice(0, 10);
  return sql<Reachable[]>`
    select w.contact_id as contact, d.deputy, array_remove(array[
        -- A number that contact and deputy share is tried once.
        case when row_number() over (partition by w.phone order by d.deputy) = 1
          and w.no_sms is null and ((m.urgent and not r.drill) or not w.sms_stopped) then 'sms' end,
        case when row_number() over (partition by w.email order by d.deputy) = 1 and w.no_email is null then 'email' end], null) as channels
    from messages m join rounds r on r.id = m.round_id
    join duties d on d.region_code = m.region_code and d.role = m.role
    join reach w on w.campaign_id = m.campaign_id and w.contact_id = d.contact_id
    where m.id = ${id} and w.no_sms is distinct from 'opted-out' and not d.leave @> ${today}::date`;
}

const writeFallback = (sql: Queries, message: Undelivered, way: Way): Promise<number[]> =>
  writeMessages(sql, {
    steps: sql`
    before as (
      select m.*, l.purpose, l.ask_id from messages m left join links l on l.id = m.link_id where m.id = ${message.id}),
    linked as (
      insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
      select campaign_id, round_id, ask_id, purpose, region_code, ${way.contact} from before where purpose is not null
      on conflict (round_id, purpose, region_code, contact_id) where revoked_at is null do update set contact_id = excluded.contact_id
      returning id)`,
    message: {
      key: keyOf(message, way),
      campaign_id: sql`campaign_id`,
      round_id: sql`round_id`,
      rung: sql`rung`,
      kind: sql`kind`,
      region_code: sql`region_code`,
      contact_id: way.contact,
      role: sql`role`,
      link_id: sql`(select id from linked)`,
      channel: way.channel,
      template: sql`template`,
      params: sql`params`,
      shares: sql`shares`,
      send: 'first',
      ways: sql`ways`,
      urgent: sql`urgent`,
      needed: sql`needed`,
      valid_until: sql`valid_until`,
      planned_at: message.now,
      traceparent: sql`traceparent`,
      fallback_of: sql`id`,
      about: sql`about`,
    },
    from: sql`before`,
  });

const UNDELIVERED = ['failed', 'suppressed', 'expired'];

/** @returns the states of the tried ways, by key. */
async function stateByKey(sql: Queries, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ key: string; state: string }[]>`
    select key, state from messages where key = any(${[...keys]})`;
  return new Map(rows.map(({ key, state }) => [key, state]));
}

async function listForCall(sql: Queries, { campaign, round, region, now }: Undelivered): Promise<void> {
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    values (${campaign}, ${round}, ${region}, 'unreachable', ${now}) on conflict (round_id, unit_code) do nothing`;
}
