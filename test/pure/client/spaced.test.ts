import { spaced } from '../../../client/spaced';

const REST_MS = 5000;

describe('spaced hints', () => {
  const told: string[] = [];
  const tell = async (key: string) => void told.push(key);

  beforeEach(() => {
    told.length = 0;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  test('the first is told at once, and those that follow by one hint later', async () => {
    const hints = spaced(tell, REST_MS);
    for (let many = 0; many < 100; many += 1) await hints.tell('a');
    expect(told).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(told).toEqual(['a', 'a']);
    await jest.advanceTimersByTimeAsync(10 * REST_MS);
    expect(told).toEqual(['a', 'a']);
    await hints.tell('a');
    expect(told).toEqual(['a', 'a', 'a']);
  });

  test('keys do not wait for each other', async () => {
    const hints = spaced(tell, REST_MS);
    await Promise.all([hints.tell('a'), hints.tell('b')]);
    expect(told).toEqual(['a', 'b']);
  });

  test('whoever stops tells what waits, once', async () => {
    const hints = spaced(tell, REST_MS);
    for (const key of ['a', 'a', 'b']) await hints.tell(key);
    await hints.flush();
    expect(told).toEqual(['a', 'b', 'a']);
    await jest.advanceTimersByTimeAsync(REST_MS);
    expect(told).toHaveLength(3);
  });

  test('a failed hint fails its teller alone', async () => {
    const hints = spaced(() => Promise.reject(new Error('away')), REST_MS);
    await expect(hints.tell('a')).rejects.toThrow('away');
    await expect(hints.tell('a')).resolves.toBeUndefined();
    await jest.advanceTimersByTimeAsync(REST_MS);
  });
});
