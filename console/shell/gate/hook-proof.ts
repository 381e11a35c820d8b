import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { sparing } from '../../../config/loops/sparing-log';
import { countPush } from '../../../delivery/metrics';
import { type Sentence, sentence } from '../../../domain/text/refusal';
import { Problem } from '../problems';
import { sameSecret } from '../session';

/** What whoever pushes has to prove. */
export interface HookProof {
  /** The platform or kind of sender, and what it pushes; stands in the log and the metrics. */
  provider: string;
  what: string;
  /** The secret that has to stand in the address. */
  secretOf(request: FastifyRequest): string;
  /** Whether it may come from this address, and what is said when it may not. */
  allowed(address: string): boolean;
  elsewhere: Sentence;
}

/**
 * A sender's secret and address, looked at before anything of the body is read. What is turned away is counted, and the
 * log tells of the first and then how many in a minute: somebody guesses, or a platform still pushes to an address with
 * an old secret. Neither secret nor address is noted.
 * @returns throws Problem for a request that is turned away
 */
export function hookProof(log: Logger): (proof: HookProof) => (request: FastifyRequest) => void {
  const tell = sparing(log);
  return ({ provider, what, secretOf, allowed, elsewhere }) =>
    (request) => {
      const { secret = '' } = request.params as { secret?: string };
      const known = sameSecret(secret, secretOf(request));
      if (known && allowed(request.ip)) return;
      countPush({ provider, what, outcome: 'refused' });
      tell.warn(`hooks: a push was turned away for a wrong ${known ? 'address' : 'secret'}`, { provider, what });
      throw known ? new Problem(403, elsewhere) : new Problem(404, sentence('not-found'));
    };
}
