import type { Definition, Form, ListDefinition, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Personal } from '../../domain/list/personal';
import type { PersonalAnswers } from '../../domain/list/row-check';
import type { Row } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import type { NoId } from '../../domain/people/person';
import type { Figures } from '../../domain/report/report-figures';
import { atomically, type Fragment, type Queries } from '../db/db';
import { openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';
import type { AskAddress } from '../round/asks';
import { inCare, proposersOf } from './acts/care';

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

/** Slots of a category, and how many are used. */
export interface QuotaSeen {
  category: string;
  slots: number;
  used: number;
}

/** All that a unit's page of a list shows. */
export interface ListSeen {
  list: ListDefinition;
  /** The form of a row. */
  form: Form;
  categories: { id: string; name: Text }[];
  rows: RowSeen[];
  /** None where the list is not limited. */
  quotas: QuotaSeen[];
  /** The last report that is not returned; `whole` when the unit has said that these are all. */
  came: { receipt: string; at: Instant; whole: boolean } | null;
}

type Place = AskAddress & { list: string };

/** @returns the list of an ask as the unit that is asked sees it */
export const listOfUnit = (sql: Queries, people: PeopleKey, place: Place): Promise<ListSeen> =>
  atomically(sql, async (tx) => {
    const { definition, ...defined } = await readList(tx, place);
    const categories = categoriesOf(defined.list, definition);
    const [rows, quotas, came] = [
      await readRows(tx, people, ofUnit(tx, place)),
      await readQuotas(tx, place),
      await lastOf(tx, place),
    ];
    return { ...defined, categories, rows, quotas, came };
  });

async function readList(tx: Queries, { campaign, list: id }: Place) {
  const [found] = await tx<{ definition: Definition }[]>`select definition from campaigns where id = ${campaign}`;
  const list = found?.definition.lists[id];
  const form = found?.definition.forms[list?.row ?? ''];
  if (!found || !list || !form) throw new Error(`There is no list ${id} with rows in ${campaign}.`);
  return { list, form, definition: found.definition };
}

const categoriesOf = (list: ListDefinition, { standards }: Definition): ListSeen['categories'] =>
  list.categories.map((id) => ({
    id,
    name: standards.find(({ category }) => category === id)?.name ?? { 'zh-CN': id },
  }));

type RowFound = Omit<RowSeen, 'lastFour' | 'given'> & { sealed: Buffer | null; keyNo: number | null };

/** What the unit itself has taken back is gone; what others removed stays to be seen. */
const ofUnit = (tx: Queries, { campaign, list, unit }: Place): Fragment => tx`
  e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = ${unit} and (e.state <> 'out' or e.because <> 'withdrawn')
  order by e.id`;

/** @param which condition and order of entries `e` @returns rows as their units recognise them */
export async function readRows(tx: Queries, people: PeopleKey, which: Fragment): Promise<RowSeen[]> {
  const found = await tx<RowFound[]>`
    select e.row, e.shown, g.name as place, e.category, e.heads, e.done, e.state, e.burns, e.because, e.figures, e.version, e.sealed,
           e.key_no as "keyNo", coalesce(h.no_id, p.no_id) as "noId",
           (select d.reason from deeds d where d.entry_id = e.id and d.kind = 'return' order by d.id desc limit 1) as reason
    from entries e join regions g on g.code = e.unit_code
    join people p on p.id = e.subject_id left join people h on h.id = p.head_id
    where ${which}`;
  if (found.length === 0) return [];
  const keyring = await openKeyring(tx, people);
  return found.map(({ sealed, keyNo, ...row }) => {
    const personal =
      sealed && keyNo !== null
        ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers)
        : { name: '' };
    const given = (Object.keys(personal) as Personal[]).filter((kind) => personal[kind] !== '');
    return { ...row, lastFour: personal['id-number']?.slice(-4) ?? null, given };
  });
}

/** Most rows of one page: an office with more decides in the console. */
const MOST_SHOWN = 200;

/** What a unit sees that is asked to do a step with rows in its care. */
export interface StepSeen extends Pick<ListSeen, 'list' | 'categories' | 'came'> {
  /** Rows that wait for the step, the first ones, and how many they are in all. */
  todo: RowSeen[];
  waiting: number;
  /** With which it has done it in this round, or which it has returned or removed; the last ones. */
  past: RowSeen[];
}

/** @returns the rows of a step as the unit that is asked sees them */
export const stepOfUnit = (sql: Queries, people: PeopleKey, place: Place & { does: Step }): Promise<StepSeen> =>
  atomically(sql, async (tx) => {
    const { campaign, list: id, key, unit, does } = place;
    const { list, definition } = await readList(tx, place);
    const at = list.track.indexOf(does);
    const wait = tx`
      e.campaign_id = ${campaign} and e.list = ${id} and e.state = 'in' and e.done = ${at}
      and ${inCare(tx, proposersOf(definition, id), unit)}`;
    const acted = tx`
      e.campaign_id = ${campaign} and e.list = ${id} and exists (
        select from deeds d where d.entry_id = e.id and d.unit_code = ${unit} and d.round_key = ${key}
          and d.kind in (${does}, 'return', 'remove'))
      and not (e.state = 'in' and e.done = ${at})`;
    const todo = await readRows(tx, people, tx`${wait} order by g.position, e.unit_code, e.id limit ${MOST_SHOWN}`);
    const past = await readRows(tx, people, tx`${acted} order by e.changed_at desc, e.id limit ${MOST_SHOWN}`);
    const [count] = await tx<{ waiting: number }[]>`select count(*)::int as waiting from entries e where ${wait}`;
    const came = await lastOf(tx, place);
    return { list, categories: categoriesOf(list, definition), todo, past, waiting: count?.waiting ?? 0, came };
  });

const readQuotas = (tx: Queries, { campaign, list, unit }: Place): Promise<QuotaSeen[]> => tx<QuotaSeen[]>`
  select q.category, q.slots, q.used from quotas q join lists l on l.campaign_id = q.campaign_id and l.id = q.list
  where q.campaign_id = ${campaign} and q.list = ${list} and q.unit_code = ${unit} and l.limited
  order by array_position(l.categories, q.category)`;

/** @returns the last report of an ask that is not returned */
export async function lastOf(tx: Queries, { campaign, key, unit }: Place): Promise<ListSeen['came']> {
  const [last] = await tx<{ receipt: string; at: Instant; whole: boolean }[]>`
    select p.receipt, p.reported_at as at, a.report_id is not null as whole
    from asks a join reports p on p.ask_id = a.id
    where a.campaign_id = ${campaign} and a.key = ${key} and a.unit_code = ${unit} and p.returned_at is null
    order by p.version desc limit 1`;
  return last ?? null;
}

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
