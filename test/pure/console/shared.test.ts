import { setImmediate } from 'node:timers/promises';
import { shared } from '../../../console/api/progress/shared';
import { atOnce } from '../../../store/db/at-once';
import type { Part } from '../../../store/db/scope';

/** Counts that run once for all readers, with a clock that the test moves. */
const FRESH_MS = 1000;
const OLDEST_MS = 3000;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

/** A count of a given duration; the answer for a part is the number of the count and the part. */
function counting(tookMs = 0) {
  const counts: Part[][] = [];
  const ask = shared({ freshMs: FRESH_MS, line: atOnce(1) }, async (campaign, parts) => {
    counts.push([...parts].sort());
    const nth = counts.length;
    if (tookMs > 0) await new Promise((resolve) => setTimeout(resolve, tookMs));
    return new Map(campaign === 'none' ? [] : parts.map((part) => [part, `${nth} ${part}`]));
  });
  return { ask, counts };
}
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

test('who asks while others are counted is counted with all who wait; then all are counted together', async () => {
  const { ask, counts } = counting(10);
  const first = Promise.all(['1', '2', '3', '2'].map((part) => ask('a', part)));
  await pass(20);
  expect(await first).toEqual(['1 1', '2 2', '2 3', '2 2']);
  await pass(FRESH_MS);
  await ask('a', '3');
  await pass(10);
  expect(counts).toEqual([['1'], ['1', '2', '3'], ['1', '2', '3']]);
});

test('a part that nobody has looked at for a while is not counted with the others', async () => {
  const { ask, counts } = counting();
  await ask('a', '1');
  await pass(16_000);
  await ask('a', '2');
  expect(counts).toEqual([['1'], ['2']]);
});

test('an answer is given until it is no longer fresh; then the old one while the new one is counted', async () => {
  const { ask, counts } = counting();
  await ask('a', null);
  await pass(FRESH_MS - 1);
  expect(await ask('a', null)).toBe('1 null');
  expect(counts).toHaveLength(1);
  await pass(2);
  expect(await ask('a', null)).toBe('1 null');
  await setImmediate();
  expect(await ask('a', null)).toBe('2 null');
});

test('an answer of a slow count stays longer, and is given for as long again while the next one is counted', async () => {
  const SLOW_MS = 500;
  const { ask, counts } = counting(SLOW_MS);
  for (let nth = 0; nth < 2; nth += 1) {
    void ask('a', null);
    await pass(FRESH_MS + SLOW_MS);
  }
  // The second count began 1500 ms ago.
  await pass(8000);
  expect(await ask('a', null)).toBe('2 null');
  expect(counts).toHaveLength(2);
  await pass(10_000);
  expect(await ask('a', null)).toBe('2 null');
  await pass(SLOW_MS);
  expect(await ask('a', null)).toBe('3 null');
  await pass(20_000);
  const waiting = ask('a', null);
  await pass(SLOW_MS);
  expect(await waiting).toBe('4 null');
});

test('an answer that is too old is not given: those who ask wait for the new one', async () => {
  const { ask } = counting();
  await ask('a', null);
  await pass(OLDEST_MS + 1);
  expect(await ask('a', null)).toBe('2 null');
});

test('who has done something gets what was counted after it, also when a count is under way', async () => {
  const { ask, counts } = counting(10);
  const others = ask('a', '1');
  await pass(5);
  const own = ask('a', '1', performance.now());
  await pass(15);
  expect([await others, await own]).toEqual(['1 1', '2 1']);
  expect(await ask('a', '1', performance.now() - 15)).toBe('2 1');
  expect(counts).toHaveLength(2);
});

/** Asks twice for what takes so long to count: once, and when the first answer is no longer fresh. */
async function countedTwice(tookMs: number) {
  const counted = counting(tookMs);
  const first = counted.ask('a', null);
  await pass(tookMs);
  await first;
  await pass(Math.max(FRESH_MS, OLDEST_MS) + 1 - tookMs);
  const second = counted.ask('a', null);
  await pass(tookMs);
  await second;
  expect(counted.counts).toHaveLength(2);
  return counted;
}

test('what takes long to count, again and again, is counted less often', async () => {
  const { ask, counts } = await countedTwice(100);
  await pass(32 * 100 - 101);
  await ask('a', null);
  expect(counts).toHaveLength(2);
  await pass(2);
  void ask('a', null);
  expect(counts).toHaveLength(3);
});

test('but no answer is given for longer than ten seconds because counting took long', async () => {
  const { ask, counts } = await countedTwice(2000);
  await pass(7999);
  await ask('a', null);
  expect(counts).toHaveLength(2);
  await pass(2);
  void ask('a', null);
  expect(counts).toHaveLength(3);
});

test('what is not there has no answer, and none is kept', async () => {
  const { ask, counts } = counting();
  expect(await ask('none', null)).toBeUndefined();
  expect(await ask('none', null)).toBeUndefined();
  expect(counts).toHaveLength(2);
});

test('a failure is told to those who wait for it, and the next who asks is counted anew', async () => {
  let counts = 0;
  const ask = shared({ freshMs: FRESH_MS, line: atOnce(1) }, async (_, parts) => {
    counts += 1;
    if (counts % 2 === 1) throw new Error('gone');
    return new Map(parts.map((part) => [part, counts]));
  });
  await expect(ask('a', null)).rejects.toThrow('gone');
  expect(await ask('a', null)).toBe(2);
  await pass(FRESH_MS + 1);
  // The old answer is shown meanwhile, and no harm is done.
  expect(await ask('a', null)).toBe(2);
  await setImmediate();
  await ask('a', null);
  await setImmediate();
  expect(await ask('a', null)).toBe(4);
});
