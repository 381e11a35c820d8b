import { kindsOf } from '../../../domain/case/kinds-of';
import { STEP_NAMES, stepKind } from '../../../domain/list/steps';
import type { DeedSums } from '../../../store/list/pairs/pair-deeds';
import type { Names } from '../../figures/names';
import type { PeriodFigures } from '../../figures/period/period-figures';
import type { PeriodPostings } from '../../figures/period/period-lists';
import type { ReportContent } from '../content';
import { casesPage, ledgerPage, listPage, postingsPage, unitsPage } from '../pages';
import { type Cell, fen, linked, type Table, withoutEmptyColumns } from '../table';
import type { Word } from '../texts';
import { columnsOf, measures } from './ledger-tables';
import { decisionsTable } from './message-tables';
import { deedColumns } from './pair-tables';

const GOODS = ['opening', 'came', 'counted', 'delivered', 'spent', 'lost', 'back', 'closing'] as const;
const GOODS_WORDS = {
  ...{ opening: 'opening', came: 'raisedInAll', counted: 'countedOff', delivered: 'deliveredGoods', spent: 'spent' },
  ...{ lost: 'lost', back: 'givenBack', closing: 'closing' },
} as const satisfies Record<(typeof GOODS)[number], Word>;

/** @returns the tables of a summary of a period; those without rows are left out by whoever writes them */
export function periodTables(content: ReportContent, names: Names): Table[] {
  const { period } = content;
  if (period === null) return [];
  return [
    returnsTable(content, period, names),
    actsTable(content, period, names),
    goodsTable(content, period, names),
    deliveriesTable(content, period, names),
    postingsTable(content, period, names),
    pairsTable(content, period, names),
    casesTable(content, period, names),
    samplesTable(content, period, names),
    decisionsTable(content, names),
  ].filter(({ rows }) => rows.length > 0);
}

const sumOf = <T>(rows: readonly T[], count: (row: T) => number): number =>
  rows.reduce((all, row) => all + count(row), 0);

function returnsTable({ campaign }: ReportContent, { returns }: PeriodFigures, names: Names): Table {
  const cells = (one: Omit<(typeof returns)[number], 'stage'>): Cell[] => [
    ...[one.asked, one.onTime, one.late, one.missing],
  ];
  const all = (count: 'asked' | 'onTime' | 'late' | 'missing') => sumOf(returns, (one) => one[count]);
  return {
    title: names.word('stages'),
    columns: columnsOf(names, [
      ...([
        ['stage', 18],
        ['askedSoFar', 12],
        ['onTimeInPeriod', 12],
      ] as const),
      ...([
        ['lateInPeriod', 12],
        ['missingAtEnd', 12],
      ] as const),
    ]),
    rows: returns.map(({ stage, ...one }) => [linked(names.stage(stage), unitsPage(campaign, stage)), ...cells(one)]),
    total: [
      names.word('total'),
      ...cells({ asked: all('asked'), onTime: all('onTime'), late: all('late'), missing: all('missing') }),
    ],
  };
}

function actsTable({ campaign }: ReportContent, { acts }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('lists'),
    columns: columnsOf(names, [
      ['list', 20],
      ['done', 20],
      ['rows', 10],
    ]),
    rows: acts.map(({ list, kind, rows }) => [listCell(campaign, list, names), actName(kind, names), rows]),
  };
}

function actName(kind: string, names: Names): string {
  const step = STEP_NAMES.find((one) => one === kind);
  return step ? names.say(stepKind(step).past) : names.wordFor(`act-${kind}`);
}

const listName = ({ definition }: ReportContent['campaign'], list: string, names: Names): string =>
  names.say(definition.lists[list]?.name ?? { 'zh-CN': list });

const listCell = (campaign: ReportContent['campaign'], list: string, names: Names): Cell =>
  linked(listName(campaign, list, names), listPage(campaign, { list }));

function goodsTable(content: ReportContent, { goods }: PeriodFigures, names: Names): Table {
  const { purse, item, quantity } = measures(content, names);
  const always = ['opening', 'closing'];
  return withoutEmptyColumns({
    title: names.word('ledger'),
    columns: columnsOf(names, [['purse', 16], ['item', 16], ...GOODS.map((name) => [GOODS_WORDS[name], 12] as const)]),
    rows: goods.map((one) => [
      ...[linked(purse(one.purse), ledgerPage(content.campaign)), item(one.item)],
      ...GOODS.map((name) => (one[name] === 0 && !always.includes(name) ? null : quantity(one.item, one[name]))),
    ]),
  });
}

