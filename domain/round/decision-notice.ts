import type { Rung } from '../campaign/plan';
import { type Instant, plusMs } from '../instant';

/** After this time a message about a returned report or a cancelled campaign is outdated. */
const KEEPS_MS = 3 * 24 * 3600 * 1000;

/**
 * @returns a rung about a new decision of an administrator: due now, for the units that are still silent.
 * @param message template: `extended`, `returned`, `cancelled`
 * @param validUntil when the message expires; three days from now when left out
 * @param reason number of the reason in Postgres
 */
export const noticeRung = (
  message: string,
  { now, validUntil = plusMs(now, KEEPS_MS), reason }: { now: Instant; validUntil?: Instant; reason?: number },
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
