import { shanghai } from '../../../support/campaigns/tiny';
import { act, deedsOf, details, inOrder, posting, row } from '../../../support/list/audited-lists';

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
