import { stageKind } from '../../../domain/campaign/stage-kinds';
import type { Returns } from '../../figures/figures';
import type { Names } from '../../figures/names';
import type { RegionFigures } from '../../figures/regions';
import type { LongLists, ReportContent } from '../content';
import { unitsPage } from '../pages';
import { type Cell, type Column, type LongTable, linked, rowsOf, share, type Table, until } from '../table';

/** Every round of the plan with its dates. */
export function calendarTable({ campaign }: ReportContent, names: Names): Table {
  const { plan } = campaign;
  const rows = plan.stages.flatMap((stage) =>
    stage.rounds.map(({ of, form, opensAt, dueAt, locksAt }): Cell[] => [
      names.stage(stage.id),
      names.say(stageKind(stage.kind).name),
      names.kind(of),
      names.form(form),
      { at: opensAt },
      until(dueAt),
      until(locksAt),
    ]),
  );
  const { word } = names;
  return {
    title: word('calendar'),
    columns: [
      { label: word('stage'), width: 10 },
      { label: word('kind'), width: 10 },
      { label: word('asked'), width: 10 },
      { label: word('form'), width: 16 },
      { label: word('opens'), width: 20 },
      { label: word('due'), width: 20 },
      { label: word('locks'), width: 20 },
    ],
    rows,
  };
}

/** Lists on paper have a column of their own where there are some (已交未录). */
const hasPaper = (returns: readonly Returns[]): boolean => returns.some(({ onPaper }) => onPaper > 0);

const returnColumns = ({ word }: Names, papers: boolean): Column[] =>
  [
    ...(['expected', 'onTime', 'late'] as const),
    ...(papers ? (['onPaper'] as const) : []),
    ...(['missing', 'onTimeRate', 'returnRate'] as const),
  ].map((name) => ({ label: word(name), width: 9 }));

const returnCells = ({ expected, onTime, late, missing, onPaper }: Returns, papers: boolean): Cell[] => [
  expected,
  onTime,
  late,
  ...(papers ? [onPaper] : []),
  missing,
  share(onTime, expected),
  share(onTime + late, expected),
];

const sumOf = (returns: readonly Returns[]): Returns =>
  returns.reduce(
    (sum, one) => ({
      expected: sum.expected + one.expected,
      onTime: sum.onTime + one.onTime,
      late: sum.late + one.late,
      missing: sum.missing + one.missing,
      onPaper: sum.onPaper + one.onPaper,
    }),
    { expected: 0, onTime: 0, late: 0, missing: 0, onPaper: 0 },
  );

type OfStages = Pick<ReportContent, 'stages'> & { campaign: { id: string } };

/** Figures of the whole campaign by stage. */
export function stagesTable(content: OfStages, names: Names): Table {
  const [returns, urging] = [stageReturnsTable(content, names), urgingTable(content, names)];
  return {
    ...returns,
    columns: [...returns.columns, ...urging.columns.slice(1)],
    rows: returns.rows.map((cells, nr) => [...cells, ...(urging.rows[nr]?.slice(1) ?? [])]),
    total: [...(returns.total ?? []), ...(urging.total?.slice(1) ?? [])],
  };
}

/** Who has reported, by stage. */
export function stageReturnsTable({ campaign, stages }: OfStages, names: Names): Table {
  const { word } = names;
  const papers = hasPaper(stages);
  return {
    title: word('stages'),
    columns: [{ label: word('stage'), width: 14 }, ...returnColumns(names, papers)],
    rows: stages.map((stage) => [
      linked(names.stage(stage.id), unitsPage(campaign, stage.id)),
      ...returnCells(stage, papers),
    ]),
    total: [word('total'), ...returnCells(sumOf(stages), papers)],
  };
}

/** How often was asked again, by stage: a figure of the office itself. */
export function urgingTable({ campaign, stages }: OfStages, { word, stage: stageName }: Names): Table {
  const count = (of: 'reminders' | 'escalations') => stages.reduce((sum, stage) => sum + stage[of], 0);
  return {
    title: word('urging'),
    columns: [
      { label: word('stage'), width: 14 },
      { label: word('reminders'), width: 10 },
      { label: word('escalations'), width: 10 },
    ],
    rows: stages.map(({ id, reminders, escalations }) => [
      linked(stageName(id), unitsPage(campaign, id)),
      reminders,
      escalations,
    ]),
    total: [word('total'), count('reminders'), count('escalations')],
  };
}

