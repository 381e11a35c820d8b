import { z } from 'zod';
import type { App, Console } from '../../shell/context';
import { only } from '../../shell/who';

/** A service that answers later than this counts as down: a page cannot wait longer. */
const PROBE_MS = 2000;
/** The probe is open to all, so the services are asked only once in this time. */
const SAME_ANSWER_MS = 1000;

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
const alive = z.object({ status: z.literal('ok') }).describe('The process answers');
const readiness = z
  .object({ status: check, checks: z.record(z.string(), check).describe('By service: what is down') })
  .describe('Whether everything the console needs answers');

type Readiness = z.infer<typeof readiness>;

/**
 * `/healthz` says that this process answers, and asks no service: a restart does not help against a missing database.
 * `/readyz` says whether it can serve people now, for load balancers.
 */
export function healthRoutes(app: App, { sql, client, queues }: Console): void {
  const probes: Record<string, () => Promise<unknown>> = {
    postgres: async () => sql`select 1`,
    temporal: () => client.ping(),
    ...(queues[0] && { redis: async () => queues[0]?.count() }),
  };

  async function ask(): Promise<Readiness> {
    const checks = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, await answers(probe)] as const),
    );
    const status = checks.every(([, state]) => state === 'ok') ? 'ok' : 'down';
    return { status, checks: Object.fromEntries(checks) };
  }
  let last: { at: number; answer: Promise<Readiness> } | undefined;
  const ready = (): Promise<Readiness> => {
    if (!last || Date.now() - last.at > SAME_ANSWER_MS) last = { at: Date.now(), answer: ask() };
    return last.answer;
  };

  app.get(
    '/healthz',
    {
      config: only('anybody'),
      schema: { tags: ['ops'], summary: 'Whether this process answers', response: { 200: alive } },
    },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/readyz',
    {
      config: only('anybody'),
      schema: {
        tags: ['ops'],
        summary: 'Whether Postgres, Temporal and Redis answer',
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_, reply) => {
      const answer = await ready();
      return reply.code(answer.status === 'ok' ? 200 : 503).send(answer);
    },
  );
}
