import type { RehearsedRow } from '../../../store/rehearsal/rehearsed-lists';
import type { Violation } from '../audit-input';
import { auditFigures } from './figures-audited';
import type { AuditedList, ListSeason, RowMeant, RowNoted } from './list-season';
import { auditPostings } from './postings-audited';
import { auditResidence } from './residence-audited';
import { overQuota } from './slots-audited';
import { auditTracks } from './track-audited';
import { grouped, violation } from './violations';

/** Outcomes that fit what a village meant: a word of the answer, or the code of its refusal. */
const FITTING: Readonly<Record<RowMeant, readonly string[]>> = {
  good: ['taken', 'same'],
  // The once-rule may refuse the second list at once.
  shared: ['taken', 'same', 'twin', 'row-elsewhere'],
  'bad-number': ['id-check'],
  beyond: ['row-over-quota'],
  corrected: ['corrected', 'row-not-open', 'row-held', 'row-changed', 'row-elsewhere'],
  'taken-back': ['gone', 'row-not-open', 'row-held', 'row-changed', 'row-elsewhere'],
  late: ['locked', 'closed'],
  unwilling: ['row-consent'],
  returned: ['corrected'],
};

/**
 * Compares the rows, deeds, postings, cases and reports of a rehearsal with what a list promises, whatever refused or
 * allowed it: it does not ask the rules that the system itself applies.
 * @returns the violations, in no order
 */
export const auditLists = (season: ListSeason): Violation[] => [
  ...overQuota(season),
  ...paidTwice(season),
  ...auditTracks(season),
  ...auditPostings(season),
  ...auditFigures(season),
  ...auditResidence(season),
  ...season.noted.flatMap(wrongOutcome),
  ...season.leaks.map(leaked),
];

/** How many things {@link auditLists} compares. */
export const listsChecked = ({ rows, deeds, postings, reports, noted, places }: ListSeason): number =>
  rows.length + deeds.length + postings.length + reports.length + noted.length + places.length;

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

function wrongOutcome({ round, unit, row, at, meant, outcome }: RowNoted): Violation[] {
  if (FITTING[meant].includes(outcome)) return [];
  const detail = `row ${row} was meant as ${meant}, and the answer was ${outcome}`;
  return [{ kind: 'wrong-outcome', round, unit, rung: null, at, detail }];
}

const leaked = ({ place, kind, where }: ListSeason['leaks'][number]): Violation =>
  violation('personal-data', { unit: null }, '', `${place}, ${where}: the ${kind} of somebody on a list`);
