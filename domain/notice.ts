import type { Instant } from './instant';
import type { Rung } from './plan';

/**
 * A rung for what an administrator has just decided: due now, for the units that are still silent.
 * @param message template: `extended`, `returned`, `cancelled`
 * @param validUntil after this nobody needs to know any more
 * @param reason number of the reason in Postgres
 */
export const noticeRung = (
  message: string,
  { now, validUntil, reason }: { now: Instant; validUntil: Instant; reason?: number },
): Rung => ({
  id: message,
  at: now,
  kind: 'notice',
  message,
  audience: { up: 0, deputy: false },
  channels: ['sms', 'email'],
  send: 'first',
  validUntil,
  ...(reason && { reason }),
});
