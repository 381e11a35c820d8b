import type { ListSeason, RowNoted } from '../../../rehearsal/audit/lists/list-season';
import { auditLists, listsChecked } from '../../../rehearsal/audit/lists/lists-audited';
import type { RehearsedDeed, RehearsedRow } from '../../../store/rehearsal/rehearsed-lists';
import { shanghai } from '../../support/campaigns/tiny';

const TRACK = ['propose', 'check', 'announce', 'deliver'] as const;
const DAYS = { propose: '12-21 10:00', check: '12-23 10:00', announce: '01-13 09:00', deliver: '01-25 10:00' } as const;

const list = (id: string) => ({
  id,
  track: TRACK,
  apart: true,
  limited: true,
  once: ['special', 'difficult'],
});

const row = (id: number, changes: Partial<RehearsedRow> = {}): RehearsedRow => ({
  id,
  row: `row-${id}`,
  list: 'special',
  category: 'special',
  unit: 'A',
  slotUnit: 'A',
  subject: id,
  done: 4,
  state: 'in',
  burns: false,
  pays: true,
  ...changes,
});

/** Everything that a row goes through, each by another hand. */
const deedsOf = (entry: number, changes: Partial<Record<string, Partial<RehearsedDeed>>> = {}): RehearsedDeed[] =>
  TRACK.map((kind, at) => ({
    id: entry * 100 + at,
    entry,
    kind,
    hand: `contact:${at}`,
    at: shanghai(DAYS[kind]),
    doneBefore: at === 0 ? null : at,
    stateBefore: at === 0 ? null : 'in',
    ...changes[kind],
  }));

const season = (changes: Partial<ListSeason> = {}): ListSeason => ({
  lists: [list('special'), list('difficult')],
  rows: [row(1), row(2)],
  deeds: [...deedsOf(1), ...deedsOf(2)],
  quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 2 }],
  postings: [
    { id: 5, list: 'special', opensAt: shanghai('01-10 09:00'), closedAt: shanghai('01-13 00:00'), entries: [1, 2] },
  ],
  cases: [],
  noted: [],
  leaks: [],
  scanned: 3,
  ...changes,
});

const kinds = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ kind }) => kind);
const details = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ detail }) => detail);
const noted = (meant: RowNoted['meant'], outcome: string): RowNoted => ({
  round: 'r',
  unit: 'A',
  row: 'row-1',
  at: shanghai('12-21 10:00'),
  meant,
  outcome,
});

test('a clean season has no violation, and everything counts as checked', () => {
  expect(auditLists(season())).toEqual([]);
  expect(listsChecked(season())).toBe(2 + 8 + 3);
});

describe('slots', () => {
  test('are counted by the rows themselves', () => {
    expect(kinds({ quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 1 }] })).toEqual(['over-quota']);
    expect(kinds({ quotas: [] })).toEqual(['over-quota']);
  });

  test('are taken by rows that burnt them, and by no twin and no row that freed its own', () => {
    const out = (changes: Partial<RehearsedRow>) => ({
      rows: [row(1), row(2), row(3, { done: 1, ...changes })],
      deeds: [...deedsOf(1), ...deedsOf(2), ...deedsOf(3).slice(0, 1)],
    });
    expect(kinds(out({ state: 'out', burns: true }))).toEqual(['over-quota']);
    expect(kinds(out({ state: 'out' }))).toEqual([]);
    expect(kinds(out({ state: 'twin' }))).toEqual([]);
  });
});

test('nobody is helped by two rows, on one list or on two of which one counts', () => {
  const second = { rows: [row(1), row(2, { subject: 1 })] };
  expect(kinds(second)).toContain('paid-twice');
  const other = row(2, { subject: 1, list: 'difficult' });
  const quotas = ['special', 'difficult'].map((id) => ({ list: id, category: 'special', unit: 'A', slots: 2 }));
  expect(kinds({ quotas, rows: [row(1), other] })).toEqual(['paid-twice']);
  const both = [list('special'), list('difficult')].map((one) => ({ ...one, once: [] }));
  expect(kinds({ quotas, rows: [row(1), other], lists: both })).toEqual([]);
  expect(kinds({ quotas, rows: [row(1), { ...other, state: 'out' }] })).toEqual([]);
  expect(kinds({ quotas, rows: [row(1), { ...other, pays: false }] })).toEqual([]);
});

describe('two steps, one after the other,', () => {
  const same = [...deedsOf(1), ...deedsOf(2, { check: { hand: 'contact:0' } })];
  test('are by two hands', () => expect(kinds({ deeds: same })).toEqual(['one-hand']));
  test('may be by one where the list says so', () =>
    expect(kinds({ deeds: same, lists: [{ ...list('special'), apart: false }] })).toEqual([]));
  test('may be by one when something is only given out', () =>
    expect(kinds({ deeds: [...deedsOf(1), ...deedsOf(2, { deliver: { hand: 'contact:2' } })] })).toEqual([]));
});

describe('the order', () => {
  const without = (kind: string) => [...deedsOf(1), ...deedsOf(2).filter((deed) => deed.kind !== kind)];

  test('has no step left out', () => {
    expect(details({ deeds: without('check') })).toContain('row 2: announce without check');
    expect(details({ deeds: without('deliver') })).toEqual(['row 2: counts as done without a deed: deliver']);
  });

  test('goes on only with rows that are on their way', () =>
    expect(details({ deeds: [...deedsOf(1), ...deedsOf(2, { deliver: { stateBefore: 'held' } })] })).toEqual([
      'row 2: deliver of a row that is held',
    ]));

  test('gives nothing out while the posting runs, or while an objection is open', () => {
    const [posting] = season().postings;
    if (!posting) throw new Error('a posting');
    expect(details({ postings: [{ ...posting, closedAt: null }] })).toEqual([
      'row 1: deliver while posting 5 runs',
      'row 2: deliver while posting 5 runs',
    ]);
    const open = { id: 9, kind: 'objection', entry: 1, openedAt: shanghai('01-11 09:00') };
    expect(details({ cases: [{ ...open, closedAt: null }] })).toEqual(['row 1: deliver while case 9 is open']);
    expect(details({ cases: [{ ...open, closedAt: shanghai('01-12 09:00') }] })).toEqual([]);
  });

  test('announces nothing that was never posted', () =>
    expect(details({ postings: [] })).toEqual([
      'row 1: deliver, and it was announced without a posting',
      'row 2: deliver, and it was announced without a posting',
    ]));

  test('knows every list', () => expect(kinds({ rows: [row(1, { list: 'other' })] })).toEqual(['out-of-order']));
});

test.each([
  ['good', 'taken', 'row-over-quota'],
  ['shared', 'twin', 'row-over-quota'],
  ['bad-number', 'id-check', 'taken'],
  ['beyond', 'row-over-quota', 'taken'],
  ['corrected', 'corrected', 'taken'],
  ['taken-back', 'gone', 'row-out'],
  ['late', 'locked', 'taken'],
] as const)('a row meant as %s is %s, not %s', (meant, right, wrong) => {
  expect(kinds({ noted: [noted(meant, right)] })).toEqual([]);
  expect(kinds({ noted: [noted(meant, wrong)] })).toEqual(['wrong-outcome']);
});

test('something personal in a wrong place is told without its words', () => {
  const [found] = auditLists(season({ leaks: [{ place: 'Redis', where: 'bull:sms:1', kind: 'name' }] }));
  expect(found).toMatchObject({ kind: 'personal-data', detail: 'Redis, bull:sms:1: the name of somebody on a list' });
});
