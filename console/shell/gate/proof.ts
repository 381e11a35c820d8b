import type { FastifyReply, FastifyRequest } from 'fastify';
import { readToken } from '../../../store/round/links';
import { linkProblem, refusedPage, wantsJson } from '../../village/links';
import type { App, Console } from '../context';
import { languageOf } from '../language';
import { Problem, tell } from '../problems';
import { answer } from '../render';
import { tokenIn } from './limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * What the address itself has to prove before anything of the body is read: a link its signature, a hook its
     * sender's secret (console/shell/gate/hook-proof.ts), which throws a Problem. Whoever has neither makes us keep
     * nothing in memory.
     */
    proof?: 'link' | ((request: FastifyRequest) => void);
  }
}

const FORGED = { open: false, state: 'forged', asked: null } as const;

/** Refuses forged links and wrong secrets while the body still waits in the socket. No database is asked. */
export function requireProofs(app: App, { env }: Pick<Console, 'env'>): void {
  app.addHook('onRequest', async (request, reply) => {
    const { proof } = request.routeOptions.config;
    if (proof === undefined) return;
    // What has no body is answered by its route: a page has its own policy for scripts, which is set after this.
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    if (proof === 'link' && !hasBody) return;
    if (proof === 'link')
      return readToken(env.LINK_SECRET, tokenIn(request.params)) === null ? refuseForged(request, reply) : undefined;
    try {
      proof(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return tell(request, reply, error);
    }
  });
}

/** A link's page tells people what to do; programs and the form's script get JSON. */
function refuseForged(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { url = '' } = request.routeOptions;
  const isPage = url === '/r/:token' || url === '/a/:token';
  if (!isPage || wantsJson(request.headers.accept)) return tell(request, reply, linkProblem(FORGED));
  const page = refusedPage(FORGED, url === '/r/:token' ? 'report' : 'acknowledge', languageOf(request));
  return reply.code(page.status).send(answer(reply, page));
}
