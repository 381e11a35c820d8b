import { normalName } from '../../../domain/people/normal-name';
import { type PersonDetails, type PersonKind, personDetails } from '../../../domain/people/person';
import type { Fragment, Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { visible } from './scope';

/** A person as everybody within the scope may see one: masked. */
export interface FoundPerson {
  id: number;
  kind: PersonKind | 'household';
  region: string;
  /** Its name. */
  regionName: string;
  /** 王** */
  shown: string;
}

/** What is searched for: a whole ID number in its one way of writing, or a whole name in any. */
export type Wanted = { idNumber: string } | { name: string };

/** Most people of one name that are found at once. */
const MOST = 200;

/**
 * Finds people by the whole ID number or the whole name, by digests; nothing less finds anybody.
 * @param top the reader's region; null for everything
 * @returns at most 200, by region; somebody who was merged is found as who stays
 */
export function findPeople(
  sql: Queries,
  keyring: Keyring,
  wanted: Wanted,
  { top }: { top: string | null },
): Promise<FoundPerson[]> {
  const known =
    'idNumber' in wanted
      ? byIdNumber(sql, keyring.digest('id', wanted.idNumber))
      : sql`select id, merged_into from people where name_digest = ${keyring.digest('name', normalName(wanted.name))}`;
  return sql<FoundPerson[]>`
    select distinct p.id, p.kind, p.region_code as region, home.name as "regionName", p.shown
    from (${known}) known join people p on p.id = coalesce(known.merged_into, known.id)
    join regions home on home.code = p.region_code
    where ${visible(sql, top)}
    order by p.region_code, p.id limit ${MOST}`;
}

/** Who may have a number. */
const NUMBERED = ['person', 'helper', 'enterprise', 'place'];

/** Numbers are indexed by kind, of those who were merged apart from the others. */
const byIdNumber = (sql: Queries, digest: Buffer): Fragment => sql`
  select id, merged_into from people where kind = any(${NUMBERED}) and id_digest = ${digest} and merged_into is null
  union all
  select id, merged_into from people where kind = any(${NUMBERED}) and id_digest = ${digest} and merged_into is not null`;

/**
 * Opens what is known of people. The caller masks it, or has a reason with a line in the audit log to show it.
 * @param top the reader's region; null for everything
 * @returns by number; nobody who is erased, unknown or out of the reader's region
 */
export async function openPeople(
  sql: Queries,
  keyring: Keyring,
  { people, top }: { people: readonly number[]; top: string | null },
): Promise<Map<number, PersonDetails>> {
  const rows = await sql<{ id: number; sealed: Buffer; keyNo: number }[]>`
    select p.id, p.sealed, p.key_no as "keyNo" from people p
    where p.id = any(${[...people]}::bigint[]) and p.sealed is not null and ${visible(sql, top)}`;
  return new Map(rows.map(({ id, ...value }) => [id, personDetails.parse(keyring.unseal(value, 'people.sealed'))]));
}
