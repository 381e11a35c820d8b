import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import type { CampaignClient } from '../../../client/campaigns';
import type { Sql } from '../../../store/db/db';
import { isOutOfReach } from '../../../store/db/out-of-reach';

/** The driver is no part of what is tested: it waits for servers that are down, however long they are. */
const TRIES_MS = 300_000;
const AGAIN_MS = 250;

/** Postgres is away, or a lock was held by whoever is broken. */
const isGone = (error: unknown): boolean => isOutOfReach(error) || (error as { code?: string }).code === '55P03';

const isTemporalGone = (error: unknown): boolean =>
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  (error instanceof ServiceError && error.name === 'ServiceError') ||
  (error instanceof Error && (isGrpcServiceError(error) || isGrpcServiceError(error.cause)));

async function persist<T>(act: () => Promise<T>, isPassing: (error: unknown) => boolean): Promise<T> {
  for (const end = Date.now() + TRIES_MS; ; await pause(AGAIN_MS)) {
    try {
      return await act();
    } catch (error) {
      if (!isPassing(error) || Date.now() >= end) throw error;
    }
  }
}

/** A pool whose statements and transactions are made again while Postgres is gone. */
export const patientSql = (pool: Sql): Sql =>
  new Proxy(pool, {
    apply(target, _, values: Parameters<Sql>) {
      const query = target(...values);
      // A name, a list or a piece of another statement is never waited for; what is, runs.
      if (typeof query.then !== 'function') return query;
      const first = query.then.bind(query);
      let ran = false;
      const run = () => {
        const again = ran;
        ran = true;
        return new Promise<unknown>((resolve, reject) => {
          if (again) target(...values).then(resolve, reject);
          else first(resolve, reject);
        });
      };
      Reflect.set(query, 'then', (...handlers: Parameters<Promise<unknown>['then']>) =>
        persist(run, isGone).then(...handlers),
      );
      return query;
    },
    get: (target, name) =>
      name === 'begin'
        ? (...given: Parameters<Sql['begin']>) => persist(() => target.begin(...given), isGone)
        : Reflect.get(target, name),
  });

/** A client whose calls are made again while Temporal or Postgres is gone. */
export function patientClient(client: CampaignClient): CampaignClient {
  const isPassing = (error: unknown) => isTemporalGone(error) || isGone(error);
  const patient =
    <Given extends unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    (...given: Given): Promise<Answer> =>
      persist(() => call(...given), isPassing);
  return {
    ...client,
    start: patient(client.start),
    steer: patient(client.steer),
    reportsArrived: patient(client.reportsArrived),
    terminate: patient(client.terminate),
    async *kept(campaign, since) {
      yield* await persist(async () => {
        const all = [];
        for await (const one of client.kept(campaign, since)) all.push(one);
        return all;
      }, isPassing);
    },
    advance(id, to) {
      const key = randomUUID();
      return persist(() => client.advance(id, to, key), isPassing);
    },
  };
}
