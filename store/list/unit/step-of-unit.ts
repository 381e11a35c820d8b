import type { ListDefinition } from '../../../domain/campaign/definition/definition';
import type { DueLine } from '../../../domain/ledger/due-lines';
import type { Step } from '../../../domain/list/steps';
import type { Figures } from '../../../domain/report/report-figures';
import { atomically, type Queries } from '../../db/db';
import { keepsAccounts } from '../../ledger/delivery/due-rows';
import { dueToShow } from '../../ledger/delivery/due-to-show';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { inCare, proposersOf } from '../acts/care';
import { untold } from '../acts/tell-rows';
import {
  type Categories,
  categoriesOf,
  type LastReport,
  type ListPlace,
  lastReport,
  pageOfRows,
  type RowSeen,
  type RowsWanted,
  readList,
  readRows,
} from './rows-seen';

/** What a unit sees that is asked to do a step with rows in its care. */
export interface StepSeen {
  list: ListDefinition;
  categories: Categories;
  came: LastReport | null;
  /** One page of the rows that wait for the step, where the next page begins, and how many they are in all. */
  todo: RowSeen[];
  next: string | null;
  waiting: number;
  /** The row that the page is about, if it waits. */
  chosen: RowSeen | null;
  /** The last rows with which it has done it in this round, or which it has returned or removed; and how many. */
  past: RowSeen[];
  acted: number;
  /** The rows that were asked for by their ids, in whatever state. */
  named: RowSeen[];
  /** What the unit has said of a meeting last: its day and how many were there. */
  meeting: Figures;
  /** Of a delivery, what is still due to the rows above, by id; and whether accounts are kept of it. */
  due: ReadonlyMap<string, DueLine[]>;
  accounts: boolean;
}

/** The rows that were done last are for a look back. */
const PAST_SHOWN = 20;

/** What a page of a step shows, besides its rows. */
export interface StepWanted extends RowsWanted {
  /** The row that the page is about. */
  row?: string | undefined;
  /** Ids of rows that it names. */
  named?: readonly string[] | undefined;
}

/** @returns the rows of a step as the unit that is asked sees them */
export const stepOfUnit = (
  sql: Queries,
  people: PeopleKey,
  place: ListPlace & { does: Step },
  { row, named: ids = [], ...wanted }: StepWanted = {},
): Promise<StepSeen> =>
  atomically(sql, async (tx) => {
    const { campaign, list: id, key, unit, does } = place;
    const { list, definition } = await readList(tx, place);
    const at = (list.track as readonly Step[]).indexOf(does);
    const cared = tx`
      e.campaign_id = ${campaign} and e.list = ${id} and ${inCare(tx, proposersOf(definition, id), unit)}`;
    const waits = does === 'tell' ? untold(tx, list) : tx`e.state = 'in' and e.done = ${at}`;
    const wait = tx`${waits} and ${cared}`;
    const acted = tx`
      e.campaign_id = ${campaign} and e.list = ${id} and exists (
        select from deeds d where d.entry_id = e.id and d.unit_code = ${unit} and d.round_key = ${key}
          and d.kind in (${does}, 'return', 'remove'))
      and not (${waits})`;
    const keyring = await openKeyring(tx, people);
    const order = tx`g.position, e.unit_code, e.id`;
    const { rows: todo, next } = await pageOfRows(tx, { keyring, which: wait, order }, place, wanted);
    const past = wanted.sought
      ? (await pageOfRows(tx, { keyring, which: acted, order }, place, wanted)).rows
      : await readRows(tx, { keyring, which: acted, order: tx`e.changed_at desc, e.id limit ${PAST_SHOWN}` });
    const only = row === undefined ? [] : await readRows(tx, { keyring, which: tx`${wait} and e.row = ${row}`, order });
    const named =
      ids.length === 0
        ? []
        : await readRows(tx, { keyring, which: tx`${cared} and e.row = any(${[...ids]}::uuid[])`, order });
    const [count] = await tx<{ waiting: number; acted: number }[]>`
      select (select count(*) from entries e where ${wait})::int as waiting,
             (select count(*) from entries e where ${acted})::int as acted`;
    const [chosen = null] = only;
    const came = await lastReport(tx, place);
    const categories = categoriesOf(list, definition);
    const meeting = does === 'appraise' ? await lastMeeting(tx, place) : {};
    const shown = [...todo, ...only].map((one) => one.row);
    const due = does === 'deliver' ? await dueToShow(tx, { campaign, list: id, definition }, shown) : new Map();
    const accounts = keepsAccounts(definition);
    return {
      ...{ list, categories, todo, next, chosen, named, past, waiting: 0, acted: 0, ...count },
      ...{ came, meeting, due, accounts },
    };
  });

async function lastMeeting(tx: Queries, { campaign, key, unit }: ListPlace): Promise<Figures> {
  const [last] = await tx<{ figures: Figures }[]>`
    select jsonb_build_object('metOn', d.figures -> 'metOn', 'present', d.figures -> 'present') as figures from deeds d
    where d.campaign_id = ${campaign} and d.unit_code = ${unit} and d.round_key = ${key} and d.kind = 'appraise'
      and d.figures ? 'metOn' order by d.id desc limit 1`;
  return last?.figures ?? {};
}
