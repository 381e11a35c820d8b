import type { ListAsked } from '../../domain/list/list-asked';
import type { ListDefinition } from '../../domain/list/list-definition';
import { BESIDE_FIGURE, figureId, hasHeads, helpFigure, REMOVED_FIGURE } from '../../domain/list/list-forms';
import { stepKind } from '../../domain/list/steps';
import type { Figures } from '../../domain/report/report-figures';
import type { Queries } from '../db/db';
import { STANDING } from './lists';
import { figuresOfDeeds } from './pairs/pair-deeds';

/** The ask of one unit for one step of a list. */
export interface ListPlace extends ListAsked {
  campaign: string;
  /** Code of the unit that is asked. */
  unit: string;
  /** Key of the round. */
  key: string;
}

interface Counted {
  category: string;
  rows: number;
  heads: number;
  removed: number;
  /** Of somebody whom another list pays: in no category's figures. */
  beside: number;
}

/**
 * Counts the rows of a list ask: those that the unit has proposed and that still stand, or those with which it has done
 * the asked step; of pairs the deeds. The server counts, nobody types.
 * @returns the figures of the ask's form, and how many rows they count
 */
export async function figuresOfList(
  sql: Queries,
  place: ListPlace,
  { of, heads }: Pick<ListDefinition, 'of' | 'heads'>,
): Promise<{ figures: Figures; rows: number }> {
  if (stepKind(place.does).again) return figuresOfDeeds(sql, place);
  const counted = await (place.does === 'propose' ? countProposed(sql, place) : countDone(sql, place));
  const rows = counted.reduce((sum, one) => sum + one.rows + one.beside + one.removed, 0);
  const figures: Figures = {};
  for (const one of counted) {
    figures[figureId(one.category, 'Rows')] = one.rows;
    if (hasHeads(of) && heads !== undefined) figures[figureId(one.category, 'Heads')] = one.heads;
  }
  const removed = counted.reduce((sum, one) => sum + one.removed, 0);
  const beside = counted.reduce((sum, one) => sum + one.beside, 0);
  const others = { ...(beside > 0 && { [BESIDE_FIGURE]: beside }), ...(removed > 0 && { [REMOVED_FIGURE]: removed }) };
  const helps = place.does === 'deliver' ? await countHelps(sql, place) : [];
  const helped = Object.fromEntries(helps.map(({ help, rows: number }) => [helpFigure(help), number]));
  return { figures: { ...figures, ...helped, ...others }, rows };
}

/** Deliveries that have reached the row, booked or not yet. */
export const REACHED = ['given', 'waits'];

/** @returns the rows of the unit that were helped in each way; twice in the same way counts once */
const countHelps = (sql: Queries, { campaign, list, unit }: ListPlace) => sql<{ help: string; rows: number }[]>`
  select help, count(distinct v.entry_id)::int as rows
  from deliveries v join deeds d on d.id = v.deed_id join entries e on e.id = v.entry_id cross join lateral unnest(v.helps) help
  where v.campaign_id = ${campaign} and v.helps <> '{}' and d.unit_code = ${unit} and e.list = ${list} and e.state <> 'out'
    and v.outcome = any(${REACHED}) group by 1 order by 1`;

/** Whether another list pays who is on the row `e`. */
const isBeside = (sql: Queries) => sql`select exists (select from rows_beside r where r.id = e.id) as beside`;

const countProposed = (sql: Queries, { campaign, list, unit }: ListPlace): Promise<Counted[]> => sql<Counted[]>`
  select e.category, count(*) filter (where not b.beside)::int as rows,
         coalesce(sum(e.heads) filter (where not b.beside), 0)::int as heads, count(*) filter (where b.beside)::int as beside, 0 as removed
  from entries e cross join lateral (${isBeside(sql)}) b
  where e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = ${unit} and e.state = any(${STANDING})
  group by e.category order by e.category`;

const countDone = (sql: Queries, { campaign, list, unit, does, key }: ListPlace): Promise<Counted[]> => sql<Counted[]>`
  select e.category, count(*) filter (where d.kind = ${does} and not b.beside)::int as rows,
         coalesce(sum(e.heads) filter (where d.kind = ${does} and not b.beside), 0)::int as heads,
         count(*) filter (where d.kind = ${does} and b.beside)::int as beside,
         count(*) filter (where d.kind = 'remove')::int as removed
  from deeds d join entries e on e.id = d.entry_id cross join lateral (${isBeside(sql)}) b
  where d.campaign_id = ${campaign} and d.unit_code = ${unit} and e.list = ${list}
    and (d.kind = ${does} and e.state <> 'out' or d.kind = 'remove' and d.round_key = ${key})
  group by e.category order by e.category`;