function deliveriesTable({ campaign }: ReportContent, { deliveries }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('deliveriesInPeriod'),
    columns: columnsOf(names, [
      ['list', 20],
      ['outcome', 20],
      ['deliveredBy', 14],
      ['deliveryCount', 10],
    ]),
    rows: deliveries.map(({ list, outcome, how, deliveries: count }) => [
      listCell(campaign, list, names),
      names.wordFor(`delivery-${outcome}`),
      how === null ? null : names.wordFor(`by-${how}`),
      count,
    ]),
  };
}

function casesTable({ campaign }: ReportContent, { cases }: PeriodFigures, names: Names): Table {
  const kinds = kindsOf(campaign.definition);
  return {
    title: names.word('caseKinds'),
    columns: columnsOf(names, [
      ['kindOfCase', 20],
      ['casesOpened', 10],
      ['casesClosed', 10],
      ['openAtEnd', 10],
    ]),
    rows: cases.map(({ kind, opened, closed, open }) => [
      linked(names.say(kinds[kind]?.name ?? { 'zh-CN': kind }), casesPage(campaign)),
      ...[opened, closed, open],
    ]),
  };
}

const POSTING_WORDS = {
  ...{ boards: 'hungInPeriod', rows: 'rowsPostedInPeriod', objections: 'objectionsInTime', late: 'objectionsLate' },
  ...{ nominations: 'nominations', upheld: 'objectionsUpheld', withdrawn: 'postingsWithdrawn' },
} as const satisfies Partial<Record<keyof PeriodPostings, Word>>;
const POSTING_COUNTS = Object.keys(POSTING_WORDS) as (keyof typeof POSTING_WORDS)[];

function postingsTable({ campaign }: ReportContent, { postings }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('postings'),
    columns: columnsOf(names, [['list', 20], ...POSTING_COUNTS.map((count) => [POSTING_WORDS[count], 10] as const)]),
    rows: postings.map((one) => [
      linked(listName(campaign, one.list, names), postingsPage(campaign)),
      ...POSTING_COUNTS.map((count) => one[count]),
    ]),
  };
}

function pairsTable({ campaign }: ReportContent, { pairs }: PeriodFigures, names: Names): Table {
  const cells = (one: DeedSums): Cell[] => [
    ...[one.contacts, one.visits, one.problems, one.helps, one.gifts],
    ...[fen(one.cash), fen(one.goods)],
  ];
  const all = (sum: keyof DeedSums) => sumOf(pairs, (one) => one[sum]);
  return {
    title: names.word('pairs'),
    columns: [
      ...columnsOf(names, [
        ['list', 18],
        ['helpingUnit', 18],
      ]),
      ...deedColumns(names),
    ],
    rows: pairs.map((one) => [
      linked(listName(campaign, one.list, names), listPage(campaign, { list: one.list, tab: 'pairs' })),
      one.name,
      ...cells(one),
    ]),
    total: [
      names.word('total'),
      null,
      ...cells({
        ...{ contacts: all('contacts'), visits: all('visits'), problems: all('problems'), helps: all('helps') },
        ...{ gifts: all('gifts'), cash: all('cash'), goods: all('goods') },
      }),
    ],
  };
}

function samplesTable({ campaign }: ReportContent, { samples }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('samples'),
    columns: columnsOf(names, [
      ...([
        ['list', 18],
        ['sampleStep', 10],
        ['drawnAt', 17],
      ] as const),
      ...([
        ['drawnInPeriod', 10],
        ['confirmedInPeriod', 10],
        ['wrongInPeriod', 10],
      ] as const),
    ]),
    rows: samples.map(({ list, step, drawnAt, drawn, confirmed, wrong }) => [
      linked(listName(campaign, list, names), listPage(campaign, { list, tab: 'samples' })),
      ...[names.say(stepKind(step).name), { at: drawnAt }, drawn, confirmed, wrong],
    ]),
  };
}
