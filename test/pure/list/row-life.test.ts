import fc from 'fast-check';
import { OUT_REASONS, type Row, type RowAct, type RowRules, rowAfter, takesSlot } from '../../../domain/list/row-life';
import { isTrack, STEP_NAMES, type Step } from '../../../domain/list/steps';

/** 海门: a removed row is not refilled, unless the village takes it back itself. */
const haimen: RowRules = {
  track: ['propose', 'check', 'announce', 'deliver'],
  removed: { check: 'burns', objection: 'burns', withdrawn: 'frees' },
};
const proposed: Row = { done: 1, state: 'in', burns: false };

const played = (acts: readonly RowAct[], rules = haimen): Row =>
  acts.reduce((row, act) => {
    const turn = rowAfter(row, act, rules);
    return 'row' in turn ? turn.row : row;
  }, proposed);
const refusal = (row: Row, act: RowAct, rules = haimen): string | null => {
  const turn = rowAfter(row, act, rules);
  return 'refused' in turn ? turn.refused : null;
};
const does = (step: Step): RowAct => ({ act: 'do', step });

const track = fc.subarray(STEP_NAMES.slice(1)).map((rest): Step[] => ['propose', ...rest]);
const act: fc.Arbitrary<RowAct> = fc.oneof(
  fc.constantFrom(...STEP_NAMES).map(does),
  fc.constantFrom<RowAct>({ act: 'correct' }, { act: 'return' }, { act: 'hold' }, { act: 'release' }),
  fc.record({
    act: fc.constant('remove' as const),
    because: fc.constantFrom(...OUT_REASONS),
    at: fc.constantFrom(...STEP_NAMES),
  }),
);

describe('the life of a row', () => {
  it('goes through its track, one step after the other', () => {
    expect(played(haimen.track.slice(1).map(does))).toEqual({ done: 4, state: 'in', burns: false });
    expect(refusal(proposed, does('deliver'))).toBe('row-step-early');
    expect(refusal(played([does('check')]), does('check'))).toBe('row-step-done');
    expect(refusal(proposed, does('approve'))).toBe('row-no-step');
  });

  it('stands before who returned it when it is handed in again', () => {
    const returned = played([does('check'), { act: 'return' }]);
    expect(returned).toEqual({ done: 2, state: 'returned', burns: false });
    expect(refusal(returned, does('announce'))).toBe('row-returned');
    expect(played([does('check'), { act: 'return' }, { act: 'correct' }])).toEqual({
      done: 2,
      state: 'in',
      burns: false,
    });
  });

  it('is corrected by who proposed it only until somebody has gone on with it', () => {
    expect(refusal(proposed, { act: 'correct' })).toBeNull();
    expect(refusal(played([does('check')]), { act: 'correct' })).toBe('row-not-open');
  });

  it('burns or frees its slot by the reason, else by the step at which it is removed', () => {
    const struck = played([{ act: 'remove', because: 'not-eligible', at: 'check' }]);
    expect([struck.burns, takesSlot(struck)]).toEqual([true, true]);
    const takenBack = played([{ act: 'remove', because: 'withdrawn', at: 'check' }]);
    expect([takenBack.burns, takesSlot(takenBack)]).toEqual([false, false]);
  });

  it('stays on the list after its delivery', () => {
    const delivered = played(haimen.track.slice(1).map(does));
    for (const late of [{ act: 'hold' }, { act: 'return' }, { act: 'remove', because: 'deceased' }] as const)
      expect(refusal(delivered, late)).toBe('row-settled');
  });

  it('never goes back, never skips a step, and never comes back from outside, whatever is done', () => {
    fc.assert(
      fc.property(track, fc.array(act, { maxLength: 30 }), (steps, acts) => {
        const rules = { ...haimen, track: steps };
        const delivered = steps.indexOf('deliver');
        let row = proposed;
        for (const next of acts) {
          const turn = rowAfter(row, next, rules);
          if ('refused' in turn) continue;
          expect([row.done, row.done + 1]).toContain(turn.row.done);
          expect(turn.row.done).toBeLessThanOrEqual(steps.length);
          expect(row.state).not.toBe('out');
          if (delivered >= 0 && row.done > delivered) expect(turn.row.state).toBe('in');
          if (turn.row.burns) expect(turn.row.state).toBe('out');
          row = turn.row;
        }
      }),
    );
  });
});

describe('a track', () => {
  it('begins with propose and keeps the order of the steps', () => {
    expect(isTrack(['propose', 'check', 'deliver'])).toBe(true);
    expect(isTrack(['check', 'deliver'])).toBe(false);
    expect(isTrack(['propose', 'deliver', 'check'])).toBe(false);
    expect(isTrack(['propose', 'propose'])).toBe(false);
  });
});