export function milestonesTable(
  { campaign, milestones }: Pick<ReportContent, 'milestones'> & { campaign: { id: string } },
  names: Names,
): Table {
  const { word } = names;
  const ofQuotas = milestones.some(({ quota }) => quota !== null);
  const quotaWords = ofQuotas ? (['slotsGiven', 'rowsWanted', 'rowsHandedIn'] as const) : [];
  return {
    title: word('milestones'),
    columns: [
      { label: word('round'), width: 18 },
      { label: word('by'), width: 17 },
      { label: word('wanted'), width: 9 },
      { label: word('expected'), width: 9 },
      { label: word('reported'), width: 9 },
      { label: word('reached'), width: 9 },
      ...quotaWords.map((label) => ({ label: word(label), width: 9 })),
      { label: word('outcome'), width: 12 },
    ],
    rows: milestones.map(({ stage, key, at, share: wanted, expected, reported, quota, outcome }) => [
      linked(names.round(key), unitsPage(campaign, stage)),
      until(at),
      { share: wanted },
      expected,
      reported,
      share(reported, expected),
      ...(ofQuotas ? [quota?.slots ?? null, quota?.wanted ?? null, quota?.rows ?? null] : []),
      word(outcome),
    ]),
  };
}

/** If more units of one kind than this report for themselves only, they share one row. */
const ALONE_SHOWN = 15;

/** One stage by the regions right below the scope. */
export function regionTable(stage: string, rows: readonly RegionFigures[], names: Names): Table {
  const papers = hasPaper(rows);
  return {
    title: names.stage(stage),
    columns: [{ label: names.word('region'), width: 20 }, ...returnColumns(names, papers)],
    rows: gathered(rows, names).map(({ name, ...returns }) => [name, ...returnCells(returns, papers)]),
    total: [names.word('total'), ...returnCells(sumOf(rows), papers)],
  };
}

/** Joins such units: a city's twenty municipal units are clearer as one row than as twenty. */
function gathered(rows: readonly RegionFigures[], names: Names): (Returns & { name: string })[] {
  const kinds = [...new Set(rows.filter(({ alone }) => alone).map(({ kind }) => kind))];
  const many = kinds
    .map((kind) => rows.filter((row) => row.alone && row.kind === kind))
    .filter((own) => own.length > ALONE_SHOWN);
  const together = new Set(many.flat());
  return [
    ...rows.filter((row) => !together.has(row)),
    ...many.map((own) => ({
      ...sumOf(own),
      name:
        names.locale.language === 'en'
          ? `${names.kind(own[0]?.kind ?? '')} (${own.length})`
          : `${names.kind(own[0]?.kind ?? '')}（${own.length}个）`,
    })),
  ];
}

/** All stages by region in one table that can be filtered. */
export function regionsTable({ campaign, regions }: ReportContent, names: Names): Table {
  const { word } = names;
  const papers = hasPaper(regions);
  return {
    title: word('regions'),
    columns: [
      { label: word('stage'), width: 14 },
      { label: word('code'), width: 16 },
      { label: word('region'), width: 20 },
      ...returnColumns(names, papers),
    ],
    rows: regions.map((row) => [
      linked(names.stage(row.stage), unitsPage(campaign, row.stage)),
      row.code,
      row.name,
      ...returnCells(row, papers),
    ]),
  };
}

export function missingTable({ lengths }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  return {
    title: word('missingUnits'),
    columns: [
      { label: word('round'), width: 18 },
      { label: word('superior'), width: 16 },
      { label: word('code'), width: 16 },
      { label: word('unit'), width: 18 },
      { label: word('due'), width: 17 },
      { label: word('reason'), width: 18 },
    ],
    length: lengths.missing,
    rows: rowsOf(lists.missing(), ({ key, parentName, code, name, dueAt, reason }) => [
      names.round(key),
      parentName,
      code,
      name,
      until(dueAt),
      word(reason),
    ]),
  };
}

/** Lists that are here on paper, and whose rows are owed by who took them. */
export function onPaperTable({ onPaper }: Pick<ReportContent, 'onPaper'>, names: Names): Table {
  const { word } = names;
  return {
    title: word('unitsOnPaper'),
    columns: [
      { label: word('round'), width: 18 },
      { label: word('superior'), width: 16 },
      { label: word('code'), width: 16 },
      { label: word('unit'), width: 18 },
      { label: word('handedOver'), width: 17 },
      { label: word('receipt'), width: 12 },
      { label: word('rowsOnPaper'), width: 10 },
    ],
    rows: onPaper.map(({ key, parentName, code, name, handedOver, receipt, rows }) => [
      names.round(key),
      parentName,
      code,
      name,
      { at: handedOver },
      receipt,
      rows,
    ]),
  };
}
