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
     * Proof in the address that is checked before the body is read: a link's signature, or a hook's secret
     * (console/shell/gate/hook-proof.ts, throws a Problem). A request without proof takes no memory.
     */
    proof?: 'link' | ((request: FastifyRequest) => void);
  }
}

const FORGED = { open: false, state: 'forged', asked: null } as const;

/** Refuses forged links and wrong secrets while the body still waits in the socket, without the database. */
export function requireProofs(app: App, { env }: Pick<Console, 'env'>): void {
  app.addHook('onRequest', async (request, reply) => {
    const { proof } = request.routeOptions.config;
    if (proof === undefined) return;
    // Requests without a body are answered by their route: a page's policy for scripts is set after this hook.
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
