import type { Instant } from '../../../domain/instant';
import type { RehearsedDeed, RehearsedRow } from '../../../store/rehearsal/rehearsed-lists';
import type { Violation, ViolationKind } from '../audit-input';
import type { AuditedList, ListSeason, RowMeant, RowNoted } from './list-season';

/** Steps that may come from the hand of the step before: giving out, posting and looking in again. */
const ONE_HAND: readonly string[] = ['announce', 'deliver', 'follow'];

/** Outcomes that fit what a village meant: a word of the answer, or the code of its refusal. */
const FITTING: Readonly<Record<RowMeant, readonly string[]>> = {
  good: ['taken', 'same'],
  // The once-rule may refuse the second list at once.
  shared: ['taken', 'same', 'twin', 'row-elsewhere'],
  'bad-number': ['id-check'],
  beyond: ['row-over-quota'],
  corrected: ['corrected', 'row-not-open', 'row-held', 'row-changed'],
  'taken-back': ['gone', 'row-not-open', 'row-held', 'row-changed'],
  late: ['locked', 'closed'],
};

/**
 * Compares the rows, deeds, postings and cases of a rehearsal with what a list promises, whatever refused or allowed
 * it: it does not ask the rules that the system itself applies.
 * @returns the violations, in no order
 */
export function auditLists(season: ListSeason): Violation[] {
  const tracks = new Map(season.lists.map((list) => [list.id, list]));
  const deedsOf = grouped(season.deeds, ({ entry }) => entry);
  return [
    ...overQuota(season),
    ...paidTwice(season),
    ...season.rows.flatMap((row) => {
      const list = tracks.get(row.list);
      const deeds = (deedsOf.get(row.id) ?? []).toSorted((one, other) => one.id - other.id);
      if (!list) return [violation('out-of-order', row, '', `row ${row.id} is of no list of the campaign`)];
      return [...oneHand(list, row, deeds), ...outOfOrder(list, row, deeds), ...beforePosting(season, row, deeds)];
    }),
    ...season.noted.flatMap(wrongOutcome),
    ...season.leaks.map(leaked),
  ];
}

/** How many things {@link auditLists} compares. */
export const listsChecked = ({ rows, deeds, noted, scanned }: ListSeason): number =>
  rows.length + deeds.length + noted.length + scanned;

function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

const violation = (kind: ViolationKind, { unit }: { unit: string | null }, at: Instant, detail: string): Violation => ({
  kind,
  round: null,
  unit,
  rung: null,
  at,
  detail,
});

const takesSlot = ({ state, burns }: RehearsedRow): boolean => (state === 'out' ? burns : state !== 'twin');

/** Counts the rows itself: the kept sum of the quotas is what it checks. */
function overQuota({ lists, rows, quotas }: ListSeason): Violation[] {
  const limited = new Set(lists.flatMap(({ id, limited }) => (limited ? [id] : [])));
  const slots = new Map(quotas.map(({ list, category, unit, slots }) => [`${list} ${category} ${unit}`, slots]));
  const taking = rows.filter((row) => limited.has(row.list) && takesSlot(row));
  return [...grouped(taking, ({ list, category, slotUnit }) => `${list} ${category} ${slotUnit}`)].flatMap(
    ([place, { length }]) => {
      const allowed = slots.get(place) ?? 0;
      const [list, , unit = null] = place.split(' ');
      const detail = `list ${list}: ${length} rows take slots, and there are ${allowed}`;
      return length > allowed ? [violation('over-quota', { unit }, '', detail)] : [];
    },
  );
}

/** A row is paid when it is delivered and entitles to something. */
const isPaid = ({ track }: AuditedList, { done, state, pays }: RehearsedRow): boolean => {
  const delivered = track.indexOf('deliver') + 1;
  return delivered > 0 && state !== 'out' && done >= delivered && pays;
};

