import type { RowState } from '../../../domain/list/row-life';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import { visible } from './scope';

/**
 * How somebody has a part in a row: it is about the person, or about the household of which the person is head or
 * member.
 */
export type Part = 'subject' | 'head' | 'member';

/** A row that somebody has a part in. */
export interface RowOfPerson {
  /** Number of the row in `entries`. */
  entry: number;
  campaign: string;
  list: string;
  category: string;
  unit: string;
  state: RowState;
  part: Part;
}

/** Somebody with a part in several rows. */
export interface Duplicate {
  /** Number in `people`. */
  person: number;
  /** 王** */
  shown: string;
  /** The rows within the reader's region. */
  rows: RowOfPerson[];
  /** How many more there are elsewhere. */
  elsewhere: number;
}

/**
 * Finds people with a part in several rows that stand: of one list or of several, as themselves, as head or as
 * member of a household. Rows meet by the person, and people by the ID number when they were identified; so this is
 * one pass. Of a province's three winters it finds some hundred thousands: read them by a cursor.
 * @param campaigns whose rows; those of earlier winters show what somebody has had before
 * @param top the reader's region; null for everything
 */
export const duplicates = (
  sql: Queries,
  { campaigns, top }: { campaigns: readonly string[]; top: string | null },
) => sql<Duplicate[]>`
  with standing as (
    select e.id as entry, coalesce(s.head_id, s.id) as person, case when s.head_id is null then 'subject' else 'head' end as part
    from entries e join people s on s.id = e.subject_id
    where e.campaign_id = any(${[...campaigns]}::text[]) and e.state <> 'out'
    union all
    select e.id, m.person_id, 'member'
    from entries e join memberships m on m.household_id = e.subject_id and m.until_day is null
    join people h on h.id = m.household_id and h.head_id <> m.person_id
    where e.campaign_id = any(${[...campaigns]}::text[]) and e.state <> 'out'),
  several as (
    select person, array_agg(entry order by entry) as entries, array_agg(part order by entry) as parts
    from standing group by person having count(*) > 1),
  seen as (
    select several.*, p.shown from several join people p on p.id = several.person where ${visible(sql, top)}
    -- Sorted before their rows are looked up, the first are read before the last are known.
    order by person offset 0)
  select seen.person, seen.shown, count(*) - count(near.code) as elsewhere,
         coalesce(jsonb_agg(jsonb_build_object('entry', e.id, 'campaign', e.campaign_id, 'list', e.list, 'category', e.category,
           'unit', e.unit_code, 'state', e.state, 'part', r.part) order by e.id) filter (where near.code is not null), '[]') as rows
  from seen cross join lateral unnest(seen.entries, seen.parts) as r(entry, part)
  join entries e on e.id = r.entry
  left join regions near on near.code = e.unit_code and ${within(sql, top, 'near.path')}
  group by seen.person, seen.shown order by seen.person`;
