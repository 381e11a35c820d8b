import { plusMs } from '../../../domain/instant';
import { FIRST_LOOK_UP_MS, lookUpAfterSilence, nextLookUp } from '../../../domain/message/lookup';

const LOST = '2026-12-02T01:30:00.000Z';
const MINUTE = 60_000;

test('a provider is asked 2 minutes, 15 minutes, 2 hours and 24 hours after a message was lost, then no more', () => {
  const asked: number[] = [];
  let at = plusMs(LOST, FIRST_LOOK_UP_MS);
  for (let lookups = 1; ; lookups++) {
    asked.push((Date.parse(at) - Date.parse(LOST)) / MINUTE);
    const next = nextLookUp(lookups, at);
    if (next === null) break;
    at = next;
  }
  expect(asked).toEqual([2, 15, 120, 24 * 60]);
});

test('a provider that could not be asked is asked every quarter of an hour, for three days', () => {
  const after = (hours: number) => lookUpAfterSilence(LOST, plusMs(LOST, hours * 60 * MINUTE));
  expect(after(1)).toBe(plusMs(LOST, 75 * MINUTE));
  expect(after(71.75)).toBe(plusMs(LOST, 72 * 60 * MINUTE));
  expect(after(71.8)).toBeNull();
});
