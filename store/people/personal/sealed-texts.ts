import type { Fragment, Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { type Forgotten, related } from './place';

/** As in texts that Postgres searches (without_words). */
const ERASED = '〔已删除〕';

/** Tables with sealed texts that may name anybody, and where the region of each text stands. */
const TEXTS = {
  case_statements: (sql: Queries) =>
    sql`case_statements s join cases c on c.id = s.case_id join regions g on g.code = c.region_code`,
  support_plans: (sql: Queries) =>
    sql`support_plans s join entries e on e.id = s.entry_id join regions g on g.code = e.unit_code`,
} satisfies Record<string, (sql: Queries) => Fragment>;

/**
 * Erases a person from what others have said, and from plans for others, which Postgres cannot search because they are
 * sealed: each text of the person's regions, of those above and below them, is opened, and sealed anew without the
 * words.
 * @returns the number of changed rows by place
 */
export async function eraseFromSealedTexts(
  sql: Queries,
  keyring: Keyring,
  who: Pick<Forgotten, 'paths' | 'words'>,
): Promise<Record<string, number>> {
  const changed: Record<string, number> = {};
  for (const table of ['case_statements', 'support_plans'] as const) {
    const place = `${table}.sealed` as const;
    const rows = await sql<{ id: number; sealed: Buffer; keyNo: number }[]>`
      select s.id, s.sealed, s.key_no as "keyNo" from ${TEXTS[table](sql)}
      where s.sealed is not null and g.code in ${related(sql, who)} order by s.id for update of s`;
    for (const { id, ...value } of rows) {
      const said = JSON.stringify(keyring.unseal(value, place));
      const without = who.words.reduce((text, word) => text.replaceAll(asInJson(word), ERASED), said);
      if (without === said) continue;
      const { sealed, keyNo } = keyring.seal(JSON.parse(without), place);
      await sql`update ${sql(table)} set sealed = ${sealed}, key_no = ${keyNo} where id = ${id}`;
      changed[place] = (changed[place] ?? 0) + 1;
    }
  }
  return changed;
}

const asInJson = (word: string): string => JSON.stringify(word).slice(1, -1);
