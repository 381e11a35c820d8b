import type { DutyWord } from '../../domain/people/duties';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { inDutyOrder } from './duties';

/** A person with a duty for a place. */
export interface Person {
  /** Number of the contact, with which the full data is requested (store/people/people-shown.ts). */
  id: number;
  role: DutyWord;
  name: string;
  phone: string | null;
  email: string | null;
  language: 'zh-CN' | 'en';
  leaveFrom: string | null;
  leaveUntil: string | null;
  optedOut: boolean;
  /** The provider's code why the number is bad. */
  phoneBad: string | null;
  /** The mail server's code why the address is bad. */
  emailBad: string | null;
  /** Whether a reply has stopped SMS. */
  smsStopped: boolean;
}

export interface PlaceFound {
  code: string;
  name: string;
  kind: string;
  /** Names from the top down to its superior, and the codes of the same. */
  above: string[];
  path: string[];
  /** Whether it is asked no more. */
  closed: boolean;
}

/** A person who was looked for, with one of their duties. */
export interface PersonFound {
  code: string;
  place: string;
  above: string;
  role: DutyWord;
  name: string;
  phone: string | null;
  email: string | null;
}

/**
 * @param words the whole name, number or address: parts would let numbers be guessed
 * @returns duties of the people within `top`
 */
export const findPeopleOf = (
  sql: Queries,
  { words, top, limit }: { words: string; top: string | null; limit: number },
): Promise<PersonFound[]> => sql<PersonFound[]>`
  select g.code, g.name as place, coalesce(p.name, '') as above, duty_word(d.role, d.deputy) as role, k.name, k.phone, k.email
  from contacts k join duties d on d.contact_id = k.id join regions g on g.code = d.region_code
  left join regions p on p.code = g.parent_code
  where k.name is not null and ${within(sql, top, 'g.path')}
    and (k.name = ${words} or k.phone = ${words.replace(/[\s-]/g, '')} or lower(k.email) = lower(${words}))
  order by g.path, ${inDutyOrder(sql)} limit ${limit}`;

/** @returns the people of a region, the contact first. */
export const peopleOf = (sql: Queries, region: string): Promise<Person[]> => sql<Person[]>`
  select k.id, duty_word(d.role, d.deputy) as role, k.name, k.phone, k.email, k.language,
         d.leave_from as "leaveFrom", d.leave_until as "leaveUntil",
         k.opted_out as "optedOut", k.phone_bad as "phoneBad", k.email_bad as "emailBad", w.sms_stopped as "smsStopped"
  from duties d join contacts k on k.id = d.contact_id join reach w on w.contact_id = k.id and w.campaign_id is null
  where d.region_code = ${region} and k.name is not null order by ${inDutyOrder(sql)}`;

/** @returns regions whose name or code holds the words, within `top`; shorter paths first. */
export const findPlaces = (
  sql: Queries,
  { words, top, limit }: { words: string; top: string | null; limit: number },
): Promise<PlaceFound[]> => sql<PlaceFound[]>`
  select g.code, g.name, g.kind,
         array(select a.name from regions a
               where a.code = any(string_to_array(g.path, '/')) and a.code <> g.code order by a.level) as above,
         array(select a.code from regions a
               where a.code = any(string_to_array(g.path, '/')) and a.code <> g.code order by a.level) as path,
         g.closed_at is not null as closed
  from (
    select code, name, kind, path, level, closed_at from regions g
    where (g.name like ${`%${words.replace(/[\\%_]/g, '\\$&')}%`} or g.code = ${words}) and ${within(sql, top, 'g.path')}
    order by code <> ${words}, closed_at is not null, level, path limit ${limit}) g
  order by g.code <> ${words}, g.closed_at is not null, g.level, g.path`;

/** A place with the names above it, and its kind. */
export interface PlaceNamed {
  code: string;
  name: string;
  kind: string;
  tags: string[];
  /** From the top that the reader may see down to its superior. */
  above: { code: string; name: string }[];
}

/** @returns the place within `top`; null when there is none */
export async function placeNamed(
  sql: Queries,
  { code, top }: { code: string; top: string | null },
): Promise<PlaceNamed | null> {
  const [place] = await sql<PlaceNamed[]>`
    select g.code, g.name, g.kind, g.tags, coalesce((
      select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) order by a.level) from regions a
      where a.code = any(string_to_array(g.path, '/')) and a.code <> g.code and ${within(sql, top, 'a.path')}), '[]') as above
    from regions g where g.code = ${code} and ${within(sql, top, 'g.path')}`;
  return place ?? null;
}
