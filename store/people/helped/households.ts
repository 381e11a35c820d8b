import type { Day } from '../../../domain/campaign/calendar/days';
import { HEAD, type Relation } from '../../../domain/people/relations';
import type { Queries } from '../../db/db';

/** A household as a list tells of one. */
export interface GivenHousehold {
  /** Number of the head in `people`. */
  head: number;
  /** Code of the region where it lives. */
  region: string;
  /** The others; the head is a member by being the head. */
  members: readonly { person: number; relation: Relation }[];
}

/** Which household it is. */
export interface FoundHousehold {
  /** Number of the household in `people`. */
  id: number;
  /** Members who belong to another household. They stay there: only an act (move-member.ts) moves one. */
  elsewhere: readonly { person: number; household: number }[];
}

/**
 * Finds households by their heads, and makes those that are not known; adds members who are in no household.
 * @param since the first day of new memberships
 * @returns each household, in the same order
 */
export async function findHouseholds(
  sql: Queries,
  given: readonly GivenHousehold[],
  since: Day,
): Promise<FoundHousehold[]> {
  if (given.length === 0) return [];
  const heads = given.map(({ head }) => head);
  await sql`
    insert into people (kind, region_code, head_id, shown)
    select 'household', min(a.region), p.id, min(p.shown)
    from unnest(${heads}::bigint[], ${given.map(({ region }) => region)}::text[]) as a(head, region)
    cross join lateral (select id, shown from people where id = a.head and kind = 'person' offset 0) p
    group by p.id order by p.id
    on conflict (head_id) where head_id is not null and merged_into is null do nothing`;
  const rows = await sql<{ id: number; head: number }[]>`
    select h.id, a.head from unnest(${heads}::bigint[]) as a(head)
    cross join lateral (select id from people where head_id = a.head and merged_into is null offset 0) h`;
  const byHead = new Map(rows.map(({ id, head }) => [head, id]));
  const wanted = given.flatMap(({ head, members }) =>
    [{ person: head, relation: HEAD as Relation }, ...members].map((member) => ({
      household: byHead.get(head) ?? 0,
      ...member,
    })),
  );
  const elsewhere = await addMembers(sql, wanted, since);
  return given.map(({ head }) => {
    const id = byHead.get(head) ?? 0;
    const others = elsewhere.filter(({ household }) => household === id);
    return { id, elsewhere: others.map(({ person, present }) => ({ person, household: present })) };
  });
}

interface Wanted {
  household: number;
  person: number;
  relation: Relation;
}

/** @returns those who belong to another household, with the one that they were wanted in */
async function addMembers(
  sql: Queries,
  wanted: readonly Wanted[],
  since: Day,
): Promise<{ household: number; person: number; present: number }[]> {
  const asked = sql`
    unnest(${wanted.map(({ household }) => household)}::bigint[], ${wanted.map(({ person }) => person)}::bigint[],
           ${wanted.map(({ relation }) => relation)}::text[]) as a(household, person, relation)`;
  await sql`
    insert into memberships (household_id, person_id, relation, from_day)
    select distinct on (a.person) a.household, a.person, a.relation, ${since}::date from ${asked}
    order by a.person, a.household
    on conflict (person_id) where until_day is null do nothing`;
  return sql`
    select distinct a.household, a.person, m.household_id as present
    from ${asked}
    cross join lateral (
      select household_id from memberships where person_id = a.person and until_day is null offset 0) m
    where m.household_id <> a.household order by 1, 2`;
}
