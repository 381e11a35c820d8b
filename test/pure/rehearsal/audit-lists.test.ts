import type { ListSeason, RowNoted } from '../../../rehearsal/audit/lists/list-season';
import { auditLists, listsChecked } from '../../../rehearsal/audit/lists/lists-audited';
import type {
  RehearsedDeed,
  RehearsedPosting,
  RehearsedReport,
  RehearsedRow,
} from '../../../store/rehearsal/rehearsed-lists';
import { shanghai } from '../../support/campaigns/tiny';

const TRACK = ['propose', 'check', 'announce', 'deliver'] as const;
const DAYS = { propose: '01-02 10:00', check: '01-04 10:00', announce: '01-13 09:00', deliver: '01-25 10:00' } as const;

const list = (id: string) => ({
  id,
  categories: ['special'],
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
  because: null,
  burns: false,
  pays: true,
  ...changes,
});

/** Everything that a row goes through, each by another hand. */
const deedsOf = (entry: number, changes: Partial<Record<string, Partial<RehearsedDeed>>> = {}): RehearsedDeed[] =>
  TRACK.map((kind, at) => ({
    id: at * 100 + entry,
    entry,
    unit: 'A',
    key: null,
    case: null,
    kind,
    hand: `contact:${at}`,
    at: shanghai(DAYS[kind]),
    before: at === 0 ? null : { done: at, state: 'in' },
    after: { done: at + 1, state: 'in' },
    ...changes[kind],
  }));

/** Whatever else happens to a row, after its check. */
const act = (
  entry: number,
  kind: string,
  states: [RehearsedRow['state'], RehearsedRow['state']],
  changes: Partial<RehearsedDeed> = {},
): RehearsedDeed => ({
  id: 150 + entry,
  entry,
  unit: 'A',
  key: null,
  case: null,
  kind,
  hand: 'account:9',
  at: shanghai('01-05 10:00'),
  before: { done: 2, state: states[0] },
  after: { done: 2, state: states[1] },
  ...changes,
});

const inOrder = (...deeds: readonly RehearsedDeed[]): RehearsedDeed[] =>
  deeds.toSorted((one, other) => one.id - other.id);

const posting = (changes: Partial<RehearsedPosting> = {}): RehearsedPosting => ({
  id: 5,
  lot: 1,
  list: 'special',
  region: 'A',
  version: 1,
  opensAt: shanghai('01-10 09:00'),
  closedAt: shanghai('01-13 00:00'),
  shown: 2,
  rows: [1, 2].map((entry) => ({ entry, off: false })),
  ...changes,
});

const report = (changes: Partial<RehearsedReport> = {}): RehearsedReport => ({
  receipt: 'R1',
  list: 'special',
  does: 'propose',
  unit: 'A',
  key: 'special',
  at: shanghai('01-02 10:00'),
  figures: { specialRows: 2 },
  after: 2,
  ...changes,
});

const season = (changes: Partial<ListSeason> = {}): ListSeason => ({
  lists: [list('special'), list('difficult')],
  rows: [row(1), row(2)],
  deeds: inOrder(...deedsOf(1), ...deedsOf(2)),
  quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 2 }],
  postings: [posting()],
  cases: [],
  reports: [report()],
  noted: [],
  leaks: [],
  places: ['Temporal', 'Redis', 'log'],
  ...changes,
});

const kinds = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ kind }) => kind);
const details = (changes: Partial<ListSeason>) => auditLists(season(changes)).map(({ detail }) => detail);
const noted = (meant: RowNoted['meant'], outcome: string): RowNoted => ({
  round: 'r',
  unit: 'A',
  row: 'row-1',
  at: shanghai('01-02 10:00'),
  meant,
  outcome,
  home: 'A',
});

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

