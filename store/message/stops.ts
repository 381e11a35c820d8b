import type { DutyWord } from '../../domain/people/duties';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { holderOf } from '../people/duties';

/** All live campaigns share stops; a rehearsal has its own. */
const stopScope = (sql: Queries, campaign: string): Fragment => sql`
  (select case mode when 'live' then 'live' else id end from campaigns where id = ${campaign})`;

/** How many days the question whether the stop is meant stays open. */
const ASKED_DAYS = 7;

/** A number, and the campaign whose SMS it answered. */
export interface Stopping {
  campaign: string;
  phone: string;
}

/**
 * Stops SMS to a number. The first reply only asks back, because a mistake or a forged sender must not cut off a
 * village. The second within a week counts.
 * @returns the answer: asked back, stopped now, or none, because it was stopped before
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

/** Cancels the stop of a number. @returns false when it was not stopped */
export async function resumeNumber(sql: Queries, { campaign, phone }: Stopping): Promise<boolean> {
  const rows = await sql`
    delete from stopped_numbers where scope = ${stopScope(sql, campaign)} and phone = ${phone} returning phone`;
  return rows.length > 0;
}

/**
 * Cancels the stop of a contact's number for live campaigns, by an officer's decision.
 * @param top only contacts of this region and below; others do not exist for the caller
 * @returns whether the number had been stopped; null when there is no such contact
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
 * Deletes stops of numbers that no contact of the register has any more; a rehearsal's stops go with the rehearsal.
 * @returns how many were deleted
 */
export async function forgetStops(sql: Queries): Promise<number> {
  const rows = await sql`
    delete from stopped_numbers s where scope = 'live' and not exists (select from contacts k where k.phone = s.phone) returning 1`;
  return rows.length;
}
