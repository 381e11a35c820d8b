import type { DutyWord } from '../../../domain/people/duties';
import { Refused, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { within } from '../../db/scope';
import { holderOf } from '../duties';
import type { Forgotten, Place } from './place';
import { PLACES } from './places';

/** The person to erase. */
export interface Erasure {
  /** Code of the region of the person's present or former post. */
  region: string;
  role: DutyWord;
  /** A former holder of the post; the present holder when left out. */
  former?: { name: string; phone: string | null; email: string | null } | undefined;
  /** Highest region that the caller decides about; null means everything. */
  top: string | null;
}

/** The erased data, and the remaining work. */
export interface Erased {
  /** Number of rows by place (store/people/personal/places.ts), only places with findings. */
  rows: Record<string, number>;
  /** Lines of the audit log whose reason was erased. */
  reasons: number;
  /** Codes of other regions with the same number, which must be erased one by one. */
  alsoAt: string[];
}

/** Shortest name to search in texts: a name of one character would match nearly every text. */
const SHORTEST_WORD = 2;

/** @returns those that are long enough to be searched in texts */
export const wordsToSearch = (words: readonly (string | null)[]): string[] =>
  words.flatMap((word) => (word !== null && [...word].length >= SHORTEST_WORD ? [word] : []));

/**
 * Forgets a person: in the register with all their duties, and in every text that names them there, above or below.
 * The duties stay vacant, with messages and reports as evidence that a person was asked and answered. Files, backups
 * and other systems: docs/privacy.md.
 * @returns the erased data, with the lines of the audit log whose reason was erased
 * @throws Refused for an unknown person, or for one with a duty outside the caller's region
 */
export const erasePerson = (
  sql: Queries,
  erasure: Erasure,
): Promise<Omit<Erased, 'reasons'> & { lines: readonly number[] }> =>
  atomically(sql, async (transaction) => {
    const who = await findForgotten(transaction, erasure);
    const alsoAt = await sameNumber(transaction, who);
    const rows = await eraseEverywhere(transaction, who);
    if (who.holdsPost) {
      await transaction`
        update links set revoked_at = clock_timestamp()
        where contact_id = any(${who.contacts}::bigint[]) and revoked_at is null`;
      await transaction`
        update duties set leave_from = null, leave_until = null where contact_id = any(${who.contacts}::bigint[])`;
    }
    const lines = await eraseReasons(transaction, who);
    return { rows, lines, alsoAt };
  });

/** Erases a person in every place. @returns the number of rows by place, only places with findings */
export const eraseEverywhere = (sql: Queries, who: Forgotten): Promise<Record<string, number>> =>
  inEveryPlace(async ({ erase, erasePeople }) => {
    const texts = (await erase?.(sql, who)) ?? 0;
    return texts + (who.people.length > 0 ? ((await erasePeople?.(sql, who.people)) ?? 0) : 0);
  });

/** Calls something for each place, one after the other. @returns the numbers by place, only those above zero */
export async function inEveryPlace(act: (place: Place) => Promise<number>): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const [name, place] of Object.entries(PLACES)) {
    const count = await act(place);
    if (count > 0) rows[name] = count;
  }
  return rows;
}

/**
 * Finds the holder of a duty with all their duties, or a former holder, whose messages belong to people without a duty
 * there now.
 * @throws Refused for an unknown person, or for a holder with a duty outside `top`
 */
async function findForgotten(sql: Queries, { region, role, former, top }: Erasure): Promise<Forgotten> {
  const [post] = await sql<Post[]>`
    select k.id as contact, g.path, k.name, k.phone, k.email from contacts k, regions g
    where k.id = ${holderOf(sql, { region, role })} and g.code = ${region} and ${within(sql, top, 'g.path')}
    for update of k`;
  const person = former ?? post;
  if (!post || !person?.name) throw new Refused(sentence('nobody-to-erase', { region }));
  const { name, phone, email } = person;
  const who = { phones: phone === null ? [] : [phone], people: [], words: wordsToSearch([name, phone, email]) };
  if (former !== undefined && former.name !== post.name)
    return { ...who, contacts: await handedOver(sql, region), holdsPost: false, paths: [post.path] };
  return { ...who, contacts: [post.contact], holdsPost: true, paths: await pathsOf(sql, post.contact, top) };
}

interface Post {
  contact: number;
  path: string;
  name: string | null;
  phone: string | null;
  email: string | null;
}

/** @returns the paths of the regions of a person's duties @throws Refused when one lies beyond `top` */
async function pathsOf(sql: Queries, contact: number, top: string | null): Promise<string[]> {
  const duties = await sql<{ path: string; own: boolean }[]>`
    select distinct g.path, ${within(sql, top, 'g.path')} as own
    from duties d join regions g on g.code = d.region_code where d.contact_id = ${contact}`;
  const beyond = duties.filter(({ own }) => !own).length;
  if (beyond > 0) throw new Refused(sentence('duties-elsewhere', { count: beyond }));
  return duties.map(({ path }) => path);
}

/** @returns the people who had a duty for the region and have none now */
async function handedOver(sql: Queries, region: string): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select k.id from contacts k where k.name is null and (
      exists (select from links l where l.contact_id = k.id and l.region_code = ${region})
      or exists (select from messages m where m.contact_id = k.id and m.region_code = ${region}))`;
  return rows.map(({ id }) => id);
}

async function sameNumber(sql: Queries, { contacts, phones }: Forgotten): Promise<string[]> {
  const rows = await sql<{ region: string }[]>`
    select distinct d.region_code as region from contacts k join duties d on d.contact_id = k.id
    where k.phone = any(${phones}::text[]) and k.id <> all(${contacts}::bigint[]) order by 1`;
  return rows.map(({ region }) => region);
}

/** @returns the lines whose reason was erased */
export async function eraseReasons(sql: Queries, { words }: Forgotten): Promise<number[]> {
  const rows = await sql<{ line: number }[]>`
    update audit_reasons set reason = null where holds_words(reason, ${words}) returning line_id as line`;
  return rows.map(({ line }) => line);
}
