import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { allocate, drawSample, estimate, type FrameRow } from '../../../domain/list/sample';

const frame: FrameRow[] = Array.from({ length: 100 }, (_, nr) => ({ row: `row-${nr}`, stratum: nr < 90 ? 'a' : 'b' }));
const ranked =
  (seed: number) =>
  ({ row }: FrameRow) =>
    createHash('sha256').update(`${seed}|${row}`).digest('hex');

describe('a sample', () => {
  it('is the same for the same seed, whatever the order of the frame', () => {
    const draw = (rows: FrameRow[], seed: number) => drawSample(rows, { size: 10, rank: ranked(seed) });
    expect(draw(frame, 7)).toEqual(draw([...frame].reverse(), 7));
    expect(draw(frame, 7)).not.toEqual(draw(frame, 8));
    expect(draw(frame, 7).filter(({ stratum }) => stratum === 'b')).toHaveLength(1);
  });

  it('has at least one row of each township, and shares the rest out', () => {
    const strata = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 400 }), {
      minKeys: 1,
      maxKeys: 12,
    });
    fc.assert(
      fc.property(strata, fc.integer({ min: 1, max: 200 }), (rows, size) => {
        const given = new Map(Object.entries(rows));
        const shares = allocate(given, size);
        const total = [...given.values()].reduce((sum, one) => sum + one, 0);
        const drawn = [...shares.values()].reduce((sum, one) => sum + one, 0);
        for (const [stratum, share] of shares) {
          expect(share).toBeGreaterThanOrEqual(1);
          expect(share).toBeLessThanOrEqual(given.get(stratum) ?? 0);
        }
        expect(drawn).toBeGreaterThanOrEqual(Math.min(size, total));
        expect(drawn).toBeLessThanOrEqual(Math.min(total, size + given.size));
      }),
    );
  });
});

describe('the estimate', () => {
  it('gives the share of the sample, and an interval around it', () => {
    const told = estimate({ checked: 100, wrong: 10, frame: 1_000_000 });
    // By hand: (0.1 + z²/200) / (1 + z²/100) ± z·√(0.0009 + z²/40000) / (1 + z²/100), z = 1.96.
    expect(told?.from).toBeCloseTo(0.0552, 3);
    expect(told?.to).toBeCloseTo(0.1744, 3);
  });

  it('knows everything when every row was looked at, and nothing before', () => {
    expect(estimate({ checked: 20, wrong: 3, frame: 20 })).toMatchObject({ from: 0.15, to: 0.15 });
    expect(estimate({ checked: 0, wrong: 0, frame: 20 })).toBeNull();
    expect(estimate({ checked: 5, wrong: 0, frame: 1000 })?.to).toBeLessThan(0.5);
  });
});
