import { shortSeasonUnderChaos } from './season/campaign';

/** The undisturbed season, three minutes of chaos, and the end of the last season. */
jest.setTimeout(30 * 60_000);

test('three minutes of chaos change nothing of a season: lost 0, doubled 0, balanced, the same summary', async () => {
  const chaos = await shortSeasonUnderChaos({ seed: 1, minutes: 3, log: () => {} });
  expect(chaos).toMatchObject({ lost: 0, doubled: 0, unaccounted: 0, unbalanced: 0, summaryEqual: true, wrong: [] });
  expect(chaos.messages).toBeGreaterThan(100);
  for (const times of Object.values(chaos.faults)) expect(times).toBeGreaterThan(0);
});
