import { Connection, isGrpcServiceError } from '@temporalio/client';
import { buildIdOf } from '../config/build-id';
import type { Env } from '../config/env';

/** The part of Temporal's interface used here: workers and commands have different kinds of connection. */
type Service = Pick<
  Connection['workflowService'],
  'describeWorkerDeployment' | 'setWorkerDeploymentCurrentVersion' | 'describeTaskQueue'
>;

/** Workers of a task queue, and the code they run. */
export interface Build {
  namespace: string;
  /** Temporal keeps the builds of a deployment apart; ours is called as its task queue. */
  deployment: string;
  /** Made by config/build-id.ts. */
  id: string;
}

interface Known {
  /** The build that is given all work; null before the first. */
  current: string | null;
  /** When the server first saw a build, in ms since 1970. */
  seenAt(id: string): number | null;
}

/** gRPC: there is nothing of that name. */
const NOT_FOUND = 5;
/** Of Temporal's enum TaskQueueType. */
const WORKFLOW_TASKS = 1;

async function knownBuilds(service: Service, { namespace, deployment }: Omit<Build, 'id'>): Promise<Known> {
  try {
    const { workerDeploymentInfo: info } = await service.describeWorkerDeployment({
      namespace,
      deploymentName: deployment,
    });
    const seen = new Map(
      info?.versionSummaries?.map(({ deploymentVersion, createTime }) => [
        deploymentVersion?.buildId,
        Number(createTime?.seconds ?? 0) * 1000 + (createTime?.nanos ?? 0) / 1_000_000,
      ]),
    );
    return {
      current: info?.routingConfig?.currentDeploymentVersion?.buildId ?? null,
      seenAt: (id) => seen.get(id) ?? null,
    };
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return { current: null, seenAt: () => null };
    throw error;
  }
}

/** Gives all work to a build, even before its workers are there: running workflows go on under it. */
async function makeCurrent(service: Service, { namespace, deployment, id }: Build): Promise<void> {
  await service.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName: deployment,
    buildId: id,
    identity: 'nuandong',
    ignoreMissingTaskQueues: true,
    allowNoPollers: true,
  });
}

/**
 * Gives all work to a worker's build when it starts, unless the current one is newer: an older process that is started
 * again in the middle of an update must not take the campaigns back.
 * @returns the build that has the work now
 */
export async function takeOver(service: Service, build: Build): Promise<string> {
  const { current, seenAt } = await knownBuilds(service, build);
  const own = seenAt(build.id);
  const newer = current !== null && own !== null && own < (seenAt(current) ?? 0) ? current : null;
  if (newer !== null) return newer;
  if (current !== build.id) await makeCurrent(service, build);
  return build.id;
}

type Where = Pick<Env, 'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE' | 'TASK_QUEUE' | 'BUILD_ID'>;

/** Opens a connection, calls `work` with the build of this checkout, and closes the connection. */
async function withOwnBuild<T>(env: Where, work: (service: Service, own: Build) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS, connectTimeout: '10 seconds' });
  try {
    const own = { namespace: env.TEMPORAL_NAMESPACE, deployment: env.TASK_QUEUE, id: await buildIdOf(env) };
    return await work(connection.workflowService, own);
  } finally {
    await connection.close();
  }
}

/**
 * Gives all work to the build of this checkout, newer or older than the current one.
 * @returns its id
 * @throws Error when Temporal does not answer, or is too old for it
 */
export const giveWorkToOwnBuild = (env: Where): Promise<string> =>
  withOwnBuild(env, async (service, own) => {
    await makeCurrent(service, own);
    return own.id;
  });

/** @returns the build of this checkout, and the one that has the work (null before the first) */
export const ownAndCurrentBuild = (env: Where): Promise<{ own: string; current: string | null }> =>
  withOwnBuild(env, async (service, own) => ({ own: own.id, current: (await knownBuilds(service, own)).current }));

/** A worker asks Temporal for work again within a minute; one that was killed stays on Temporal's list for five. */
const ASKED_WITHIN_MS = 70_000;

/** @returns whether workers of some build take work from the task queue now */
export const workersRun = (env: Where): Promise<boolean> =>
  withOwnBuild(env, async (service, { namespace, deployment }) => {
    const { pollers } = await service.describeTaskQueue({
      namespace,
      taskQueue: { name: deployment },
      taskQueueType: WORKFLOW_TASKS,
    });
    return (pollers ?? []).some(
      ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < ASKED_WITHIN_MS,
    );
  });
