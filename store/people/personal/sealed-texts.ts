import type { Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { type Forgotten, related } from './place';

const PLACE = 'case_statements.sealed';
/** As in texts that Postgres searches (without_words). */
const ERASED = '〔已删除〕';

/**
 * Erases a person from what others have said, which Postgres cannot search because it is sealed: each text of the
 * person's regions, of those above and below them, is opened, and sealed anew without the words.
 * @returns the number of changed rows by place
 */
export async function eraseFromSealedTexts(
  sql: Queries,
  keyring: Keyring,
  who: Pick<Forgotten, 'paths' | 'words'>,
): Promise<Record<string, number>> {
  const rows = await sql<{ id: number; sealed: Buffer; keyNo: number }[]>`
    select s.id, s.sealed, s.key_no as "keyNo" from case_statements s join cases c on c.id = s.case_id
    where s.sealed is not null and c.region_code in ${related(sql, who)} order by s.id for update of s`;
  let changed = 0;
  for (const { id, ...value } of rows) {
    const said = JSON.stringify(keyring.unseal(value, PLACE));
    const without = who.words.reduce((text, word) => text.replaceAll(asInJson(word), ERASED), said);
    if (without === said) continue;
    const { sealed, keyNo } = keyring.seal(JSON.parse(without), PLACE);
    await sql`update case_statements set sealed = ${sealed}, key_no = ${keyNo} where id = ${id}`;
    changed++;
  }
  return changed > 0 ? { [PLACE]: changed } : {};
}

const asInJson = (word: string): string => JSON.stringify(word).slice(1, -1);
