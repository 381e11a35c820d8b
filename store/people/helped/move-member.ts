import type { Day } from '../../../domain/campaign/calendar/days';
import type { HEAD, Relation } from '../../../domain/people/relations';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Keyring } from '../sealed/keyring';
import { changePerson } from './change-person';
import { findHouseholds } from './households';
import { visible } from './scope';

/** Where a person lives from now on: in the household of somebody, or in a household of their own. */
export type NewHome =
  | {
      /** Number of anybody of the household, its head or a member. */
      with: number;
      /** To the head. */
      relation: Exclude<Relation, typeof HEAD>;
    }
  | {
      /** Code of the region of the household of their own. */
      alone: string;
    };

/** A move, and who decides about it. */
export interface Moving {
  /** Number of the person in `people`. */
  person: number;
  home: NewHome;
  /** The first day in the new household, and the present day. */
  day: Day;
  today: Day;
  /** Highest region that the caller decides about; null means everything. */
  top: string | null;
}

/** A day before every membership. */
const EVER: Day = '1900-01-01';

/**
 * Moves a person into another household on a day; the former membership ends then. The person lives in the region of
 * the household from then on. Rows of lists stay where they are: each is moved by itself, and keeps its slot.
 * @returns number of the household
 * @throws Refused when somebody is unknown, or heads others, or lives there already, or for an impossible day
 */
export async function moveMember(sql: Queries, keyring: Keyring, moving: Moving): Promise<number> {
  const { person, home, day, today } = moving;
  await refuseUnknown(sql, moving);
  const head = 'with' in home ? await headWith(sql, home.with) : person;
  const [present] = await sql<{ head: number; since: Day }[]>`
    select h.head_id as head, m.from_day::text as since from memberships m join people h on h.id = m.household_id
    where m.person_id = ${person} and m.until_day is null`;
  if (present?.head === head) throw new Refused(sentence('lives-there-already', { person }));
  if (head !== person) await refuseHead(sql, person);
  const earliest = present?.since ?? EVER;
  if (day < earliest || day > today) throw new Refused(sentence('move-day-impossible', { from: earliest, to: today }));
  await sql`update memberships set until_day = ${day} where person_id = ${person} and until_day is null`;
  return settle(sql, keyring, { ...moving, head });
}

/**
 * Locks those concerned in the order of their numbers, so that two who move people at once do not wait for each other.
 */
async function refuseUnknown(sql: Queries, { person, home, top }: Moving): Promise<void> {
  const people = 'with' in home ? [person, home.with] : [person];
  const found = await sql<{ id: number }[]>`
    select p.id from people p
    where p.id = any(${people}::bigint[]) and p.kind = 'person' and p.merged_into is null and p.erased_at is null
      and ${visible(sql, top)} order by p.id for update`;
  const missing = people.find((id) => !found.some((row) => row.id === id));
  if (missing !== undefined) throw new Refused(sentence('unknown-helped', { person: missing }));
  if (found.length < people.length) throw new Refused(sentence('not-a-pair'));
  if ('with' in home) return;
  const [there] = await sql`select from regions g where g.code = ${home.alone} and ${within(sql, top, 'g.path')}`;
  if (!there) throw new Refused(sentence('unknown-region', { region: home.alone }));
}

/** @returns the head of somebody's household; themselves where none is known */
async function headWith(sql: Queries, person: number): Promise<number> {
  const [household] = await sql<{ head: number }[]>`
    select h.head_id as head from memberships m join people h on h.id = m.household_id
    where m.person_id = ${person} and m.until_day is null`;
  return household?.head ?? person;
}

/** A household is its head: the head stays while there are others, or a row of a list. */
async function refuseHead(sql: Queries, person: number): Promise<void> {
  const [heads] = await sql`
    select from people h where h.head_id = ${person} and h.merged_into is null
      and (exists (select from memberships m where m.household_id = h.id and m.until_day is null and m.person_id <> ${person})
           or exists (select from entries e where e.subject_id = h.id and e.state <> 'out'))`;
  if (heads) throw new Refused(sentence('head-stays', { person }));
}

async function settle(
  sql: Queries,
  keyring: Keyring,
  { person, home, head, day }: Moving & { head: number },
): Promise<number> {
  const [at] = await sql<{ region: string }[]>`select region_code as region from people where id = ${head}`;
  const region = 'with' in home ? (at?.region ?? '') : home.alone;
  const members = 'with' in home ? [{ person, relation: home.relation }] : [];
  const [found] = await findHouseholds(sql, [{ head, region, members }], day);
  const household = found?.id ?? 0;
  if ('alone' in home) await sql`update people set region_code = ${region} where id = ${household}`;
  await sql`
    update people p set region_code = h.region_code from people h where h.id = ${household} and p.id = ${person}`;
  // The hint of somebody without a number is of the township.
  await changePerson(sql, keyring, { person, changes: {} });
  return household;
}
