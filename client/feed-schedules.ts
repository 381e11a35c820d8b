import {
  Client,
  Connection,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
} from '@temporalio/client';
import type { Env } from '../config/env';
import type { Feed } from '../config/feeds';
import { searchAttributePairs } from '../domain/search-attributes';
import { dataConverter } from './payload-codec';

const PREFIX = 'weather/';
const WORKFLOW = 'weatherWatch';

/** The changes of the Schedules, by their ids. */
export interface Reconciled {
  created: string[];
  updated: string[];
  deleted: string[];
}

/**
 * Brings Temporal's Schedules in line with the list of feeds: one Schedule for each feed. It touches only Schedules
 * that start our own polls on our task queue. Running it twice, or in two processes at once, does no harm.
 */
export async function ensureFeedSchedules(env: Env, feeds: readonly Feed[]): Promise<Reconciled> {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS, connectTimeout: '10 seconds' });
  try {
    const { schedule } = new Client({
      connection,
      namespace: env.TEMPORAL_NAMESPACE,
      dataConverter: dataConverter(env),
    });
    const done: Reconciled = { created: [], updated: [], deleted: [] };
    for (const feed of feeds) {
      const outcome = await ensureOne(schedule, scheduleOf(feed, env.TASK_QUEUE));
      if (outcome) done[outcome].push(PREFIX + feed.id);
    }
    const wanted = new Set(feeds.map(({ id }) => PREFIX + id));
    for await (const { scheduleId } of schedule.list())
      if (scheduleId.startsWith(PREFIX) && !wanted.has(scheduleId) && (await isOurs(schedule, scheduleId, env))) {
        await schedule.getHandle(scheduleId).delete();
        done.deleted.push(scheduleId);
      }
    return done;
  } finally {
    await connection.close();
  }
}

type Schedules = Client['schedule'];

function scheduleOf({ id, everyMinutes }: Feed, taskQueue: string): ScheduleOptions {
  return {
    scheduleId: PREFIX + id,
    spec: { intervals: [{ every: everyMinutes * 60_000 }] },
    action: {
      type: 'startWorkflow',
      workflowType: WORKFLOW,
      workflowId: PREFIX + id,
      taskQueue,
      args: [{ feed: id }],
      staticSummary: `Ask the feed ${id} for warnings`,
      typedSearchAttributes: searchAttributePairs({ NdKind: 'weather' }),
    },
    policies: {
      // The next poll does not start while a slow one runs.
      overlap: 'SKIP',
      // A poll asks for the warnings that hold now, so missed polls need not be repeated.
      catchupWindow: '1 minute',
    },
  };
}

async function ensureOne(schedules: Schedules, wanted: ScheduleOptions): Promise<'created' | 'updated' | null> {
  const handle = schedules.getHandle(wanted.scheduleId);
  try {
    const { spec, action } = await handle.describe();
    const every = spec.intervals?.[0]?.every;
    if (every === wanted.spec.intervals?.[0]?.every && action.taskQueue === wanted.action.taskQueue) return null;
    await handle.update(({ state }) => ({ ...wanted, state }));
    return 'updated';
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    return await create(schedules, wanted);
  }
}

async function create(schedules: Schedules, wanted: ScheduleOptions): Promise<'created' | null> {
  try {
    await schedules.create(wanted);
    return 'created';
  } catch (error) {
    // Another process was quicker.
    if (error instanceof ScheduleAlreadyRunning) return null;
    throw error;
  }
}

async function isOurs(schedules: Schedules, id: string, { TASK_QUEUE }: Env): Promise<boolean> {
  try {
    const { action } = await schedules.getHandle(id).describe();
    return action.workflowType === WORKFLOW && action.taskQueue === TASK_QUEUE;
  } catch (error) {
    // Deleted a moment ago; lists lag behind.
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}
