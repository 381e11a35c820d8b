import type { RehearsedDeed } from '../../../../store/rehearsal/rehearsed-lists';
import { shanghai } from '../../../support/campaigns/tiny';
import { act, deedsOf, details, inOrder, kinds, list, posting, row } from '../../../support/list/audited-lists';

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
