import type { FastifyReply } from 'fastify';
import { sentence } from '../../domain/text/refusal';
import { Problem } from '../shell/problems';

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
