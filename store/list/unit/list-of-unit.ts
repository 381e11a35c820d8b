import type { Form, ListDefinition } from '../../../domain/campaign/definition/definition';
import { atomically, type Fragment, type Queries } from '../../db/db';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import type { AskAddress } from '../../round/asks';
import {
  type Categories,
  categoriesOf,
  type LastReport,
  type ListPlace,
  lastReport,
  pageOfRows,
  type RowSeen,
  type RowsOfPage,
  type RowsWanted,
  readList,
  readRows,
} from './rows-seen';

/** Slots of a category, and how many are used. */
export interface QuotaSeen {
  category: string;
  slots: number;
  used: number;
}

/** All that a unit's page of a list shows. */
export interface ListSeen extends RowsOfPage {
  list: ListDefinition;
  /** The form of a row. */
  form: Form;
  categories: Categories;
  /** The row that the page is about, if the unit has it. */
  corrected: RowSeen | null;
  /** Rows of the unit that are on the list. */
  standing: number;
  /** None where the list is not limited. */
  quotas: QuotaSeen[];
  came: LastReport | null;
}

/** @param wanted also the row that the page is about @returns the list of an ask as the unit that is asked sees it */
export const listOfUnit = (
  sql: Queries,
  people: PeopleKey,
  place: ListPlace,
  { row, ...wanted }: RowsWanted & { row?: string | undefined } = {},
): Promise<ListSeen> =>
  atomically(sql, async (tx) => {
    const { definition, ...defined } = await readList(tx, place);
    const [which, order] = [ofUnit(tx, place), tx`e.id`];
    const keyring = await openKeyring(tx, people);
    const page = await pageOfRows(tx, { keyring, which, order }, place, wanted);
    const only =
      row === undefined ? [] : await readRows(tx, { keyring, which: tx`${which} and e.row = ${row}`, order });
    const [count] = await tx<{ standing: number }[]>`
      select count(*)::int as standing from entries e where ${which} and e.state not in ('out', 'twin')`;
    const [quotas, came] = [await readQuotas(tx, place), await lastReport(tx, place)];
    const [corrected = null] = only;
    const { standing = 0 } = count ?? {};
    return {
      ...defined,
      ...page,
      categories: categoriesOf(defined.list, definition),
      corrected,
      standing,
      quotas,
      came,
    };
  });

/** What the unit itself has taken back is gone; what others removed stays to be seen. */
const ofUnit = (tx: Queries, { campaign, list, unit }: ListPlace): Fragment => tx`
  e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = ${unit} and (e.state <> 'out' or e.because <> 'withdrawn')`;

const readQuotas = (tx: Queries, { campaign, list, unit }: ListPlace): Promise<QuotaSeen[]> => tx<QuotaSeen[]>`
  select q.category, q.slots, q.used from quotas q join lists l on l.campaign_id = q.campaign_id and l.id = q.list
  where q.campaign_id = ${campaign} and q.list = ${list} and q.unit_code = ${unit} and l.limited
  order by array_position(l.categories, q.category)`;

/** @returns how many rows of the list that this round asks for wait for a correction by the unit, without these */
export async function returnedRows(
  sql: Queries,
  { campaign, key, unit }: AskAddress,
  without: readonly string[],
): Promise<number> {
  const [found] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from rounds r
    join entries e on e.campaign_id = r.campaign_id and e.list = r.list and e.unit_code = ${unit} and e.state = 'returned'
    where r.campaign_id = ${campaign} and r.key = ${key} and e.row <> all(${[...without]}::uuid[])`;
  return found?.rows ?? 0;
}