function paidTwice({ lists, rows }: ListSeason): Violation[] {
  return lists.flatMap((list) => {
    const across = lists.filter(({ id }) => list.once.includes(id) || id === list.id);
    const paid = across.flatMap((one) => rows.filter((row) => row.list === one.id && isPaid(one, row)));
    return [...grouped(paid, ({ subject }) => subject).values()].flatMap(([first, ...more]) =>
      more
        .filter((row) => first && row.list === list.id)
        .map((row) => violation('paid-twice', row, '', `rows ${first?.id} and ${row.id} are of the same person`)),
    );
  });
}

function oneHand({ track, apart }: AuditedList, row: RehearsedRow, deeds: readonly RehearsedDeed[]): Violation[] {
  if (!apart) return [];
  const steps = deeds.filter(({ kind }) => (track as readonly string[]).includes(kind));
  return steps.flatMap((deed, at) => {
    const before = steps[at - 1];
    const twice = before && before.kind !== deed.kind && before.hand === deed.hand && !ONE_HAND.includes(deed.kind);
    return twice ? [violation('one-hand', row, deed.at, `row ${row.id}: ${before.kind} and ${deed.kind}`)] : [];
  });
}

/** Each step follows the one before it, on a row that is on its way. */
function outOfOrder({ track }: AuditedList, row: RehearsedRow, deeds: readonly RehearsedDeed[]): Violation[] {
  const wrong = (at: Instant, detail: string) => violation('out-of-order', row, at, `row ${row.id}: ${detail}`);
  const done = new Set<string>();
  const faults = deeds.flatMap((deed) => {
    const at = (track as readonly string[]).indexOf(deed.kind);
    if (at < 0) return [];
    const missing = track.slice(0, at).filter((step) => !done.has(step));
    const settled = deed.stateBefore !== null && deed.stateBefore !== 'in';
    done.add(deed.kind);
    return [
      ...(missing.length > 0 ? [wrong(deed.at, `${deed.kind} without ${missing.join(', ')}`)] : []),
      ...(settled ? [wrong(deed.at, `${deed.kind} of a row that is ${deed.stateBefore}`)] : []),
    ];
  });
  const undone = track.slice(0, row.done).filter((step) => !done.has(step));
  return undone.length > 0 ? [...faults, wrong('', `counts as done without a deed: ${undone.join(', ')}`)] : faults;
}

/**
 * Nothing is given out before the row's posting is over, nor while somebody's objection to it is open; nor is it
 * approved then.
 */
function beforePosting(
  { postings, cases }: ListSeason,
  row: RehearsedRow,
  deeds: readonly RehearsedDeed[],
): Violation[] {
  const settling = deeds.filter(({ kind }) => kind === 'deliver' || (kind === 'approve' && postings.length > 0));
  return settling.flatMap(({ kind, at }) => {
    const running = postings.filter(
      ({ entries, opensAt, closedAt }) =>
        entries.includes(row.id) && opensAt <= at && (closedAt === null || closedAt > at),
    );
    const open = cases.filter(
      ({ entry, openedAt, closedAt }) => entry === row.id && openedAt <= at && (closedAt === null || closedAt > at),
    );
    const announced = deeds.some((deed) => deed.kind === 'announce' && deed.at <= at);
    const posted = postings.some(({ entries }) => entries.includes(row.id));
    return [
      ...running.map(({ id }) => violation('out-of-order', row, at, `row ${row.id}: ${kind} while posting ${id} runs`)),
      ...open.map(({ id }) => violation('out-of-order', row, at, `row ${row.id}: ${kind} while case ${id} is open`)),
      ...(announced && !posted
        ? [violation('out-of-order', row, at, `row ${row.id}: ${kind}, and it was announced without a posting`)]
        : []),
    ];
  });
}

function wrongOutcome({ round, unit, row, at, meant, outcome }: RowNoted): Violation[] {
  if (FITTING[meant].includes(outcome)) return [];
  const detail = `row ${row} was meant as ${meant}, and the answer was ${outcome}`;
  return [{ kind: 'wrong-outcome', round, unit, rung: null, at, detail }];
}

const leaked = ({ place, kind, where }: ListSeason['leaks'][number]): Violation =>
  violation('personal-data', { unit: null }, '', `${place}, ${where}: the ${kind} of somebody on a list`);
