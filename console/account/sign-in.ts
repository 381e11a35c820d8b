import type { FastifyReply } from 'fastify';
import { sentence } from '../../domain/text/refusal';
import type { Actor } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { beginSession } from '../../store/account/sessions';
import { atomically, type Queries } from '../../store/db/db';
import { Problem } from '../shell/problems';

/** Begins a session, and notes that it began. @returns the token that the browser keeps */
export const signIn = (
  sql: Queries,
  account: number,
  { via, by }: { via: Extract<Actor['via'], 'console' | 'oidc'>; by?: string },
): Promise<string> =>
  atomically(sql, async (transaction) => {
    await audit(transaction, { id: account, via }, 'sign-in', { by });
    return beginSession(transaction, account, via);
  });

/**
 * Cookie that marks a browser of an earlier sign-in, to distinguish it from one that guesses
 * (store/account/throttle.ts).
 */
export const DEVICE = { name: 'nuandong-device', seconds: 180 * 86_400 };

/** @returns the refusal of an attempt that comes too soon after failed ones. */
export function tooSoon(reply: FastifyReply, seconds: number): Problem {
  reply.header('retry-after', String(seconds));
  return new Problem(429, sentence('too-soon', { seconds }));
}
