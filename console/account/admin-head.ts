import type { FastifyRequest } from 'fastify';
import type { Console } from '../shell/context';
import { csrfToken } from '../shell/gate/csrf';
import { languageOf, lookOf } from '../shell/language';
import { allows, userOf } from '../shell/who';
import { words } from '../shell/words/words';

/** @returns the head of every page made on the server: only links that the user may open. */
export function adminHead({ env }: Pick<Console, 'env'>, request: FastifyRequest) {
  const user = userOf(request);
  return {
    w: words[languageOf(request)],
    temporalUi: allows(user, 'see-workflows') ? (env.TEMPORAL_UI_URL ?? null) : null,
    queues: allows(user, 'tend-queues'),
    look: lookOf(request),
    csrf: csrfToken({ env }, request),
  };
}
