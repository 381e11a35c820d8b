import type { PersonDetails } from '../../../domain/people/person';
import { Refused, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { openPeople } from '../helped/find-people';
import { visible } from '../helped/scope';
import type { Keyring } from '../sealed/keyring';
import { type Erased, eraseEverywhere, eraseReasons, wordsToSearch } from './erase';
import type { Forgotten } from './place';
import { accountedUntil } from './retention';
import { eraseFromSealedTexts } from './sealed-texts';

/** A shorter address, such as 一组, stands in texts about others too. */
const SHORTEST_ADDRESS = 6;

/**
 * Forgets somebody who is helped: what is known, and every text that names them where they live, above or below. The
 * number stays, with what was decided and given, so that every figure still leads to its records.
 * @param top highest region that the caller decides about; null means everything
 * @returns the erased data, with the lines of the audit log whose reason was erased
 * @throws Refused when there is no such person within `top`, or one who is erased
 */
export const eraseHelped = (
  sql: Queries,
  keyring: Keyring,
  { person, top }: { person: number; top: string | null },
): Promise<Pick<Erased, 'rows'> & { lines: readonly number[] }> =>
  atomically(sql, async (transaction) => {
    const who = await findHelped(transaction, keyring, { person, top });
    const until = await accountedUntil(transaction, who.people);
    const [today] = await transaction<{ day: string }[]>`select clock_timestamp()::date as day`;
    if (until !== null && until > (today?.day ?? '')) throw new Refused(sentence('kept-for-accounts', { until }));
    const rows = await eraseEverywhere(transaction, who);
    for (const [place, count] of Object.entries(await eraseFromSealedTexts(transaction, keyring, who)))
      rows[place] = (rows[place] ?? 0) + count;
    return { rows, lines: await eraseReasons(transaction, who) };
  });

async function findHelped(
  sql: Queries,
  keyring: Keyring,
  { person, top }: { person: number; top: string | null },
): Promise<Forgotten> {
  const same = await sql<{ id: number; path: string }[]>`
    select s.id, g.path from people p
    join people s on coalesce(s.merged_into, s.id) = coalesce(p.merged_into, p.id) and s.erased_at is null
    join regions g on g.code = s.region_code
    where p.id = ${person} and p.kind <> 'household' and ${visible(sql, top)} order by s.id for update of s`;
  if (same.length === 0) throw new Refused(sentence('unknown-helped', { person }));
  const people = same.map(({ id }) => id);
  const known = await openPeople(sql, keyring, { people, top: null });
  const details = [...known.values()];
  return {
    contacts: [],
    holdsPost: false,
    people,
    paths: [...same.map(({ path }) => path), ...(await pathsOfRows(sql, people))],
    phones: await ofNoContact(
      sql,
      details.flatMap(({ phone }) => phone ?? []),
    ),
    words: [...new Set(details.flatMap(wordsOf))],
  };
}

const wordsOf = ({ name, idNumber, phone, address, account }: PersonDetails): string[] =>
  wordsToSearch([name, idNumber, phone, account, address && [...address].length >= SHORTEST_ADDRESS ? address : null]);

/** @returns without numbers of contacts: those go on getting messages, and their stops stay */
async function ofNoContact(sql: Queries, phones: readonly string[]): Promise<string[]> {
  const rows = await sql<{ phone: string }[]>`
    select phone from unnest(${[...phones]}::text[]) as p(phone)
    where not exists (select from contacts k where k.phone = p.phone)`;
  return rows.map(({ phone }) => phone);
}

/** @returns the paths of the units on whose lists they are */
async function pathsOfRows(sql: Queries, people: readonly number[]): Promise<string[]> {
  const rows = await sql<{ path: string }[]>`
    select distinct g.path from people p join entries e on e.subject_id = p.id join regions g on g.code = e.unit_code
    where p.id = any(${[...people]}::bigint[]) or p.head_id = any(${[...people]}::bigint[])`;
  return rows.map(({ path }) => path);
}
