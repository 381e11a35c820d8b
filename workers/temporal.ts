import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { type ActivityDependencies, createActivities } from '../activities';
import { guardActivities } from '../activities/guard';
import { takeOver } from '../client/builds';
import { dataConverter } from '../client/payload-codec';
import { buildIdOf } from '../config/build-id';
import type { Env } from '../config/env';
import { workflowBundle } from './workflow-bundle';

let logging = false;

/** Sends the SDK's log to ours. Its runtime can be set up once in a process, before the first worker. */
export function logWith(log: Logger): void {
  if (logging) return;
  logging = true;
  Runtime.install({
    // The starter of the app ends the worker. With its own signal handler, Ctrl-C would stop the worker before a
    // rehearsal can cancel its campaign.
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) } },
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const { workflowId, rung, error, state } = meta ?? {};
      log[level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'debug'](
        { workflowId, rung, state, error: error && String(error) },
        message,
      );
    }),
  });
}

/**
 * Runs the Temporal worker: workflows and their activities. Every performance option is chosen for two cores and a few
 * hundred rounds.
 * @param kept how many workflows stay in memory between two of their steps, half a megabyte each; the others are
 *   replayed from their history. A round is nearly always idle; the SDK's own default is over 2,000
 */
export async function startTemporalWorker(
  env: Env,
  dependencies: ActivityDependencies,
  kept = 100,
): Promise<{ runs(): boolean; close(): Promise<void> }> {
  logWith(dependencies.log);
  const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS });
  const { TEMPORAL_NAMESPACE: namespace, TASK_QUEUE: taskQueue } = env;
  const build = { namespace, deployment: taskQueue, id: await buildIdOf(env) };
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    dataConverter: dataConverter(env),
    // A running campaign goes on under the newest build; `patched` decides by its history which code runs.
    workerDeploymentOptions: {
      version: { deploymentName: build.deployment, buildId: build.id },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
    workflowBundle: await workflowBundle(),
    activities: createActivities(dependencies),
    interceptors: { activity: [guardActivities(dependencies)] },
    maxCachedWorkflows: kept,
    // One thread carries out all of them, one after the other. More would only wait here, where each has ten seconds
    // from the moment it was taken; at the server they wait as long as they must.
    maxConcurrentWorkflowTaskExecutions: 10,
    // Each activity holds a database connection during its transaction; the pool has enough for all.
    maxConcurrentActivityTaskExecutions: 16,
    maxConcurrentLocalActivityExecutions: 1,
    reuseV8Context: true,
    // A rung's transaction takes well under a second; the default of 0 would interrupt it.
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
  const current = await takeOver(connection.workflowService, build);
  if (current !== build.id)
    dependencies.log.warn(
      { build: build.id, current },
      'workflows: a newer build has the work; `nuandong services prepare` gives it to this one',
    );
  const running = worker.run();
  return {
    runs: () => worker.getState() === 'RUNNING',
    async close() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
