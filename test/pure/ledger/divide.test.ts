import fc from 'fast-check';
import { divide } from '../../../domain/ledger/divide';

const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 });

describe('division by largest remainder', () => {
  test('parts add up to the total, and none is a whole unit from its exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000_000), weights, (total, each) => {
        const sum = each.reduce((all, one) => all + one, 0);
        const parts = divide(total, each);
        expect(parts.reduce((all, one) => all + one, 0)).toBe(sum === 0 ? 0 : total);
        for (const [at, part] of parts.entries())
          if (sum > 0) expect(Math.abs(part - (total * (each[at] ?? 0)) / sum)).toBeLessThan(1);
      }),
    );
  });

  test('equal shares differ by one fen at most, and the first get it', () => {
    expect(divide(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(divide(519_800, Array<number>(17).fill(1)).reduce((all, one) => all + one, 0)).toBe(519_800);
  });

  test('nobody to give to gets nothing', () => {
    expect(divide(100, [0, 0])).toEqual([0, 0]);
    expect(divide(100, [])).toEqual([]);
  });
});
