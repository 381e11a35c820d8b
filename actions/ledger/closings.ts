import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { getCampaign } from '../../store/campaign/campaigns';
import { atomically } from '../../store/db/db';
import { addPermit, deliveryRounds } from '../../store/ledger/closing';
import { ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';

interface Permitting {
  campaign: string;
  /** Stage or round of delivery. */
  key: string;
  /** Code of one area; all of them when left out. */
  area?: string | undefined;
  reason: string;
  /** Region of who acts; null for everything. */
  top: string | null;
  via: 'api' | 'cli';
}

/**
 * Lets a stage of delivery be closed although something is missing without a reason. Another person closes it.
 * @returns the number of the permit
 * @throws Refused when there is no such round of delivery, or it is not theirs
 */
export const permitClosing = (
  { sql, by }: Acting,
  { campaign, key, area, reason, top, via }: Permitting,
): Promise<{ permit: number }> =>
  atomically(sql, async (tx) => {
    const { now, definition } = await ledgerOf(tx, campaign);
    const { plan } = await getCampaign(tx, campaign);
    if (deliveryRounds(plan, { key, ...(area !== undefined && { area }) }).length === 0)
      throw new Refused(sentence('permit-nothing', { key }));
    await refuseOtherStores(tx, { scope: definition.scope, top }, [area ?? definition.scope]);
    const hand = handOf(by, via);
    const permit = await addPermit(tx, { campaign, key, area: area ?? null, at: now, hand });
    await audit(tx, by, 'keep-ledger', { campaign, what: 'let-close', key, area, permit, reason });
    return { permit };
  });
