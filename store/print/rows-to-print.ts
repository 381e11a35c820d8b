import { createHash } from 'node:crypto';
import type { Entitled } from '../../domain/list/entitled';
import type { PersonalAnswers } from '../../domain/list/row-check';
import { shownGroup } from '../../domain/posting/shown-group';
import type { PrintRow } from '../../domain/print/print-rows';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { STANDING } from '../list/lists';
import type { ListForm } from '../list/tables/list-columns';
import { goesBy, KNOWN } from '../list/tables/shape/columns';
import type { Keyring } from '../people/sealed/keyring';
import { plainHeading } from '../people/tables/columns';

/** Which rows of a list are printed. */
export interface Printing {
  campaign: string;
  list: string;
  /** Code: rows of its villages. */
  region: string;
  /** The reader's region; null for everything. */
  top: string | null;
  /** `due`: what is to be handed over now; `standing`: all that are on the list. */
  which: 'standing' | 'due';
}

/** What is due has been approved and not been handed over; a row that is held gets nothing. */
const wanted = (sql: Queries, { campaign, list, region, top, which }: Printing): Fragment => sql`
  e.campaign_id = ${campaign} and e.list = ${list} and ${within(sql, region, 'g.path')} and ${within(sql, top, 'g.path')}
  and ${
    which === 'standing'
      ? sql`e.state = any(${STANDING})`
      : sql`e.state = 'in' and e.entitled is not null
            and e.done < (select coalesce(array_position(l.track, 'deliver'), 1000) from lists l
                          where l.campaign_id = e.campaign_id and l.id = e.list)`
  }`;

/** @returns how many rows would be printed */
export async function countToPrint(sql: Queries, printing: Printing): Promise<number> {
  const [counted] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from entries e join regions g on g.code = e.unit_code where ${wanted(sql, printing)}`;
  return counted?.rows ?? 0;
}

interface Row {
  entry: number;
  version: number;
  township: string | null;
  village: string;
  group: unknown;
  shown: string;
  category: string;
  heads: number;
  entitled: Entitled[] | null;
  sealed: Buffer | null;
  keyNo: number | null;
}

/**
 * Reads rows as a printed form shows them, by village and then by number.
 * @param keyring opens names and numbers, for a reason and with an audit line; null leaves them masked
 */
export async function rowsToPrint(
  sql: Queries,
  printing: Printing,
  { listed, keyring }: { listed: ListForm; keyring: Keyring | null },
): Promise<PrintRow[]> {
  const rows = await sql<Row[]>`
    select e.id as entry, e.version, t.name as township, g.name as village, e.figures -> ${groupField(listed) ?? ''}::text as group,
           e.shown, e.category, e.heads, e.entitled, e.sealed, e.key_no as "keyNo"
    from entries e join regions g on g.code = e.unit_code left join regions t on t.code = g.parent_code
    where ${wanted(sql, printing)} order by g.path, e.id`;
  return rows.map(({ shown, group, township, category, entitled, sealed, keyNo, ...row }) => {
    const personal: Partial<PersonalAnswers> =
      keyring && sealed && keyNo !== null
        ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers)
        : { name: shown };
    const { name = shown, phone = '', address = '', account = '', 'id-number': idNumber = '' } = personal;
    const named = listed.categories.get(category)?.['zh-CN'] ?? category;
    return {
      ...{ ...row, township: township ?? '', group: shownGroup(group), category: named, entitled: entitled ?? [] },
      ...{ name, idNumber, phone, address, account },
    };
  });
}

/** The field of a row that names the villagers' group: as the list's posting says, or by its label. */
function groupField({ list, form }: ListForm): string | undefined {
  const column = KNOWN.find(({ key }) => key === 'group');
  const byLabel = form.fields.find(({ label }) => column && goesBy(column, plainHeading(label['zh-CN'])));
  return list.posting?.group ?? byLabel?.id;
}

/** @returns the digest of the rows as they are, in hex: a sheet that shows another was printed from another list */
export const digestOfRows = (rows: readonly Pick<PrintRow, 'entry' | 'version'>[]): string =>
  createHash('sha256')
    .update(rows.map(({ entry, version }) => `${entry}:${version}\n`).join(''))
    .digest('hex');

/** @returns the name of a place with those above it, within the campaign; null when the reader may not see it */
export async function placeToPrint(
  sql: Queries,
  { campaign, region, top }: Pick<Printing, 'campaign' | 'region' | 'top'>,
): Promise<string | null> {
  const [found] = await sql<{ name: string }[]>`
    select (select string_agg(above.name, ' ' order by above.level) from regions above
            where above.code = any(string_to_array(rtrim(g.path, '/'), '/')) and above.level >= scope.level) as name
    from regions g join campaigns c on c.id = ${campaign} join regions scope on scope.code = c.scope
    where g.code = ${region} and ${within(sql, top, 'g.path')} and starts_with(g.path, scope.path)`;
  return found?.name ?? null;
}
