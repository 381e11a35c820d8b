import { collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import type { Sql } from '../../../store/db/db';
import { FAULT_KINDS, openFaults } from '../../../store/message/faults';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

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

/** A kind without a fault gives 0, so that an alarm ends. */
async function countFaults(sql: Sql): Promise<void> {
  const open = await openFaults(sql);
  for (const kind of FAULT_KINDS) faults.set({ kind }, open.filter((fault) => fault.kind === kind).length);
}

/** Default metrics belong to the process; one of several roles in it collects them. */
if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();

/** Figures for Prometheus about providers, faults and load; it needs a token. */
export function metricsRoute(app: App, { sql }: Console): void {
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });

  app.get(
    '/metrics',
    {
      config: only('see-metrics'),
      schema: {
        tags: ['ops'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'Metrics for Prometheus',
        response: {
          200: { description: 'Text exposition format', content: { 'text/plain': { schema: { type: 'string' } } } },
          ...refusedWith(401, 403),
        },
      },
    },
    async (_, reply) => {
      // Without Postgres the last figures stay.
      await countFaults(sql).catch(() => {});
      return reply.type(register.contentType).send(await register.metrics());
    },
  );
}
