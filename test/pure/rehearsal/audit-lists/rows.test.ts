import type { ListSeason } from '../../../../rehearsal/audit/lists/list-season';
import { auditLists, listsChecked } from '../../../../rehearsal/audit/lists/lists-audited';
import type { RehearsedDeed, RehearsedRow } from '../../../../store/rehearsal/rehearsed-lists';
import {
  act,
  deedsOf,
  details,
  inOrder,
  kinds,
  list,
  noted,
  posting,
  row,
  season,
} from '../../../support/list/audited-lists';

test('a clean season has no violation, and everything counts as checked', () => {
  expect(auditLists(season())).toEqual([]);
  expect(listsChecked(season())).toBe(2 + 8 + 1 + 1 + 3);
});

describe('slots', () => {
  test('are counted by the rows themselves', () => {
    expect(kinds({ quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 1 }] })).toEqual(['over-quota']);
    expect(kinds({ quotas: [] })).toEqual(['over-quota']);
  });

  const withThird = (changes: Partial<RehearsedRow>, deeds: readonly RehearsedDeed[] = []) => ({
    rows: [row(1), row(2), row(3, { done: 1, ...changes })],
    deeds: inOrder(...deedsOf(1), ...deedsOf(2), ...deedsOf(3).slice(0, 1), ...deeds),
    reports: [],
  });
  const leaves = act(3, 'remove', ['in', 'out'], {
    before: { done: 1, state: 'in' },
    after: { done: 1, state: 'out' },
  });

  test('are taken by rows that burnt them, and by no twin', () => {
    expect(kinds(withThird({ state: 'out', burns: true }, [leaves]))).toEqual(['over-quota']);
    const [first] = deedsOf(3, { propose: { after: { done: 1, state: 'twin' } } });
    expect(
      kinds({
        ...withThird({ state: 'twin' }),
        deeds: inOrder(...deedsOf(1), ...deedsOf(2), ...(first ? [first] : [])),
      }),
    ).toEqual([]);
  });

  test('are never exceeded in between: a row that frees its own later has taken one too many', () => {
    expect(details(withThird({ state: 'out' }, [leaves]))).toEqual([
      'list special: 3 rows take slots after propose of row 3, and there are 2',
    ]);
    const early = act(2, 'remove', ['in', 'out'], {
      id: 2.5,
      before: { done: 1, state: 'in' },
      after: { done: 1, state: 'out' },
    });
    const freed = {
      ...withThird({}),
      rows: [row(1), row(2, { state: 'out', done: 1 }), row(3, { done: 1 })],
      deeds: inOrder(...deedsOf(1), ...deedsOf(2).slice(0, 1), early, ...deedsOf(3).slice(0, 1)),
      postings: [posting({ shown: 1, rows: [{ entry: 1, off: false }] })],
    };
    expect(kinds(freed)).toEqual([]);
  });
});

test('nobody is helped by two rows, on one list or on two of which one counts', () => {
  const second = { rows: [row(1), row(2, { subject: 1 })] };
  const beside = { postings: [posting({ shown: 1, rows: [{ entry: 1, off: false }] })], reports: [] };
  const otherPosted = posting({ id: 6, list: 'difficult', shown: 1, rows: [{ entry: 2, off: false }] });
  const apart = { ...beside, postings: [...beside.postings, otherPosted] };
  expect(kinds(second)).toContain('paid-twice');
  const other = row(2, { subject: 1, list: 'difficult' });
  const quotas = ['special', 'difficult'].map((id) => ({ list: id, category: 'special', unit: 'A', slots: 2 }));
  expect(kinds({ ...apart, quotas, rows: [row(1), other] })).toEqual(['paid-twice']);
  const both = [list('special'), list('difficult')].map((one) => ({ ...one, once: [] }));
  expect(kinds({ ...apart, quotas, rows: [row(1), other], lists: both })).toEqual([]);
  expect(kinds({ ...apart, quotas, rows: [row(1), { ...other, pays: false }] })).toEqual([]);
});

describe('two steps, one after the other,', () => {
  const same = inOrder(...deedsOf(1), ...deedsOf(2, { check: { hand: 'contact:0' } }));
  test('are by two hands', () => expect(kinds({ deeds: same })).toEqual(['one-hand']));
  test('may be by one where the list says so', () =>
    expect(kinds({ deeds: same, lists: [{ ...list('special'), apart: false }] })).toEqual([]));
  test('may be by one when something is only given out', () =>
    expect(kinds({ deeds: inOrder(...deedsOf(1), ...deedsOf(2, { deliver: { hand: 'contact:2' } })) })).toEqual([]));
  test('are by two hands also where the second answers a case', () => {
    const released = (hand: string) =>
      inOrder(
        ...deedsOf(1),
        ...deedsOf(2),
        act(2, 'hold', ['in', 'held']),
        act(2, 'release', ['held', 'in'], { id: 153, case: 8, hand }),
      );
    expect(details({ deeds: released('contact:0') })).toEqual(['row 2: propose and the answer to case 8']);
    expect(kinds({ deeds: released('account:1') })).toEqual([]);
  });
});

test.each([
  ['good', 'taken', 'row-over-quota'],
  ['shared', 'twin', 'row-over-quota'],
  ['bad-number', 'id-check', 'taken'],
  ['beyond', 'row-over-quota', 'taken'],
  ['corrected', 'corrected', 'taken'],
  ['taken-back', 'gone', 'row-out'],
  ['late', 'locked', 'taken'],
  ['unwilling', 'row-consent', 'taken'],
  ['returned', 'corrected', 'row-changed'],
] as const)('a row meant as %s is %s, not %s', (meant, right, wrong) => {
  expect(kinds({ noted: [noted(meant, right)] })).toEqual([]);
  expect(kinds({ noted: [noted(meant, wrong)] })).toEqual(['wrong-outcome']);
});

test('of two villages that name one household, the one where it lives keeps it', () => {
  const twins = (kept: number, gone: number) => ({
    rows: [
      row(kept, { subject: 7, done: 1 }),
      row(gone, { subject: 7, done: 1, state: 'out' as const, because: 'duplicate', unit: 'B', slotUnit: 'B' }),
    ],
    ...{ deeds: [], postings: [], reports: [] },
    noted: [
      { ...noted('shared', 'taken'), row: 'row-1', unit: 'A', home: 'A' },
      { ...noted('shared', 'twin'), row: 'row-2', unit: 'B', home: 'A' },
    ],
  });
  const wrong = (changes: Partial<ListSeason>) =>
    auditLists(season(changes)).flatMap(({ kind, detail }) => (kind === 'wrong-outcome' ? [detail] : []));
  expect(wrong(twins(1, 2))).toEqual([]);
  expect(wrong(twins(2, 1))).toEqual(['row 1 gave way, and none stays where the household lives']);
});

test('something personal in a wrong place is told without its words', () => {
  const [found] = auditLists(season({ leaks: [{ place: 'Redis', where: 'bull:sms:1', kind: 'name' }] }));
  expect(found).toMatchObject({ kind: 'personal-data', detail: 'Redis, bull:sms:1: the name of somebody on a list' });
});
