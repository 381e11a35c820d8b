import { BESIDE_FIGURE, figureId, REMOVED_FIGURE } from '../../../domain/list/list-forms';
import { PAIR_DEED_NAMES, type PairDeed, pairDeedKind } from '../../../domain/list/pairs/deed-kinds';
import type { RehearsedDeed, RehearsedReport } from '../../../store/rehearsal/rehearsed-lists';
import type { Violation } from '../audit-input';
import type { ListSeason } from './list-season';
import { isListed, rowsFrom, type Standings } from './standings';
import { violation } from './violations';

/**
 * The figures of every report are the rows of its moment: those of its unit, or those that it has done something
 * with.
 */
export function auditFigures({ lists, rows, deeds, reports }: ListSeason): Violation[] {
  const categories = new Map(lists.map((list) => [list.id, list.categories]));
  const followed = rowsFrom(rows);
  const done: RehearsedDeed[] = [];
  return reports
    .toSorted((one, other) => one.after - other.after)
    .flatMap((report) => {
      for (let deed = deeds[done.length]; deed && deed.id <= report.after; deed = deeds[done.length]) {
        followed.take(deed);
        done.push(deed);
      }
      return faultsOf(report, categories.get(report.list) ?? [], counted(report, followed.standings, done));
    });
}

/** What a report has to count. */
interface Counted {
  /** Rows by category. */
  rows: Map<string, number>;
  removed: number;
  /** What helpers did in the round, where it asks for that; in a rehearsal each deed is done once. */
  pairs: readonly (readonly [PairDeed, number])[];
}

function counted(
  { list, does, unit, key }: RehearsedReport,
  standings: Standings,
  deeds: readonly RehearsedDeed[],
): Counted {
  const own = deeds.filter((deed) => deed.unit === unit && standings.get(deed.entry)?.row.list === list);
  const proposed = [...standings.values()].filter((one) => one.row.list === list && one.unit === unit && isListed(one));
  const acted = own
    .filter(({ kind, entry }) => kind === does && standings.get(entry)?.state !== 'out')
    .flatMap(({ entry }) => standings.get(entry) ?? []);
  const rows = new Map<string, number>();
  for (const { category } of does === 'propose' ? proposed : acted) rows.set(category, (rows.get(category) ?? 0) + 1);
  const removals = own.filter((deed) => deed.kind === 'remove' && deed.key === key);
  const inRound = (one: PairDeed) => own.filter(({ kind, key: round }) => kind === one && round === key).length;
  return {
    rows,
    removed: does === 'propose' ? 0 : removals.length,
    pairs: does === 'support' ? PAIR_DEED_NAMES.map((kind) => [kind, inRound(kind)] as const) : [],
  };
}

/** Of somebody whom another list pays, a row is counted apart from its category. */
function faultsOf(
  { receipt, unit, at, list, figures }: RehearsedReport,
  categories: readonly string[],
  { rows, removed, pairs }: Counted,
): Violation[] {
  const figure = (id: string): number => Number(figures[id] ?? 0);
  const said = new Map(categories.map((category) => [category, figure(figureId(category, 'Rows'))]));
  const beside = figure(BESIDE_FIGURE);
  const wrong = (what: string, told: number, are: number): Violation[] =>
    told === are
      ? []
      : [
          violation(
            'miscounted',
            { unit },
            at,
            `report ${receipt} of list ${list}: ${told} ${what}, and there are ${are}`,
          ),
        ];
  return [
    ...(beside > 0
      ? wrong('rows', sum(said.values()) + beside, sum(rows.values()))
      : categories.flatMap((one) => wrong(`rows of ${one}`, said.get(one) ?? 0, rows.get(one) ?? 0))),
    ...wrong('removed rows', figure(REMOVED_FIGURE), removed),
    ...pairs.flatMap(([kind, done]) => wrong(`deeds of ${kind}`, figure(pairDeedKind(kind).figure.id), done)),
  ];
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((one, other) => one + other, 0);
