import type { ChaseRecord } from '../../figures/log';
import type { Names } from '../../figures/names';
import type { LongLists, ReportContent } from '../content';
import { recordsPage } from '../pages';
import { at, type LongTable, linked, rowsOf, type Table } from '../table';

/** A chase that was closed after it was raised counts as raised: the reader wants to know that. */
const endOf = ({ state, raisedAt }: Pick<ChaseRecord, 'state' | 'raisedAt'>): ChaseRecord['state'] =>
  state === 'closed' && raisedAt ? 'raised' : state;

/** Every chase. */
export function chasesTable({ chases }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  const columns = ['round', 'region', 'silentUnits', 'opened', 'acknowledgeBy', 'outcome', 'answeredAt'] as const;
  return {
    title: word('chases'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [18, 16, 9, 17, 17, 18, 17][nr] ?? 10 })),
    length: chases.reduce((all, { opened }) => all + opened, 0),
    rows: rowsOf(lists.chases(), ({ key, name, silent, openedAt, acknowledgeBy, state, acknowledgedAt, raisedAt }) => [
      names.round(key),
      name,
      silent,
      { at: openedAt },
      { at: acknowledgeBy },
      word(endOf({ state, raisedAt })),
      at(acknowledgedAt ?? raisedAt),
    ]),
  };
}

/** Every unit that had to be telephoned. */
export function callsTable({ calls }: ReportContent, lists: LongLists, names: Names): LongTable {
  const { word } = names;
  const columns = ['round', 'superior', 'unit', 'opened', 'reason', 'reportedAt'] as const;
  return {
    title: word('calls'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [18, 16, 18, 17, 16, 17][nr] ?? 10 })),
    length: calls.reduce((all, { listed }) => all + listed, 0),
    rows: rowsOf(lists.calls(), ({ key, parentName, name, openedAt, reason, reportedAt }) => [
      names.round(key),
      parentName,
      name,
      { at: openedAt },
      names.wordFor(reason),
      at(reportedAt),
    ]),
  };
}

const ENDS = ['acknowledged', 'raised', 'closed', 'open'] as const satisfies readonly ChaseRecord['state'][];

/** How many superiors were chased in each round, and how that ended. */
export function chasesByRound({ campaign, chases }: ReportContent, names: Names): Table {
  const { word } = names;
  return {
    title: word('chases'),
    columns: [
      { label: word('round'), width: 20 },
      ...(['opened', ...ENDS] as const).map((name) => ({ label: word(name), width: 12 })),
    ],
    rows: chases.map((figures) => [
      linked(names.round(figures.key), recordsPage(campaign, 'chases')),
      figures.opened,
      ...ENDS.map((end) => figures[end]),
    ]),
  };
}

/** How many units were put on the call list in each round, and whether that helped. */
export function callsByRound({ campaign, calls }: ReportContent, names: Names): Table {
  const { word } = names;
  return {
    title: word('calls'),
    columns: [
      { label: word('round'), width: 20 },
      ...(['listed', 'reportedAfterwards', 'neverReported'] as const).map((name) => ({ label: word(name), width: 12 })),
    ],
    rows: calls.map(({ key, listed, reported }) => [
      linked(names.round(key), recordsPage(campaign, 'calls')),
      listed,
      reported,
      listed - reported,
    ]),
  };
}
