import type { Definition, ListDefinition, Text } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import type { Personal } from '../../../domain/list/personal';
import type { PersonalAnswers } from '../../../domain/list/row-check';
import type { Row } from '../../../domain/list/row-life';
import type { RowSought } from '../../../domain/list/row-sought';
import type { NoId } from '../../../domain/people/person';
import type { Figures } from '../../../domain/report/report-figures';
import type { Fragment, Queries } from '../../db/db';
import type { Keyring } from '../../people/sealed/keyring';
import type { AskAddress } from '../../round/asks';

/** A row as its unit sees it again: never what was typed, only enough to recognise it. */
export interface RowSeen extends Row {
  row: string;
  /** 王** */
  shown: string;
  /** The last four characters of the ID number; null without one. */
  lastFour: string | null;
  category: string;
  /** Name of the unit that answers for it. */
  place: string;
  heads: number;
  because: string | null;
  /** What somebody wrote who returned it. */
  reason: string | null;
  figures: Figures;
  /** The kinds of personal answers that it has. */
  given: Personal[];
  noId: NoId | null;
  version: number;
}

/** What the pages of a list's rows have in common. */
export interface ListPlace extends AskAddress {
  list: string;
}

/** Rows of one page: a phone on a weak network loads it, and without a script it is one form. */
export const ROWS_A_PAGE = 50;

/** Where a page begins, or whom it looks for. */
export interface RowsWanted {
  /** The id of the last row of the page before. */
  after?: string | undefined;
  sought?: RowSought | undefined;
}

/** One page of rows. */
export interface RowsOfPage {
  rows: RowSeen[];
  /** The id of the last row, when more follow. */
  next: string | null;
}

/** @returns the list of an ask, the form of its rows, and the whole definition */
export async function readList(tx: Queries, { campaign, list: id }: ListPlace) {
  const [found] = await tx<{ definition: Definition }[]>`select definition from campaigns where id = ${campaign}`;
  const list = found?.definition.lists[id];
  const form = found?.definition.forms[list?.row ?? ''];
  if (!found || !list || !form) throw new Error(`There is no list ${id} with rows in ${campaign}.`);
  return { list, form, definition: found.definition };
}

/** Categories of a list with their names. */
export type Categories = { id: string; name: Text }[];

export const categoriesOf = (list: ListDefinition, { standards }: Definition): Categories =>
  list.categories.map((id) => ({
    id,
    name: standards.find(({ category }) => category === id)?.name ?? { 'zh-CN': id },
  }));

/** Rows that one reading looks through for the end of a number, which no index knows. */
const LOOKED_AT_ONCE = 500;

interface Reading {
  keyring: Keyring;
  /** Which rows: a condition on `e` (entries) and `g` (the region of its unit). */
  which: Fragment;
  /** Their order, by columns of `e` and `g` that no two rows share. */
  order: Fragment;
}

/**
 * Reads one page of rows in their order; pages go by the last row, so that the fortieth costs what the first one
 * does.
 */
export async function pageOfRows(
  tx: Queries,
  reading: Reading,
  place: ListPlace,
  { after, sought }: RowsWanted,
): Promise<RowsOfPage> {
  const { campaign, list } = place;
  const lastFour = sought?.lastFour ?? null;
  const rows: RowSeen[] = [];
  let from = after;
  for (;;) {
    const size = lastFour === null ? ROWS_A_PAGE + 1 : LOOKED_AT_ONCE;
    const found = await readRows(tx, {
      ...reading,
      which: tx`
        ${reading.which} ${isSought(tx, sought)} ${
          from === undefined
            ? tx``
            : tx`
          and (${reading.order}) > (
            select ${reading.order} from entries e join regions g on g.code = e.unit_code
            where e.campaign_id = ${campaign} and e.list = ${list} and e.row = ${from})`
        }`,
      order: tx`${reading.order} limit ${size}`,
    });
    rows.push(...(lastFour === null ? found : found.filter((row) => row.lastFour === lastFour)));
    from = found.at(-1)?.row;
    if (found.length < size || rows.length > ROWS_A_PAGE) break;
  }
  const page = rows.slice(0, ROWS_A_PAGE);
  return { rows: page, next: rows.length > ROWS_A_PAGE ? (page.at(-1)?.row ?? null) : null };
}

/** A person is shown by the first character of the name, an enterprise by all of it. */
const isSought = (tx: Queries, sought: RowSought | undefined): Fragment => {
  const surname = sought?.surname;
  if (!surname) return tx``;
  const [first = ''] = surname;
  return tx`and (starts_with(e.shown, ${surname}) or rtrim(e.shown, '*') = ${first} and e.shown <> ${first})`;
};

type RowFound = Omit<RowSeen, 'lastFour' | 'given'> & { sealed: Buffer | null; keyNo: number | null };

/** @returns all rows that fit */
export async function readRows(tx: Queries, { keyring, which, order }: Reading): Promise<RowSeen[]> {
  const found = await tx<RowFound[]>`
    select e.row, e.shown, g.name as place, e.category, e.heads, e.done, e.state, e.burns, e.because, e.figures, e.version, e.sealed,
           e.key_no as "keyNo", coalesce(h.no_id, p.no_id) as "noId",
           (select d.reason from deeds d where d.entry_id = e.id and d.kind = 'return' order by d.id desc limit 1) as reason
    from entries e join regions g on g.code = e.unit_code
    join people p on p.id = e.subject_id left join people h on h.id = p.head_id
    where ${which} order by ${order}`;
  return found.map(({ sealed, keyNo, ...row }) => {
    const personal =
      sealed && keyNo !== null
        ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers)
        : { name: '' };
    const given = (Object.keys(personal) as Personal[]).filter((kind) => personal[kind] !== '');
    return { ...row, lastFour: personal['id-number']?.slice(-4) ?? null, given };
  });
}

/** The last report of the unit that is not returned; `whole` when the unit has said that these are all. */
export interface LastReport {
  receipt: string;
  at: Instant;
  whole: boolean;
  /** Rows of a list on paper that is here and not keyed yet (已交未录), as its slip says; null where there is none. */
  onPaper: number | null;
}

export async function lastReport(tx: Queries, { campaign, key, unit }: ListPlace): Promise<LastReport | null> {
  const [last] = await tx<LastReport[]>`
    select p.receipt, p.reported_at as at, a.report_id is not null as whole,
           case when a.on_paper then (
             select l.rows from list_papers l where l.ask_id = a.id and l.void_at is null order by l.id desc limit 1)
           end as "onPaper"
    from asks a join reports p on p.ask_id = a.id
    where a.campaign_id = ${campaign} and a.key = ${key} and a.unit_code = ${unit} and p.returned_at is null
    order by p.version desc limit 1`;
  return last ?? null;
}
