import type { DutyWord } from '../../domain/people/duties';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { holderOf } from '../people/duties';

/** Stops of live campaigns are everybody's; those of a rehearsal hold in it alone. */
const stopScope = (sql: Queries, campaign: string): Fragment => sql`
  (select case mode when 'live' then 'live' else id end from campaigns where id = ${campaign})`;

/** How long the question is open whether somebody means it. */
const ASKED_DAYS = 7;

/** A number, in a campaign to whose SMS it answered. */
export interface Stopping {
  campaign: string;
  phone: string;
}

/**
 * Somebody wants no more SMS on a number. The first time only asks back: a slip, or a forged sender, must not cut a
 * village off. The second time within a week holds.
 * @returns what is to be told: asked back, stopped now, or nothing, since it was stopped before
 */
export async function stopNumber(
  sql: Queries,
  { campaign, phone }: Stopping,
): Promise<'asked' | 'stopped' | 'stopped-before'> {
  const [row] = await sql<{ confirmed: boolean; before: boolean }[]>`
    with here as (
      select ${stopScope(sql, campaign)} as scope, campaign_now(${campaign}) as now,
             coalesce((
               select array_agg(distinct k.name order by k.name) from contacts k, campaigns c
               where c.id = ${campaign} and k.phone = any(phones_behind(${phone})) and phone_in(c.mode, k) = ${phone}
                 and k.name is not null), '{}') as people),
    known as (
      select s.confirmed_at is not null as confirmed,
             s.people && h.people and (s.confirmed_at is not null or s.asked_at > h.now - make_interval(days => ${ASKED_DAYS})) as counts
      from stopped_numbers s, here h where s.scope = h.scope and s.phone = ${phone}),
    written as (
      insert into stopped_numbers as s (scope, phone, people, asked_at)
      select scope, ${phone}, people, now from here
      on conflict (scope, phone) do update set
        people = excluded.people,
        asked_at = case when (select counts from known) then s.asked_at else excluded.asked_at end,
        confirmed_at = case when (select counts from known) then coalesce(s.confirmed_at, excluded.asked_at) end
      returning confirmed_at is not null as confirmed)
    select w.confirmed, coalesce((select confirmed and counts from known), false) as before from written w`;
  if (!row?.confirmed) return 'asked';
  return row.before ? 'stopped-before' : 'stopped';
}

/** SMS go to the number again. @returns false when it had not been stopped */
export async function resumeNumber(sql: Queries, { campaign, phone }: Stopping): Promise<boolean> {
  const rows = await sql`
    delete from stopped_numbers where scope = ${stopScope(sql, campaign)} and phone = ${phone} returning phone`;
  return rows.length > 0;
}

/**
 * An officer takes back that a contact wants no SMS, for live campaigns.
 * @param top only of a region and below; others are not there
 * @returns null when there is no such contact; whether its number had been stopped
 */
export async function resumeContact(
  sql: Queries,
  { region, role, top = null }: { region: string; role: DutyWord; top?: string | null },
): Promise<{ stopped: boolean } | null> {
  const [contact] = await sql<{ phone: string | null }[]>`
    select k.phone from contacts k, regions g
    where k.id = ${holderOf(sql, { region, role })} and g.code = ${region} and ${within(sql, top, 'g.path')}`;
  if (!contact) return null;
  const rows = await sql`delete from stopped_numbers where scope = 'live' and phone = ${contact.phone} returning phone`;
  return { stopped: rows.length > 0 };
}

/**
 * Numbers that nobody in the register has any more need not be remembered; those of a rehearsal go with it.
 * @returns how many were forgotten
 */
export async function forgetStops(sql: Queries): Promise<number> {
  const rows = await sql`
    delete from stopped_numbers s where scope = 'live' and not exists (select from contacts k where k.phone = s.phone) returning 1`;
  return rows.length;
}
