import type { RehearsedDeed } from '../../../../store/rehearsal/rehearsed-lists';
import { shanghai } from '../../../support/campaigns/tiny';
import { act, deedsOf, details, inOrder, kinds, list, report, row } from '../../../support/list/audited-lists';

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
