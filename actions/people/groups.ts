import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { attachGroup, detachGroup } from '../../store/people/groups';
import type { Acting } from '../acting';

/** Says which robot tells the officers' group of a region; null: none any more. */
export const setGroup = (
  { sql, by }: Acting,
  { region, robot }: { region: string; robot: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    if (robot === null) await detachGroup(transaction, region);
    else await attachGroup(transaction, { region, robot });
    await audit(transaction, by, 'edit-register', { what: 'set-group', region, robot });
  });
