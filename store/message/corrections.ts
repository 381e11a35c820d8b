import { DateTime } from 'luxon';
import type { Instant } from '../../domain/instant';
import type { Queries, Sql } from '../db/db';
import { byAnyWay, writeMessages } from './write';

/** Bad numbers and addresses of one superior's places, for which no correction has been requested yet. */
interface Untold {
  campaign: string;
  superior: string;
  /** Place names. */
  places: string[];
  round: string;
  contact: number;
  channel: 'sms' | 'email';
  now: Instant;
  zone: string;
}

/** How long a request is valid, in days; after that the next message finds the number bad again. */
const KEEPS_DAYS = 7;

/**
 * Asks the superiors to correct bad numbers and addresses: one message for each superior and day, with all places. A
 * superior above the campaign's scope, or without a working channel, is not asked; the places stay in the console's
 * list.
 * @returns how many messages were written
 */
export function askForCorrections(sql: Sql): Promise<number> {
  return sql.begin(async (tx) => {
    // Skips rows that another process handles, and in a rehearsal those that are not let go yet.
    const mine = await tx<{ id: number }[]>`
      select k.id from corrections k join campaigns c on c.id = k.campaign_id
      where k.told_at is null and k.found_at <= coalesce(c.ripe_at, 'infinity') order by k.id for update of k skip locked`;
    if (mine.length === 0) return 0;
    const ids = mine.map(({ id }) => id);
    const untold = await untoldBySuperior(tx, ids);
    for (const one of untold) await ask(tx, one);
    await tx`update corrections set told_at = campaign_now(campaign_id) where id = any(${ids})`;
    return untold.length;
  }) as Promise<number>;
}

const untoldBySuperior = (sql: Queries, ids: readonly number[]): Promise<Untold[]> => sql<Untold[]>`
  with whole as materialized (
    select id, scope, definition ->> 'zone' as zone, campaign_now(id) as now
    from campaigns where id in (select campaign_id from corrections where id = any(${[...ids]})))
  select k.campaign_id as campaign, p.code as superior, array_agg(distinct g.name) as places,
         (select r.id from rounds r where r.campaign_id = k.campaign_id order by r.opens_at desc, r.id limit 1) as round,
         who.id as contact, who.channel, c.now, c.zone
  from corrections k
  join whole c on c.id = k.campaign_id
  join regions g on g.code = k.region_code
  join regions p on p.code = g.parent_code
  join regions top on top.code = c.scope
  cross join lateral (
    select w.contact_id as id, case when w.no_sms is null and not w.sms_stopped then 'sms' else 'email' end as channel
    from duties d join reach w on w.contact_id = d.contact_id and w.campaign_id = k.campaign_id
    where d.region_code = p.code and d.role = 'contact'
      and ((w.no_sms is null and not w.sms_stopped) or w.no_email is null)
    order by d.deputy limit 1) who
  where k.id = any(${[...ids]}) and starts_with(p.path, top.path)
  group by k.campaign_id, p.code, who.id, who.channel, c.now, c.zone`;

async function ask(
  sql: Queries,
  { campaign, superior, places, round, contact, channel, now, zone }: Untold,
): Promise<void> {
  const day = DateTime.fromISO(now, { zone }).toISODate() ?? now.slice(0, 10);
  const rung = `correct-numbers-${day}`;
  const key = [campaign, rung, superior, contact, channel].join('|');
  const validUntil = DateTime.fromISO(now, { zone }).plus({ days: KEEPS_DAYS }).toUTC().toISO();
  await writeMessages(sql, {
    message: {
      key,
      campaign_id: campaign,
      round_id: round,
      rung,
      kind: 'notice',
      region_code: superior,
      contact_id: contact,
      channel,
      ...byAnyWay(sql),
      template: 'correct-number',
      params: sql.json({ missing: places }),
      needed: 'always',
      valid_until: validUntil,
      planned_at: now,
      about: 'correction',
    },
    // Later findings of the same day are added until the message goes out.
    addPlaces: true,
  });
}
