import { setImmediate } from 'node:timers/promises';
import { shared } from '../../../console/api/campaign/shared';

/** Counts that run once for all readers, with a clock that the test moves. */
const FRESH_MS = 1000;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

/** A count of a given duration; its answer is its number and its arguments. */
function counting(tookMs = 0) {
  let counts = 0;
  const ask = shared(FRESH_MS, async (campaign: string, region: string | null) => {
    counts += 1;
    const answer = `${counts} ${campaign} ${region}`;
    if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs));
    return answer;
  });
  return { ask, counts: () => counts };
}

test('many who ask at once are one count, and those who ask about something else are another', async () => {
  const { ask, counts } = counting();
  expect(await Promise.all([ask('a', '1'), ask('a', '1'), ask('a', null)])).toEqual(['1 a 1', '1 a 1', '2 a null']);
  expect(counts()).toBe(2);
});

test('an answer is given until it is no longer fresh; then the old one while the new one is counted', async () => {
  const { ask, counts } = counting();
  await ask('a', null);
  await jest.advanceTimersByTimeAsync(FRESH_MS - 1);
  expect(await ask('a', null)).toBe('1 a null');
  expect(counts()).toBe(1);
  await jest.advanceTimersByTimeAsync(2);
  expect(await ask('a', null)).toBe('1 a null');
  await setImmediate();
  expect(await ask('a', null)).toBe('2 a null');
  expect(counts()).toBe(2);
});

test('an answer that is far too old is not given: those who ask wait for the new one', async () => {
  const { ask } = counting();
  await ask('a', null);
  await jest.advanceTimersByTimeAsync(3 * FRESH_MS + 1);
  expect(await ask('a', null)).toBe('2 a null');
});

/** Asks twice for what takes so long to count: once, and when the first answer is no longer fresh. */
async function countedTwice(tookMs: number) {
  const counted = counting(tookMs);
  const first = counted.ask('a', null);
  await jest.advanceTimersByTimeAsync(Math.max(tookMs, FRESH_MS + 1));
  await first;
  await counted.ask('a', null);
  await jest.advanceTimersByTimeAsync(tookMs);
  expect(counted.counts()).toBe(2);
  return counted;
}

test('what takes long to count, again and again, is counted less often', async () => {
  const { ask, counts } = await countedTwice(100);
  await jest.advanceTimersByTimeAsync(32 * 100 - 101);
  await ask('a', null);
  expect(counts()).toBe(2);
  await jest.advanceTimersByTimeAsync(2);
  await ask('a', null);
  expect(counts()).toBe(3);
});

test('but no answer is given for longer than ten seconds because counting took long', async () => {
  const { ask, counts } = await countedTwice(2000);
  await jest.advanceTimersByTimeAsync(7999);
  await ask('a', null);
  expect(counts()).toBe(2);
  await jest.advanceTimersByTimeAsync(2);
  await ask('a', null);
  expect(counts()).toBe(3);
});

test('a failure is told to those who wait for it, and is not kept', async () => {
  let counts = 0;
  const ask = shared(FRESH_MS, async () => {
    counts += 1;
    if (counts === 1) throw new Error('gone');
    return counts;
  });
  await expect(ask()).rejects.toThrow('gone');
  expect(await ask()).toBe(2);
});

test('a failure while an old answer is shown does no harm: the next request counts anew', async () => {
  let counts = 0;
  const ask = shared(FRESH_MS, async () => {
    counts += 1;
    if (counts === 2) throw new Error('gone');
    return counts;
  });
  await ask();
  await jest.advanceTimersByTimeAsync(FRESH_MS + 1);
  expect(await ask()).toBe(1);
  await setImmediate();
  expect(await ask()).toBe(3);
});
