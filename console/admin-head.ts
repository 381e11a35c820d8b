import type { FastifyRequest } from 'fastify';
import { may } from '../domain/roles';
import type { Console } from './context';
import { csrfToken } from './csrf';
import { languageOf } from './language';
import { userOf } from './who';
import { words } from './words';

/** What the head of every page that is made on the server shows: only what the user may open. */
export function adminHead({ env }: Pick<Console, 'env'>, request: FastifyRequest) {
  const { role } = userOf(request);
  return {
    w: words[languageOf(request)],
    temporalUi: may(role, 'see-workflows') ? (env.TEMPORAL_UI_URL ?? null) : null,
    queues: may(role, 'tend-queues'),
    csrf: csrfToken({ env }, request),
  };
}
