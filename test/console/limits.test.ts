import { createLimiter } from '../../console/limits';

describe('a limiter', () => {
  it('counts by key and starts anew with every window', () => {
    let now = 0;
    const limiter = createLimiter({ max: 2, windowMs: 60_000, now: () => now });
    expect(['a', 'a', 'a', 'b'].map((key) => limiter.take(key))).toEqual([true, true, false, true]);
    now = 59_999;
    expect(limiter.take('a')).toBe(false);
    now = 60_000;
    expect(limiter.take('a')).toBe(true);
  });
});
