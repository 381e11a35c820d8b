import type { CampaignClient } from '../../client/campaigns';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { handOf } from '../../store/list/deeds';
import * as pairs from '../../store/list/pairs/pair-rows';
import type { Acting } from '../acting';

/** Rounds are told that other units are asked. */
interface PairClient {
  client: Pick<CampaignClient, 'reportArrived'>;
}

/**
 * Gives rows their helpers, changes or ends pairs (结对), all or nothing. The audit log has one line with the count.
 * @returns the receipt; of pairs that were so before, that of the act that made them so
 * @throws Refused with all rows that forbid it
 */
export async function pairRows(
  { sql, by, client }: Acting & PairClient,
  { via, ...pairing }: Omit<pairs.Pairing, 'hand'> & { via: 'api' | 'cli' | 'import' },
): Promise<Omit<pairs.Paired, 'rounds'>> {
  const { rounds, ...paired } = await atomically(sql, async (transaction) => {
    const made = await pairs.pairRows(transaction, { ...pairing, hand: handOf(by, via) });
    const { campaign, list } = pairing;
    const { rows, receipt } = made;
    if (!made.repeated) await audit(transaction, by, 'decide-rows', { campaign, list, what: 'pair', rows, receipt });
    return made;
  });
  for (const round of rounds) await client.reportArrived(round);
  return paired;
}
