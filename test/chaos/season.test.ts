import { shortSeasonUnderChaos } from './season/campaign';

/** The undisturbed season, three minutes of chaos, and the end of the last season. */
jest.setTimeout(30 * 60_000);

test('three minutes of chaos change nothing of a season: lost 0, doubled 0, balanced, the same summary', async () => {
  const notDone: string[] = [];
  const log = (line: string) => void (line.includes('(not done: ') && notDone.push(line));
  const chaos = await shortSeasonUnderChaos({ seed: 1, minutes: 3, log });
  expect(chaos).toMatchObject({ lost: 0, doubled: 0, unaccounted: 0, unbalanced: 0, summaryEqual: true, wrong: [] });
  expect(chaos.messages).toBeGreaterThan(100);
  // Where nobody may mount a small disk, it is told why, and all else has happened.
  for (const line of notDone) console.warn(line);
  const never = Object.entries(chaos.faults).flatMap(([kind, times]) => (times === 0 ? [kind] : []));
  expect(never).toEqual(notDone.length > 0 ? ['fullDisks'] : []);
});
