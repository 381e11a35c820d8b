import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { COLUMNS, columnNamed, type HeadingMap, NOUNS, type Noun, plainHeading } from './columns';
import type { Mappings } from './layout';

/** A heading of an office's tables, and our column. */
export interface Mapping {
  /** `rows` for the tables of lists. */
  noun: Noun | 'rows';
  heading: string;
  column: string;
}

/** No table has more columns than this. */
const MOST = 64;
const LONGEST_HEADING = 60;

/**
 * @param pairs as `村名=name`: a heading of the table, and the column by its key or by its heading here
 * @throws Refused when a pair is malformed, or names no column
 */
export function mappingsOf(pairs: readonly string[]): Mapping[] {
  return pairs.slice(0, MOST).flatMap((pair) => {
    const [heading = '', word = ''] = pair.split(/[=＝]/, 2).map((part) => part.trim());
    if (!heading || !word || heading.length > LONGEST_HEADING)
      throw new Refused(sentence('heading-pair', { given: pair.slice(0, LONGEST_HEADING) }));
    const found = NOUNS.flatMap((noun) => {
      const column = columnNamed(noun, word);
      return column ? [{ noun, heading: plainHeading(heading), column }] : [];
    });
    if (found.length === 0) throw new Refused(sentence('heading-unknown', { column: word, columns: everyColumn }));
    return found;
  });
}

const everyColumn = [...new Set(NOUNS.flatMap((noun) => Object.keys(COLUMNS[noun])))].join(', ');

/** @param mapped mapped now @param kept mapped earlier */
export const bothMappings = (mapped: readonly Mapping[], kept: readonly Mapping[]): Mappings => ({
  regions: { mapped: mapOf(mapped, 'regions'), kept: mapOf(kept, 'regions') },
  contacts: { mapped: mapOf(mapped, 'contacts'), kept: mapOf(kept, 'contacts') },
  kinds: { mapped: mapOf(mapped, 'kinds'), kept: mapOf(kept, 'kinds') },
});

const mapOf = (mappings: readonly Mapping[], noun: Noun): HeadingMap =>
  new Map(mappings.filter((mapping) => mapping.noun === noun).map(({ heading, column }) => [heading, column]));

/**
 * @param top region of the tables; null for the whole register. Each county has its own mappings.
 * @returns the stored mappings of headings
 */
export const keptMappings = (sql: Queries, top: string | null): Promise<Mapping[]> => sql<Mapping[]>`
  select noun, heading, column_key as column from table_headings where region = ${top ?? ''}`;

/** Stores mappings of headings for the next table; the last one counts. */
export async function keepMappings(sql: Queries, top: string | null, mappings: readonly Mapping[]): Promise<void> {
  if (mappings.length === 0) return;
  const rows = mappings.map(({ noun, heading, column }) => ({ region: top ?? '', noun, heading, column_key: column }));
  await sql`
    insert into table_headings (region, noun, heading, column_key)
    select distinct on (region, noun, heading) region, noun, heading, column_key
    from jsonb_to_recordset(${sql.json(rows)}) as row (region text, noun text, heading text, column_key text)
    on conflict (region, noun, heading) do update set column_key = excluded.column_key`;
}
