import { Refused, sentence } from '../../domain/text/refusal';
import type { Actor } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import * as work from '../../store/round/chase-work';
import * as chases from '../../store/round/chases';
import type { Acting } from '../acting';

/** The officer who acknowledges. */
interface Knowing {
  sql: Queries;
  /** Null for an acknowledgement by link or SMS: the chase itself has the contact. */
  by: Actor | null;
}

interface OfRegion {
  round: string;
  region: string;
  /** The contact of the link or number. */
  contact: number | null;
  /** For the audit log: campaign and alert of the round. */
  about?: { campaign: string; alert: number };
}

/**
 * Acknowledges the region's chases in a round, so that they are not raised.
 * @returns how many; 0 when there was none, or another user was quicker
 */
export const acknowledgeChases = (
  { sql, by }: Knowing,
  { about, ...chase }: OfRegion,
): Promise<{ acknowledged: number }> =>
  atomically(sql, async (transaction) => {
    const acknowledged = await chases.acknowledgeChases(transaction, chase);
    if (by && acknowledged > 0) await audit(transaction, by, 'acknowledge-chase', { ...about, region: chase.region });
    return { acknowledged };
  });

type Step = Omit<Parameters<typeof work.stepChase>[1], 'id'> & { chase: number };

/**
 * Moves a chase one step on: known, people sent, done; or snoozes it with a reason, never beyond the lock.
 * @throws Refused when there is none within `top`, its round is over, or the snooze is too long
 */
export const stepChase = ({ sql, by }: Acting, { chase, top, step, until, reason }: Step): Promise<void> =>
  atomically(sql, async (transaction) => {
    if (step === 'snooze' && !reason) throw new Refused(sentence('snooze-needs-reason'));
    const outcome = await work.stepChase(transaction, { id: chase, top, step, until, reason });
    if (outcome === 'absent') throw new Refused(sentence('unknown-chase', { chase }));
    if (outcome === 'over') throw new Refused(sentence('chase-over'));
    if (outcome === 'beyond-lock') throw new Refused(sentence('beyond-lock'));
    await audit(transaction, by, 'acknowledge-chase', { chase, step, until, ...(reason && { reason }) });
  });
