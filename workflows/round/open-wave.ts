import type { Instant } from '../../domain/instant';
import { firstRung, newsOfWave, type WaveNews, waveToOpen } from '../../domain/round/wave';
import { act } from '../activities';
import type { WorkflowClock } from '../clock';
import { tried } from '../tried';
import { openPlannedRound, type RoundToOpen, type Starting } from './planned-round';

/** Eight rounds one after the other, on a machine that does much else. */
const WITHIN = '1 minute';

/**
 * Opens neighbouring rounds of one ask by one activity, which also climbs the rung that is due at their opening; then
 * starts their workflows, which have nothing left to do but wait. It costs the server half of what it costs when each
 * opens and climbs for itself. It is also what keeps the queue short: it waits behind the work of the waves before.
 */
export async function openWave(wave: readonly RoundToOpen[], starting: Starting, clock: WorkflowClock): Promise<void> {
  const now = clock.now();
  // A reopened round may still be ending: it climbs for itself.
  const dues = wave.map((due) => ({
    ...due,
    first: due.again ? undefined : firstRung(due.round, starting.paused, now),
  }));
  const { opened, climbed } = await begin(dues, starting.campaign, now);
  await Promise.all(
    dues.map(({ first: rung, ...due }) => {
      const tally = climbed[due.area];
      return openPlannedRound(due, { ...starting, opened, ...(rung && tally && { climbed: { rung, tally } }) });
    }),
  );
}

/** @returns what was done; if nothing, each round tries for itself, so that one with a fault hurts no other */
async function begin(dues: Parameters<typeof waveToOpen>[0], campaign: string, now: Instant): Promise<WaveNews> {
  const summary = `Whom do we ask in ${dues.map(({ area }) => area).join(' ')}?`;
  const done = await tried('open', () =>
    act.openRounds.executeWithOptions({ summary, startToCloseTimeout: WITHIN }, [waveToOpen(dues, { campaign, now })]),
  );
  return done ? newsOfWave(done.came) : { opened: false, climbed: {} };
}
