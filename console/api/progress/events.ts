import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { every } from '../../../config/loops/loop';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { createLive } from './live';

/** A stream ends after this time, and the browser opens another: a user who has signed out is refused then. */
const LONGEST_MS = 15 * 60_000;
/** Streams of one person: several tabs, and a reload before the old stream has ended. */
const MOST_OF_ONE = 12;
/** Streams in a process: each is a socket, and a line every few seconds. */
const MOST = 2000;
/** A stream with so many unread bytes is cut off; its browser asks again. */
const MOST_WAITING_BYTES = 65_536;
/** Proxies cut off silent connections. */
const SIGN_OF_LIFE_MS = 20_000;

/** News of a campaign as server-sent events, at which the page reads its data again. */
export function eventRoutes(app: App, { sql, log, hear }: Console): void {
  const live = createLive({ sql, log, hear });
  const open = new Set<Stream>();
  const life = every({ name: 'streams', ms: SIGN_OF_LIFE_MS, log }, async () => {
    for (const stream of open) stream.signOfLife();
  });
  const counts = new Map<string, number>();
  /** @returns a function that frees the place. @throws Problem 429 when one person, or all together, have too many */
  function takePlace(user: User): () => void {
    const who = user.by ?? `account:${user.id}`;
    const own = counts.get(who) ?? 0;
    if (own >= MOST_OF_ONE || open.size >= MOST) throw new Problem(429, sentence('too-many-streams'));
    counts.set(who, own + 1);
    return () => {
      const left = (counts.get(who) ?? 1) - 1;
      if (left > 0) counts.set(who, left);
      else counts.delete(who);
    };
  }
  app.addHook('preClose', async () => {
    await live.close();
    await life.stop();
    for (const stream of open) stream.end();
  });

  app.get(
    '/api/campaigns/:campaign/events',
    {
      config: only('see-campaigns'),
      schema: {
        tags: ['administrator'],
        security: [{ session: [] }],
        summary: 'Server-sent events: "changed" when something about a campaign may have changed',
        params: z.object({ campaign: z.string() }),
        response: {
          200: { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
          ...refusedWith(401, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const { campaign } = request.params;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      const leave = takePlace(user);
      const stream = openStream(reply);
      const stop = live.watch(campaign, (pulse) => stream.tell('changed', pulse));
      open.add(stream);
      stream.onEnd(() => {
        stop();
        leave();
        open.delete(stream);
      });
      return reply;
    },
  );
}

type Stream = ReturnType<typeof openStream>;

function openStream(reply: FastifyReply) {
  reply.hijack();
  const { raw } = reply;
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const longest = setTimeout(() => raw.end(), LONGEST_MS);
  raw.on('close', () => clearTimeout(longest));
  return {
    tell(event: string, data: object): void {
      if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy();
      else raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    signOfLife: () => raw.write(': here\n\n'),
    end: () => raw.end(),
    onEnd: (then: () => void) => raw.on('close', then),
  };
}