describe('the order', () => {
  const without = (kind: string) => inOrder(...deedsOf(1), ...deedsOf(2).filter((deed) => deed.kind !== kind));
  const also = (...deeds: RehearsedDeed[]) => ({ deeds: inOrder(...deedsOf(1), ...deedsOf(2), ...deeds) });

  test('has no step left out', () => {
    expect(details({ deeds: without('check') })).toContain('row 2: announce without check');
    expect(details({ deeds: without('deliver') })).toEqual(['row 2 does not stand as its deeds say']);
  });

  test('goes on only with rows that are on their way', () =>
    expect(details(also(act(2, 'hold', ['in', 'held'])))).toContain('row 2: announce of a row that is held'));

  test.each([
    ['a step twice', act(2, 'check', ['in', 'in']), 'row 2: check once more'],
    [
      'an act that takes a step back',
      act(2, 'correct', ['in', 'in'], { after: { done: 1, state: 'in' } }),
      'row 2: correct takes it from 2 to 1',
    ],
    [
      'a return of a row that waits',
      act(2, 'return', ['held', 'returned']),
      'row 2: before return it stood at 2 in, not at 2 held',
    ],
    ['a release of what nobody holds', act(2, 'release', ['in', 'in']), 'row 2: release makes it in, and it was in'],
    ['a move that takes it off the list', act(2, 'move', ['in', 'out']), 'row 2: move makes it out'],
    [
      'a removal after it was given out',
      act(2, 'remove', ['in', 'out'], { id: 999, before: { done: 4, state: 'in' }, after: { done: 4, state: 'out' } }),
      'row 2: remove of a row that has been given out',
    ],
    ['a proposal of a row that is there', act(2, 'propose', ['in', 'in']), 'row 2: propose once more'],
  ])('has no place for %s', (_, deed, detail) => expect(details(also(deed))).toContain(detail));

  test('has a place for what happens on the way', () => {
    const returned = act(1, 'return', ['in', 'returned']);
    const corrected = act(1, 'correct', ['returned', 'in'], { id: 152 });
    const held = act(2, 'hold', ['in', 'held'], { id: 153 });
    const released = act(2, 'release', ['held', 'in'], { id: 154 });
    const moved = act(2, 'move', ['in', 'in'], { id: 155 });
    expect(details(also(returned, corrected, held, released, moved))).toEqual([]);
  });

  test('keeps what was handed to a row that has left, if somebody is asked about it and the row stays where it is', () => {
    const removed = act(2, 'remove', ['in', 'out'], { id: 998 });
    const given = (changes: Partial<RehearsedDeed>) => act(2, 'given', ['out', 'out'], { id: 999, ...changes });
    const asked = { id: 9, kind: 'complaint', entry: 2, openedAt: shanghai('01-05 10:00'), closedAt: null };
    const left = (deed: RehearsedDeed, changes: Partial<typeof asked> = {}) => ({
      cases: [{ ...asked, ...changes }],
      rows: [row(1), row(2, { done: 2, state: 'out', because: 'objection' })],
      deeds: inOrder(...deedsOf(1), ...deedsOf(2).slice(0, 2), removed, deed),
      reports: [],
    });
    const of = (...season: Parameters<typeof left>) =>
      details(left(...season)).filter((detail) => detail.startsWith('row 2'));
    expect(of(given({ case: 9 }))).toEqual([]);
    expect(of(given({ case: 9 }), { entry: 1 })).toEqual(['row 2: given of a row that is out']);
    expect(of(given({ case: null }))).toEqual(['row 2: given of a row that is out']);
    expect(of(given({ kind: 'missed', case: 9 }))).toEqual(['row 2: missed of a row that is out']);
    const back = { case: 9, after: { done: 2, state: 'in' as const } };
    expect(of(given(back))).toContain('row 2: given makes it in');
    const onward = { case: 9, after: { done: 4, state: 'out' as const } };
    expect(of(given(onward))).toContain('row 2: given takes it from 2 to 4');
  });

  test('gives nothing out while the posting runs, or while an objection is open', () => {
    expect(details({ postings: [posting({ closedAt: null })] })).toEqual([
      'row 1: deliver while posting 5 runs',
      'row 2: deliver while posting 5 runs',
    ]);
    const open = { id: 9, kind: 'objection', entry: 1, openedAt: shanghai('01-11 09:00') };
    expect(details({ cases: [{ ...open, closedAt: null }] })).toEqual(['row 1: deliver while case 9 is open']);
    expect(details({ cases: [{ ...open, closedAt: shanghai('01-12 09:00') }] })).toEqual([]);
    // What is said after the posting holds nothing by itself.
    expect(details({ cases: [{ ...open, kind: 'complaint', closedAt: null }] })).toEqual([]);
  });

  test('approves nothing while an objection is open, where the track asks for an approval afterwards', () => {
    const track = ['propose', 'announce', 'approve'] as const;
    const deeds = track.map(
      (kind, at): RehearsedDeed => ({
        ...act(1, kind, ['in', 'in'], { id: at + 1, at: shanghai(at < 2 ? `01-0${at + 1} 09:00` : '01-12 09:00') }),
        hand: `contact:${at}`,
        before: at === 0 ? null : { done: at, state: 'in' },
        after: { done: at + 1, state: 'in' },
      }),
    );
    const once = {
      ...{ lists: [{ ...list('special'), track }], rows: [row(1, { done: 3 })], deeds, reports: [] },
      postings: [
        posting({
          opensAt: shanghai('01-01 12:00'),
          closedAt: shanghai('01-02 08:00'),
          shown: 1,
          rows: [{ entry: 1, off: false }],
        }),
      ],
    };
    const objection = { id: 9, kind: 'objection', entry: 1, openedAt: shanghai('01-11 09:00'), closedAt: null };
    expect(details(once)).toEqual([]);
    expect(details({ ...once, cases: [objection] })).toEqual(['row 1: approve while case 9 is open']);
  });

  test('announces nothing that was never posted', () =>
    expect(details({ postings: [] })).toEqual([
      'row 1: deliver, and it was announced without a posting',
      'row 2: deliver, and it was announced without a posting',
    ]));

  test('lets a row that was posted leave its board with the list, and no other', () => {
    const track = ['propose', 'approve', 'announce', 'deliver'] as const;
    const approved = deedsOf(2).slice(0, 3);
    const deeds = approved.map((deed) => (deed.kind === 'check' ? { ...deed, kind: 'approve' } : deed));
    const died = act(2, 'remove', ['in', 'out'], {
      ...{ id: 999, at: shanghai('01-20 10:00') },
      ...{ before: { done: 3, state: 'in' }, after: { done: 3, state: 'out' } },
    });
    const hung = (off: boolean) => [posting({ shown: 1, rows: [{ entry: 2, off }] })];
    const once = { lists: [{ ...list('special'), track }], reports: [] };
    const out = { ...once, rows: [row(2, { done: 3, state: 'out', because: 'deceased' })], deeds: [...deeds, died] };
    expect(details({ ...out, postings: hung(true) })).toEqual([]);
    const unposted = 'row 2: approve, and it was announced without a posting';
    expect(details({ ...out, postings: [posting({ shown: 0, rows: [] })] })).toContain(unposted);
    expect(details({ ...once, rows: [row(2, { done: 3 })], deeds, postings: hung(true) })).toEqual([unposted]);
  });

  test('knows every list', () =>
    expect(kinds({ rows: [row(1, { list: 'other' })], deeds: [], postings: [], reports: [] })).toEqual([
      'out-of-order',
    ]));
});

