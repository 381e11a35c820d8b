import { UNITS_OF } from '../../../domain/list/list-forms';
import type { Step } from '../../../domain/list/steps';
import { stepKind } from '../../../domain/list/steps';
import { type ListTotal, sumOf, type UnitTotal } from '../../figures/list/list-totals';
import type { ListVotes } from '../../figures/list/list-votes';
import type { Names } from '../../figures/names';
import type { LongLists, ReportContent } from '../content';
import { listPage } from '../pages';
import { type Cell, type LongTable, linked, rowsOf, type Table, withoutEmptyColumns } from '../table';

const STEPS = ['appraise', 'check', 'approve', 'announce', 'deliver', 'follow'] as const satisfies readonly Step[];
const COUNTS = ['removed', 'burnt', 'freed', 'movedOut', 'movedIn', 'returned', 'held'] as const;

/** The lists by category, from their rows as they are now. */
export function listsTable({ campaign, listTotals }: ReportContent, names: Names): Table {
  const { word, say } = names;
  const rare = happened(listTotals);
  const unit = (row: number): string => {
    const list = campaign.definition.lists[listTotals[row]?.list ?? ''];
    return list === undefined ? '' : say(UNITS_OF[list.of]);
  };
  return withoutEmptyColumns({
    title: word('lists'),
    columns: [
      { label: word('list'), width: 18 },
      { label: word('category'), width: 16 },
      ...countColumns(names, rare).map((column) => ({ ...column, unit })),
    ],
    rows: listTotals.map((total) => [
      ...nameCells(campaign, total, names),
      ...countCells(total, tracksOf(campaign.definition, total), rare),
    ]),
    total: [word('total'), null, ...countCells(sumOf(listTotals), null, rare)],
  });
}

/** The same by unit. */
export function listUnitsTable(
  { campaign, lengths, listTotals }: ReportContent,
  lists: LongLists,
  names: Names,
): LongTable {
  const { word } = names;
  const rare = happened(listTotals);
  const unit = [
    { label: word('unit'), width: 16 },
    { label: word('code'), width: 14 },
  ];
  return {
    title: word('listUnits'),
    columns: [
      { label: word('list'), width: 18 },
      ...unit,
      { label: word('category'), width: 16 },
      ...countColumns(names, rare).map((column) => ({ ...column, summed: 'number' as const })),
    ],
    length: lengths.listUnits,
    rows: rowsOf(lists.listUnits(), (total: UnitTotal) => {
      const [list = null, category = null] = nameCells(campaign, total, names);
      const { list: of, unit: units } = total;
      return [
        list,
        linked(total.name, listPage(campaign, { list: of, units })),
        units,
        category,
        ...countCells(total, tracksOf(campaign.definition, total), rare),
      ];
    }),
  };
}

/** Where a list is now another than was handed in: the reports stay, and rows were struck, moved, added after them. */
export function differencesTable({ campaign, listDifferences }: ReportContent, names: Names): Table {
  const { word } = names;
  return {
    title: word('handedInAndNow'),
    columns: [
      { label: word('list'), width: 18 },
      { label: word('unitsDiffering'), width: 12 },
      ...differenceColumns(names),
    ],
    rows: listDifferences.map(({ list, units, ...counts }) => [
      linked(listName(campaign.definition, list, names), listPage(campaign, { list })),
      units,
      ...differenceCells(counts),
    ]),
  };
}

/** The same by unit. */
export function unitDifferencesTable(content: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  const { definition } = content.campaign;
  return {
    title: word('handedInAndNow'),
    columns: [
      { label: word('list'), width: 18 },
      { label: word('unit'), width: 16 },
      { label: word('code'), width: 14 },
      ...differenceColumns(names).map((column) => ({ ...column, summed: 'number' as const })),
    ],
    length: content.listDifferences.reduce((all, { units }) => all + units, 0),
    rows: rowsOf(lists.differences(), ({ list, name, unit, ...counts }) => [
      listName(definition, list, names),
      name,
      unit,
      ...differenceCells(counts),
    ]),
  };
}

const differenceColumns = ({ word }: Names) => [
  { label: word('handedIn'), width: 10 },
  { label: word('rowsNow'), width: 10 },
  { label: word('difference'), width: 8 },
];

const differenceCells = ({ handedIn, now }: { handedIn: number; now: number }): Cell[] => [
  handedIn,
  now,
  now - handedIn,
];

/** What residents' meetings have said of the rows. */
export function votesTable({ campaign, listVotes }: ReportContent, names: Names): Table {
  const { word } = names;
  const sum = (count: (votes: ListVotes) => number) => listVotes.reduce((all, votes) => all + count(votes), 0);
  return {
    title: word('votes'),
    columns: [
      { label: word('list'), width: 18 },
      { label: word('category'), width: 16 },
      { label: word('meetings'), width: 8 },
      { label: word('rowsAppraised'), width: 8 },
      { label: word('votesFor'), width: 8 },
      { label: word('votesAgainst'), width: 8 },
    ],
    rows: listVotes.map((votes) => [
      ...nameCells(campaign, votes, names),
      ...[votes.meetings, votes.rows, votes.votesFor, votes.votesAgainst],
    ]),
    // A meeting may speak of rows of several categories.
    total: [
      word('total'),
      null,
      null,
      ...[sum(({ rows }) => rows), sum((one) => one.votesFor), sum((one) => one.votesAgainst)],
    ],
  };
}

const listName = ({ lists }: Pick<Defined, 'lists'>, list: string, { say }: Names): string =>
  say(lists[list]?.name ?? { 'zh-CN': list });

type Defined = ReportContent['campaign']['definition'];

function nameCells(
  campaign: ReportContent['campaign'],
  { list, category }: Pick<ListTotal, 'list' | 'category'>,
  names: Names,
): Cell[] {
  const { lists, standards } = campaign.definition;
  const standard = standards.find((one) => one.category === category);
  const named = names.say(standard?.name ?? { 'zh-CN': category });
  return [listName({ lists }, list, names), linked(named, listPage(campaign, { list, category }))];
}

const tracksOf = ({ lists }: Defined, { list }: ListTotal): readonly Step[] => lists[list]?.track ?? [];

type Rare = readonly (typeof COUNTS)[number][];

/** What has happened to any row; columns of zeros are left out. */
const happened = (totals: readonly ListTotal[]): Rare =>
  COUNTS.filter((count) => totals.some((total) => countOf(total, count) > 0));

const countColumns = ({ word, say }: Names, rare: Rare) => [
  { label: word('slots'), width: 8 },
  { label: say(stepKind('propose').past), width: 8 },
  ...STEPS.map((step) => ({ label: say(stepKind(step).past), width: 8 })),
  ...rare.map((count) => ({ label: word(count === 'returned' ? 'rowsReturned' : count), width: 8 })),
];

type Counts = Omit<ListTotal, 'list' | 'category'>;

const countOf = (total: Counts, count: (typeof COUNTS)[number]): number =>
  count === 'freed' ? total.removed - total.burnt : total[count];

/** @param track steps that the list has; null for all lists together */
function countCells(total: Counts, track: readonly Step[] | null, rare: Rare): Cell[] {
  return [
    total.slots,
    total.proposed,
    ...STEPS.map((step) => (track === null || track.includes(step) ? (total.steps[step] ?? 0) : null)),
    ...rare.map((count) => countOf(total, count)),
  ];
}
