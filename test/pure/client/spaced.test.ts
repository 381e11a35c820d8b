import { spaced } from '../../../client/spaced';

const REST_MS = 5000;
const PACE = { atOnce: 3, everyMs: 100 };
const RESTS = { firstMs: REST_MS, longestMs: 8 * REST_MS, ...PACE };

describe('spaced hints', () => {
  const told: string[] = [];
  const tell = async (key: string) => void told.push(key);

  beforeEach(() => {
    told.length = 0;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  test('the first is told at once, and those that follow by one hint later', async () => {
    const hints = spaced(tell, RESTS);
    for (let many = 0; many < 100; many += 1) await hints.tell('a');
    expect(told).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(told).toEqual(['a', 'a']);
    await jest.advanceTimersByTimeAsync(10 * REST_MS);
    expect(told).toEqual(['a', 'a']);
    await hints.tell('a');
    expect(told).toEqual(['a', 'a', 'a']);
  });

  test('the more often, the longer it rests, up to the longest; a long silence forgets that', async () => {
    const hints = spaced(tell, RESTS);
    const seconds: number[] = [];
    for (let second = 0; second < 200; second += 1) {
      const before = told.length;
      await hints.tell('a');
      await jest.advanceTimersByTimeAsync(1000);
      if (told.length > before) seconds.push(second);
    }
    expect(seconds).toEqual([0, 4, 14, 34, 74, 114, 154, 194]);
    await jest.advanceTimersByTimeAsync(25 * RESTS.longestMs);
    told.length = 0;
    await hints.tell('a');
    await hints.tell('a');
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(told).toEqual(['a', 'a']);
  });

  test('keys do not wait for each other', async () => {
    const hints = spaced(tell, RESTS);
    await Promise.all([hints.tell('a'), hints.tell('b')]);
    expect(told).toEqual(['a', 'b']);
  });

  test('whoever stops tells what waits, once', async () => {
    const hints = spaced(tell, RESTS);
    for (const key of ['a', 'a', 'b']) await hints.tell(key);
    await hints.flush();
    expect(told).toEqual(['a', 'b', 'a']);
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(told).toHaveLength(3);
  });

  test('all keys together are told no faster than the pace, in their order, each once', async () => {
    const hints = spaced(tell, RESTS);
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const key of [...keys, ...keys]) await hints.tell(key);
    expect(told).toEqual(['a', 'b', 'c']);
    await jest.advanceTimersByTimeAsync(2 * PACE.everyMs);
    expect(told).toEqual(['a', 'b', 'c', 'd', 'e']);
    await hints.flush();
    expect(told.sort()).toEqual([...keys, 'a', 'b', 'c', 'd', 'e'].sort());
    await jest.advanceTimersByTimeAsync(PACE.atOnce * PACE.everyMs);
    told.length = 0;
    for (const key of ['g', 'h', 'i', 'j']) await hints.tell(key);
    expect(told).toEqual(['g', 'h', 'i']);
  });

  test('a failed hint fails its teller alone', async () => {
    const hints = spaced(() => Promise.reject(new Error('away')), RESTS);
    await expect(hints.tell('a')).rejects.toThrow('away');
    await expect(hints.tell('a')).resolves.toBeUndefined();
    await jest.advanceTimersByTimeAsync(REST_MS);
  });
});