describe('a posting', () => {
  test('hangs with every row that was ready, and no other', () => {
    expect(details({ postings: [posting({ shown: 1, rows: [{ entry: 1, off: false }] })] })).toContain(
      'posting 5: row 2 of list special was ready, and does not hang',
    );
    const early = posting({ opensAt: shanghai('01-03 09:00'), closedAt: shanghai('01-06 00:00') });
    expect(details({ postings: [early] })).toEqual([
      'posting 5: row 1 hangs, and was not ready',
      'posting 5: row 2 hangs, and was not ready',
    ]);
    expect(details({ postings: [posting({ shown: 3 })] })).toEqual(['posting 5: it shows 3 rows, and there are 2']);
  });

  test('loses in its next version the row whose objection was right, and no other', () => {
    const upheld = act(2, 'remove', ['in', 'out'], { id: 160, case: 8, at: shanghai('01-11 09:00') });
    const second = posting({ id: 6, version: 2, shown: 1, rows: [{ entry: 1, off: false }] });
    const objected = {
      rows: [row(1), row(2, { done: 2, state: 'out', because: 'objection' })],
      deeds: inOrder(...deedsOf(1), ...deedsOf(2).slice(0, 2), upheld),
    };
    expect(details({ ...objected, postings: [posting(), second] })).toEqual([]);
    expect(details({ ...objected, postings: [posting(), { ...second, shown: 0, rows: [] }] })).toContain(
      'posting 6: row 1 of list special was ready, and does not hang',
    );
    expect(details({ ...objected, postings: [posting(), { ...posting(), id: 6, version: 2 }] })).toEqual([
      'posting 6: row 2 hangs, and was not ready',
    ]);
  });
});

