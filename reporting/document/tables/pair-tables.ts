import { MONEY_FIGURES, PAIR_DEED_NAMES, pairDeedKind } from '../../../domain/list/pairs/deed-kinds';
import type { PairTotal } from '../../figures/list/pair-totals';
import type { Names } from '../../figures/names';
import type { LongLists, ReportContent } from '../content';
import { listPage } from '../pages';
import { type Cell, type Column, fen, type LongTable, linked, rowsOf, type Table } from '../table';

/** The pairs of each unit that helps, what it has done, and how many are below a minimum. */
export function pairsTable({ campaign, pairTotals }: ReportContent, names: Names): Table {
  const { word } = names;
  return {
    title: word('pairs'),
    columns: [{ label: word('list'), width: 18 }, { label: word('helpingUnit'), width: 18 }, ...countColumns(names)],
    rows: pairTotals.map((total) => [...nameCells(campaign, total, names), ...countCells(total)]),
    ...(pairTotals.length > 1 && { total: [word('total'), null, ...countCells(sumOf(pairTotals))] }),
  };
}

const MONEY_COLUMNS = Object.keys(MONEY_FIGURES).length;

/** The same by post. */
export function pairPostsTable({ campaign, lengths }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  return {
    title: word('pairPosts'),
    columns: [
      { label: word('list'), width: 18 },
      { label: word('helpingUnit'), width: 18 },
      { label: word('post'), width: 14 },
      ...countColumns(names).map((column, nr, all) => ({
        ...column,
        summed: nr < all.length - MONEY_COLUMNS ? ('number' as const) : ('fen' as const),
      })),
    ],
    length: lengths.posts,
    rows: rowsOf(lists.posts(), (total) => [...nameCells(campaign, total, names), total.post, ...countCells(total)]),
  };
}

const nameCells = (
  campaign: ReportContent['campaign'],
  { list, unit, name }: PairTotal,
  { say, word }: Names,
): Cell[] => [
  linked(say(campaign.definition.lists[list]?.name ?? { 'zh-CN': list }), listPage(campaign, { list, tab: 'pairs' })),
  unit === null ? word('noHelper') : (name ?? unit),
];

const countColumns = (names: Names): Column[] => [
  { label: names.word('pairsNow'), width: 8 },
  { label: names.word('pairsBelow'), width: 8 },
  ...deedColumns(names),
];

/** What helpers do, and what they give. */
export const deedColumns = ({ say }: Names): Column[] => [
  ...PAIR_DEED_NAMES.map((kind) => ({ label: say(pairDeedKind(kind).figure.label), width: 8 })),
  ...Object.values(MONEY_FIGURES).map((label) => ({ label: say(label), width: 10 })),
];

type Counts = Omit<PairTotal, 'list' | 'unit' | 'name'>;

const countCells = ({ pairs, below, contacts, visits, problems, helps, gifts, cash, goods }: Counts): Cell[] => [
  ...[pairs, below, contacts, visits, problems, helps, gifts],
  ...[fen(cash), fen(goods)],
];

const NOTHING: Counts = {
  ...{ pairs: 0, below: 0, contacts: 0, visits: 0, problems: 0, helps: 0, gifts: 0, cash: 0, goods: 0 },
};

const sumOf = (totals: readonly PairTotal[]): Counts =>
  totals.reduce<Counts>(
    (sum, total) => ({
      pairs: sum.pairs + total.pairs,
      below: sum.below + total.below,
      contacts: sum.contacts + total.contacts,
      visits: sum.visits + total.visits,
      problems: sum.problems + total.problems,
      helps: sum.helps + total.helps,
      gifts: sum.gifts + total.gifts,
      cash: sum.cash + total.cash,
      goods: sum.goods + total.goods,
    }),
    NOTHING,
  );
