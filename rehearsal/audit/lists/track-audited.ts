import type { Instant } from '../../../domain/instant';
import type { RowState } from '../../../domain/list/row-life';
import type { RehearsedCase, RehearsedDeed } from '../../../store/rehearsal/rehearsed-lists';
import type { Violation } from '../audit-input';
import type { AuditedList, ListSeason } from './list-season';
import { rowsFrom, type Standing, type Turn, tellsStanding } from './standings';
import { grouped, violation } from './violations';

/** Steps that may come from the hand of the step before: giving out, posting and looking in again. */
const ONE_HAND: readonly string[] = ['announce', 'deliver', 'follow'];

/** What an act that is no step does to the state of a row; all of them leave its steps as they are. */
const ACTS: Readonly<Record<string, { from: readonly RowState[]; to: readonly RowState[] }>> = {
  correct: { from: ['in', 'returned'], to: ['in'] },
  return: { from: ['in'], to: ['returned'] },
  hold: { from: ['in'], to: ['held'] },
  release: { from: ['held', 'twin'], to: ['in'] },
  remove: { from: ['in', 'held', 'twin', 'returned'], to: ['out'] },
};

/**
 * Rows go along their track, a step at a time and each on a row that is on its way; no hand does two steps in a row,
 * nor answers a case about what it has proposed.
 */
export function auditTracks({ lists, rows, deeds, cases }: ListSeason): Violation[] {
  const listed = new Map(lists.map((list) => [list.id, list]));
  const faults = rows.flatMap((row) =>
    listed.has(row.list) ? [] : [violation('out-of-order', row, '', `row ${row.id} is of no list of the campaign`)],
  );
  const followed = rowsFrom(rows);
  for (const deed of deeds) {
    const turn = followed.take(deed);
    const list = turn && listed.get(turn.after.row.list);
    if (list) faults.push(...faultsOfDeed(list, deed, { ...turn, askedAbout: isAskedAbout(cases, deed) }));
  }
  const deedsOf = grouped(deeds, ({ entry }) => entry);
  for (const row of rows) {
    const list = listed.get(row.list);
    if (!list) continue;
    const standing = followed.standings.get(row.id);
    if (standing?.done !== row.done || standing.state !== row.state)
      faults.push(violation('out-of-order', row, '', `row ${row.id} does not stand as its deeds say`));
    faults.push(...twoByOneHand(list, row, deedsOf.get(row.id) ?? []));
  }
  return faults;
}

function faultsOfDeed(
  { track }: AuditedList,
  deed: RehearsedDeed,
  { before, after, askedAbout }: Turn & { askedAbout: boolean },
): Violation[] {
  const { kind, at, entry } = deed;
  const seen = tellsStanding(deed) ? deed.before : null;
  const wrong = (what: string) => violation('out-of-order', after.row, at, `row ${entry}: ${what}`);
  if (before === null) return kind === 'propose' ? [] : [wrong(`${kind} without propose`)];
  const jumped = seen && (seen.done !== before.done || seen.state !== before.state);
  const step = (track as readonly string[]).indexOf(kind);
  const faults =
    step < 0
      ? faultsOfAct(track, { kind, askedAbout }, { before, after })
      : faultsOfStep(track, step, { before, after });
  return [
    ...(jumped
      ? [wrong(`before ${kind} it stood at ${before.done} ${before.state}, not at ${seen.done} ${seen.state}`)]
      : []),
    ...faults.map(wrong),
  ];
}

interface Followed {
  before: Standing;
  after: Standing;
}

/** Each step follows the one before it, on a row that is on its way. */
function faultsOfStep(track: readonly string[], step: number, { before, after }: Followed): string[] {
  const kind = track[step] ?? '';
  const missing = track.slice(before.done, step);
  if (before.state !== 'in') return [`${kind} of a row that is ${before.state}`];
  if (missing.length > 0) return [`${kind} without ${missing.join(', ')}`];
  if (step < before.done) return [`${kind} once more`];
  return after.done === step + 1 && after.state === 'in' ? [] : [`after ${kind} it stands at ${after.done}`];
}

/** What was handed over at the door of a row that has left stays a fact; somebody is asked about it then. */
const isAskedAbout = (cases: readonly RehearsedCase[], { kind, case: of, entry, at }: RehearsedDeed): boolean =>
  kind === 'given' &&
  cases.some(
    (one) => one.id === of && one.entry === entry && one.openedAt <= at && (one.closedAt === null || one.closedAt > at),
  );

interface Act {
  kind: string;
  askedAbout: boolean;
}

function faultsOfAct(track: readonly string[], { kind, askedAbout }: Act, { before, after }: Followed): string[] {
  const act = ACTS[kind];
  const delivered = track.indexOf('deliver') + 1;
  if (before.state === 'out' && !askedAbout) return [`${kind} of a row that is out`];
  if (after.done !== before.done) return [`${kind} takes it from ${before.done} to ${after.done}`];
  if (!act) return before.state === after.state ? [] : [`${kind} makes it ${after.state}`];
  if (!act.from.includes(before.state) || !act.to.includes(after.state))
    return [`${kind} makes it ${after.state}, and it was ${before.state}`];
  return delivered > 0 && before.done >= delivered ? [`${kind} of a row that has been given out`] : [];
}

function twoByOneHand(
  { track, apart }: AuditedList,
  row: { id: number; unit: string },
  deeds: readonly RehearsedDeed[],
): Violation[] {
  const oneHand = (at: Instant, what: string) => violation('one-hand', row, at, `row ${row.id}: ${what}`);
  const steps = deeds.filter(({ kind }) => (track as readonly string[]).includes(kind));
  const proposer = steps.find(({ kind }) => kind === 'propose')?.hand;
  return [
    ...steps.flatMap((deed, at) => {
      const before = steps[at - 1];
      const twice = before && before.kind !== deed.kind && before.hand === deed.hand && !ONE_HAND.includes(deed.kind);
      return apart && twice ? [oneHand(deed.at, `${before.kind} and ${deed.kind}`)] : [];
    }),
    ...deeds.flatMap(({ case: of, kind, hand, at }) =>
      of !== null && (kind === 'release' || kind === 'remove') && hand === proposer
        ? [oneHand(at, `propose and the answer to case ${of}`)]
        : [],
    ),
  ];
}
