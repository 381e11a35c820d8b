import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import { z } from 'zod';
import type { Sql } from '../../register/db';
import { FAULT_KINDS, openFaults } from '../../register/faults';
import type { App, Console } from '../context';
import { only } from '../who';

/** A service that needs longer than this to say that it is there is not there for whoever waits for a page. */
const PROBE_MS = 2000;

const seconds = new Histogram({
  name: 'nuandong_http_seconds',
  help: 'Time to answer, by route (never the address: it can hold a token)',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
});

const faults = new Gauge({
  name: 'nuandong_faults',
  help: 'What somebody has to look after; `nuandong doctor` says what to do',
  labelNames: ['kind'],
});

/** A kind without a fault says 0, so that an alarm ends. While Postgres is away the last figures stand. */
async function countFaults(sql: Sql): Promise<void> {
  const open = await openFaults(sql);
  for (const kind of FAULT_KINDS) faults.set({ kind }, open.filter((fault) => fault.kind === kind).length);
}

/** Default metrics are the process's; where several roles share one it is enough that one collects them. */
if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();

async function answers(probe: () => Promise<unknown>): Promise<'ok' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PROBE_MS);
  });
  try {
    await Promise.race([probe(), tooLate]);
    return 'ok';
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}

const check = z.enum(['ok', 'down']);
const health = z
  .object({ status: check, checks: z.record(z.string(), check).describe('By service: what is down') })
  .describe('Whether everything the console needs answers');

/** For load balancers and ops: whether the services answer, and figures for Prometheus. */
export function healthRoutes(app: App, { sql, client, queues }: Console): void {
  const probes: Record<string, () => Promise<unknown>> = {
    postgres: async () => sql`select 1`,
    temporal: () => client.ping(),
    ...(queues[0] && { redis: async () => queues[0]?.count() }),
  };

  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });

  app.get(
    '/healthz',
    {
      config: only('anybody'),
      schema: { tags: ['ops'], summary: 'Health', response: { 200: health, 503: health } },
    },
    async (_, reply) => {
      const states = await Promise.all(
        Object.entries(probes).map(async ([name, probe]) => [name, await answers(probe)] as const),
      );
      const status = states.every(([, state]) => state === 'ok') ? 'ok' : 'down';
      return reply.code(status === 'ok' ? 200 : 503).send({ status, checks: Object.fromEntries(states) });
    },
  );

  app.get(
    '/metrics',
    {
      config: only('anybody'),
      schema: {
        tags: ['ops'],
        summary: 'Metrics for Prometheus',
        response: {
          200: { description: 'Text exposition format', content: { 'text/plain': { schema: { type: 'string' } } } },
        },
      },
    },
    async (_, reply) => {
      await answers(() => countFaults(sql));
      return reply.type(register.contentType).send(await register.metrics());
    },
  );
}