describe('the figures of a report', () => {
  test('are the rows of its moment', () => {
    expect(details({ reports: [report({ after: 1, figures: { specialRows: 1 } }), report()] })).toEqual([]);
    expect(details({ reports: [report({ after: 1 })] })).toEqual([
      'report R1 of list special: 2 rows of special, and there are 1',
    ]);
    expect(details({ reports: [report({ figures: {} })] })).toEqual([
      'report R1 of list special: 0 rows of special, and there are 2',
    ]);
    expect(kinds({ reports: [report({ unit: 'B' })] })).toEqual(['miscounted']);
    expect(kinds({ reports: [report({ figures: { specialRows: 1, beside: 1 } })] })).toEqual([]);
  });

  test('are the rows with which a unit has done its step, and those that it has removed', () => {
    const gone = act(3, 'remove', ['in', 'out'], {
      id: 140,
      key: 'check',
      before: { done: 1, state: 'in' },
      after: { done: 1, state: 'out' },
    });
    const checked = {
      rows: [row(1), row(2), row(3, { state: 'out', done: 1, because: 'moved' })],
      deeds: inOrder(...deedsOf(1), ...deedsOf(2), ...deedsOf(3).slice(0, 1), gone),
      quotas: [{ list: 'special', category: 'special', unit: 'A', slots: 3 }],
    };
    const check = report({ does: 'check', key: 'check', after: 140, figures: { specialRows: 2, removed: 1 } });
    expect(details({ ...checked, reports: [check] })).toEqual([]);
    expect(details({ ...checked, reports: [{ ...check, figures: { specialRows: 2 } }] })).toEqual([
      'report R1 of list special: 0 removed rows, and there are 1',
    ]);
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

describe('of pairs', () => {
  const TRACK_OF_PAIRS = ['propose', 'check', 'support'] as const;
  const pairs = { ...list('special'), track: TRACK_OF_PAIRS, limited: false, once: [] };
  const of = (id: number, kind: string, changes: Partial<RehearsedDeed> = {}): RehearsedDeed => ({
    ...{ id, entry: 1, unit: 'A', key: null, case: null, kind, hand: `contact:${id}`, at: shanghai('01-15 10:00') },
    ...{ before: null, after: null, ...changes },
  });
  const deeds = [
    of(1, 'propose', { after: { done: 1, state: 'in' } }),
    of(2, 'check', { before: { done: 1, state: 'in' }, after: { done: 2, state: 'in' } }),
    // As the deed has it: the helper's unit, not the row's.
    of(3, 'pair', { unit: 'D', after: { done: 0, state: 'out', unit: 'D' } }),
    of(4, 'contact', { unit: 'D', key: 'named@2027-01-15' }),
    of(5, 'contact', { unit: 'D', key: 'named@2027-02-15' }),
  ];
  const told = (contacts: number) =>
    details({
      ...{ lists: [pairs], rows: [row(1, { done: 2 })], deeds, quotas: [], postings: [] },
      reports: [
        report({ does: 'support', unit: 'D', key: 'named@2027-01-15', figures: { contacts }, after: 5 }),
        report({ receipt: 'R2', unit: 'A', figures: { specialRows: 1 }, after: 5 }),
      ],
    });

  test('a helper’s deeds count in their round, and the row stays where it is', () => {
    expect(told(1)).toEqual([]);
  });

  test('a report that counts other deeds is told', () => {
    expect(told(2)).toEqual(['report R1 of list special: 2 deeds of contact, and there are 1']);
  });
});
