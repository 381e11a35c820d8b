import { watchFeeds } from '../../activities/poll-feed';
import { ensureFeedSchedules } from '../../client/feed-schedules';
import { readFeeds } from '../../config/feeds';
import { every } from '../../config/loops/loop';
import { wallClock } from '../../store/warning/feeds';
import { startTemporalWorker } from '../temporal';
import type { Ground, RunningRole } from './ground';

/** A feed counts as silent after half an hour at the earliest. */
const FEEDS_WATCHED_MS = 60_000;

/** A rehearsal's clock wakes every round at each instant: those of a province, which one process has all to itself. */
const KEPT_TOGETHER = 400;

/** Carries campaigns through their rounds: Temporal workflows and activities, and the schedules of feeds. */
export async function startWorkflows({ env, sql, log, client, alone }: Ground): Promise<RunningRole> {
  const feeds = readFeeds(env.FEEDS_FILE);
  const { answerWarnings, steer, startCases, cancelCases, postingsChanged } = await client();
  const { REPORTS_DIR: reportsDir, PUBLIC_URL: publicUrl, FEED_SETTINGS: feedSettings } = env;
  const told = { answerWarnings, steer, startCases, cancelCases, postingsChanged };
  const worker = await startTemporalWorker(
    env,
    { sql, log, reportsDir, publicUrl, feeds, feedSettings, ...told },
    alone ? undefined : KEPT_TOGETHER,
  );
  try {
    await ensureFeedSchedules(env, feeds);
  } catch (error) {
    await worker.close();
    throw error;
  }
  const watch = every({ name: 'feeds', ms: FEEDS_WATCHED_MS, log }, async () =>
    watchFeeds({ sql, feeds }, await wallClock(sql)),
  );
  return {
    ill: () => (worker.runs() ? [] : ['workflows']),
    async close() {
      await watch.stop();
      await worker.close();
    },
  };
}
