import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { byLink } from './limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Most bytes of a request's files that the route has in memory at once. */
    upload?: number;
  }
}

/** For all uploads under way in a process. Each byte is in memory several times on its way to Postgres. */
const MOST_BYTES = 96 * 1024 * 1024;
/** A phone sends one file after the other, or two where page and service worker overlap. */
const MOST_OF_A_LINK = 4;
const RETRY_S = 5;

/**
 * Limits the memory of uploads, however slow they are. An upload that does not fit is told to try again, before its
 * body is read. One link cannot use the whole limit.
 */
export function boundUploads(app: App, console: Pick<Console, 'env'>): void {
  const linkOf = byLink(console);
  const underWay = new Map<string, number>();
  let held = 0;
  app.addHook('onRequest', async (request, reply) => {
    const { upload } = request.routeOptions.config;
    const type = request.headers['content-type'] ?? '';
    if (upload === undefined || type.startsWith('application/x-www-form-urlencoded')) return;
    const announced = Number(request.headers['content-length'] ?? upload);
    const bytes = Number.isSafeInteger(announced) ? Math.min(announced, upload) : upload;
    const link = linkOf(request);
    const ofLink = underWay.get(link) ?? 0;
    if (held + bytes > MOST_BYTES || ofLink >= MOST_OF_A_LINK) {
      reply.header('retry-after', String(RETRY_S));
      throw new Problem(503, sentence('busy'));
    }
    held += bytes;
    underWay.set(link, ofLink + 1);
    // Fires after an answer, and also when the phone has gone.
    reply.raw.once('close', () => {
      held -= bytes;
      const left = (underWay.get(link) ?? 1) - 1;
      if (left > 0) underWay.set(link, left);
      else underWay.delete(link);
    });
  });
}
