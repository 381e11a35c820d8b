import { Refused, sentence } from '../../../domain/text/refusal';
import { atomically, type Queries } from '../../db/db';
import { type Forgotten, PLACES } from './places';

/** Who is to be forgotten. */
export interface Erasure {
  /** Code of the region that the person answers for, or did. */
  region: string;
  role: 'contact' | 'deputy';
  /** Of somebody who held the post before; the present holder is meant when left out. */
  former?: { name: string; phone: string | null; email: string | null } | undefined;
  /** The top of what the asker decides about; null is everything. */
  top: string | null;
}

/** What was cleaned, and what is left to do. */
export interface Erased {
  /** Rows by place (store/people/personal/places.ts); none where nothing was found. */
  rows: Record<string, number>;
  /** Lines of the audit log whose reason was erased. */
  reasons: number;
  /** Codes of other regions that the same number answers for: they are erased one by one. */
  alsoAt: string[];
}

/** A name of one sign would take every text apart. */
const SHORTEST_WORD = 2;

/**
 * Forgets a person: in the register, and in every text that names them there, above or below. The post stays, with its
 * messages and reports as evidence that somebody was asked and answered. Files, backups and other systems:
 * docs/privacy.md.
 * @returns what was cleaned, with the lines of the audit log whose reason was erased
 * @throws Refused when nobody is there
 */
export const erasePerson = (
  sql: Queries,
  erasure: Erasure,
): Promise<Omit<Erased, 'reasons'> & { lines: readonly number[] }> =>
  atomically(sql, async (transaction) => {
    const who = await findForgotten(transaction, erasure);
    const alsoAt = who.phone === null ? [] : await sameNumber(transaction, who);
    const rows: Record<string, number> = {};
    for (const [place, { erase }] of Object.entries(PLACES)) {
      const count = (await erase?.(transaction, who)) ?? 0;
      if (count > 0) rows[place] = count;
    }
    if (who.holdsPost)
      await transaction`update links set revoked_at = clock_timestamp() where contact_id = ${who.contact} and revoked_at is null`;
    const lines = await eraseReasons(transaction, who);
    return { rows, lines, alsoAt };
  });

async function findForgotten(sql: Queries, { region, role, former, top }: Erasure): Promise<Forgotten> {
  const [post] = await sql<(Omit<Forgotten, 'words' | 'name' | 'holdsPost'> & { name: string | null })[]>`
    select c.id as contact, g.path, c.name, c.phone, c.email from contacts c join regions g on g.code = c.region_code
    where c.region_code = ${region} and c.role = ${role}
      and (${top}::text is null or starts_with(g.path, (select path from regions where code = ${top})))
    for update of c`;
  const person = former ?? post;
  if (!post || !person?.name) throw new Refused(sentence('nobody-to-erase', { region }));
  const { name, phone, email } = person;
  const words = [name, phone, email].filter((word) => word !== null && [...word].length >= SHORTEST_WORD);
  const holdsPost = former === undefined || former.name === post.name;
  return { ...post, name, phone, email, holdsPost, words: words as string[] };
}

async function sameNumber(sql: Queries, { contact, phone }: Forgotten): Promise<string[]> {
  const rows = await sql<{ region: string }[]>`
    select region_code as region from contacts where phone = ${phone} and id <> ${contact} order by region_code`;
  return rows.map(({ region }) => region);
}

/** @returns the lines whose reason was erased */
async function eraseReasons(sql: Queries, { words }: Forgotten): Promise<number[]> {
  const rows = await sql<{ line: number }[]>`
    update audit_reasons set reason = null where holds_words(reason, ${words}) returning line_id as line`;
  return rows.map(({ line }) => line);
}
