import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { sparing } from '../../../config/loops/sparing-log';
import { countPush } from '../../../delivery/metrics';
import { type Sentence, sentence } from '../../../domain/text/refusal';
import { Problem } from '../problems';
import { sameSecret } from '../session';

/** What the sender of a push must prove. */
export interface HookProof {
  /** The platform or kind of sender, and what it pushes; used in the log and the metrics. */
  provider: string;
  what: string;
  /** @returns the secret in the request's address. */
  secretOf(request: FastifyRequest): string;
  /** Whether the push may come from this address, and the refusal when it may not. */
  allowed(address: string): boolean;
  elsewhere: Sentence;
}

/**
 * Checks a sender's secret and address before the body is read. It counts the refused pushes, and logs the first and
 * then a count each minute: an attacker guesses, or a platform still uses an old secret. It logs neither secret nor
 * address.
 * @returns a check that throws Problem for a refused request
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
