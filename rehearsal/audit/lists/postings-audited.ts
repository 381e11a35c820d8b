import type { RehearsedPosting, RehearsedRow } from '../../../store/rehearsal/rehearsed-lists';
import type { Violation } from '../audit-input';
import type { ListSeason } from './list-season';
import { standingsAfter } from './standings';
import { grouped, violation } from './violations';

/** What hangs is what was approved, and nothing goes on while it hangs or somebody objects. */
export const auditPostings = (season: ListSeason): Violation[] => [
  ...season.postings.flatMap((posting) => faultsOfRows(season, posting)),
  ...beforeItsEnd(season),
];

const hangs = ({ opensAt, closedAt }: RehearsedPosting, at: string): boolean =>
  opensAt <= at && (closedAt === null || closedAt > at);

/**
 * The first version in a village shows every row there that was ready for it, and no other; a later one what the
 * version before it showed, without a row whose objection was right.
 */
function faultsOfRows(season: ListSeason, posting: RehearsedPosting): Violation[] {
  const { id, lot, list, region, version, opensAt, shown, rows } = posting;
  const wrong = (what: string) => violation('wrong-posting', { unit: region }, opensAt, `posting ${id}: ${what}`);
  const earlier = season.postings
    .filter((one) => one.lot === lot && one.region === region && one.version < version)
    .at(-1);
  const expected = earlier ? left(season, earlier) : ready(season, posting);
  const actual = new Set(rows.map(({ entry }) => entry));
  const named = (entries: Iterable<number>, without: ReadonlySet<number>) =>
    [...entries].filter((entry) => !without.has(entry)).map((entry) => `row ${entry}`);
  return [
    ...named(expected, actual).map((row) => wrong(`${row} of list ${list} was ready, and does not hang`)),
    ...named(actual, expected).map((row) => wrong(`${row} hangs, and was not ready`)),
    ...(shown === actual.size ? [] : [wrong(`it shows ${shown} rows, and there are ${actual.size}`)]),
  ];
}

/** @returns the rows of the version before that still stand, or have left for another reason than an objection */
function left({ rows }: ListSeason, earlier: RehearsedPosting): Set<number> {
  const upheld = new Set(
    rows.flatMap(({ id, state, because }) => (state === 'out' && because === 'objection' ? [id] : [])),
  );
  return new Set(earlier.rows.flatMap(({ entry }) => (upheld.has(entry) ? [] : [entry])));
}

function ready(
  { lists, rows, deeds, postings }: ListSeason,
  { id, list, region, opensAt }: RehearsedPosting,
): Set<number> {
  const before = lists.find((one) => one.id === list)?.track.indexOf('announce') ?? -1;
  const until = deeds.filter(({ kind, at }) => at < opensAt || (at === opensAt && kind !== 'announce'));
  const hanging = new Set(
    postings
      .filter((one) => one.id < id && hangs(one, opensAt))
      .flatMap((one) => one.rows.flatMap(({ entry, off }) => (off ? [] : [entry]))),
  );
  return new Set(
    [...standingsAfter(rows, until).values()].flatMap(({ row, unit, state, done }) =>
      row.list === list && unit === region && state === 'in' && done === before && !hanging.has(row.id) ? [row.id] : [],
    ),
  );
}

/**
 * Cases about a delivery itself stop none: nobody was there, somebody has told of it twice, goods were short. Neither
 * does a complaint after the posting: whoever finds it right holds the row, and an objection follows.
 */
const STOP_NOTHING: readonly string[] = ['unreached', 'discrepancy', 'shortage', 'complaint'];

/** Who leaves a list leaves its board as well, so this row has hung although it hangs no more. */
const hasLeft = (row: RehearsedRow | undefined): boolean => row?.state === 'out' || row?.state === 'returned';

/**
 * Nothing is given out before the row's posting is over, nor while somebody's objection to it is open; nor is it
 * approved then.
 */
function beforeItsEnd({ rows, deeds, postings, cases }: ListSeason): Violation[] {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const postingsOf = grouped(
    postings.flatMap((posting) =>
      posting.rows.flatMap(({ entry, off }) => (off && !hasLeft(rowOf.get(entry)) ? [] : [{ entry, posting }])),
    ),
    ({ entry }) => entry,
  );
  const casesOf = grouped(cases, ({ entry }) => entry);
  const announced = new Set(deeds.flatMap(({ kind, entry }) => (kind === 'announce' ? [entry] : [])));
  const settling = deeds.filter(({ kind }) => kind === 'deliver' || (kind === 'approve' && postings.length > 0));
  return settling.flatMap(({ entry, kind, at }) => {
    const row = rowOf.get(entry);
    if (!row) return [];
    const wrong = (what: string) => violation('out-of-order', row, at, `row ${entry}: ${kind}${what}`);
    const own = postingsOf.get(entry) ?? [];
    const open = (casesOf.get(entry) ?? []).filter(
      ({ kind, openedAt, closedAt }) =>
        !STOP_NOTHING.includes(kind) && openedAt <= at && (closedAt === null || closedAt > at),
    );
    return [
      ...own.flatMap(({ posting }) => (hangs(posting, at) ? [wrong(` while posting ${posting.id} runs`)] : [])),
      ...open.map(({ id }) => wrong(` while case ${id} is open`)),
      ...(announced.has(entry) && own.length === 0 ? [wrong(', and it was announced without a posting')] : []),
    ];
  });
}
