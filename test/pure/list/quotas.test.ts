import { quotaDifference, quotasAfterMove } from '../../../domain/list/quotas';
import { dueOf } from '../../../domain/round/milestone-due';

describe('what is due of a quota', () => {
  // SUBSTANCE D.7: 10 slots, 7 due; one slot, one due.
  it.each([
    [0.7, 10, 7],
    [0.7, 1, 1],
    [0.7, 0, 0],
    [0.7, 11, 8],
    [0.1, 30, 3],
    [0.29, 100, 29],
    [0.55, 100, 55],
    [1, 13, 13],
  ])('%d of %d are %d, without an error of binary fractions', (share, slots, due) => {
    expect(dueOf(share, slots)).toBe(due);
  });

  it('is never more than the slots, and never less than the share', () => {
    for (let percent = 1; percent <= 100; percent += 1)
      for (let slots = 0; slots <= 200; slots += 1) {
        const due = dueOf(percent / 100, slots);
        expect([due <= slots, due * 100 >= percent * slots, (due - 1) * 100 < percent * slots || due === 0]).toEqual([
          ...[true, true, true],
        ]);
      }
  });
});

describe('a table of quotas', () => {
  const held = [
    { unit: '911', category: 'special', slots: 5, used: 4 },
    { unit: '912', category: 'special', slots: 3, used: 0 },
    { unit: '913', category: 'special', slots: 2, used: 2 },
  ];

  it('says what changes, what stays, and what it does not name', () => {
    const wanted = [
      { unit: '911', category: 'special', slots: 3 },
      { unit: '912', category: 'special', slots: 3 },
      { unit: '921', category: 'special', slots: 1 },
    ];
    const { changed, same, unnamed, below } = quotaDifference(held, wanted);
    expect(changed).toEqual([
      { unit: '911', category: 'special', slots: 3, before: 5, used: 4 },
      { unit: '921', category: 'special', slots: 1, before: 0, used: 0 },
    ]);
    expect([same, unnamed, below]).toEqual([1, [held[2]], [changed[0]]]);
  });

  it('moves slots without making any', () => {
    const moved = quotasAfterMove(held, { from: '912', to: '921', category: 'special', slots: 2 });
    expect(moved.map(({ unit, slots }) => [unit, slots])).toEqual([
      ['912', 1],
      ['921', 2],
    ]);
  });
});
