import type { CampaignClient } from '../../client/campaigns';
import { audit } from '../../store/account/audit-log';
import { openDoublesOf } from '../../store/case/open-doubles';
import { atomically } from '../../store/db/db';
import { handOf } from '../../store/list/deeds';
import * as move from '../../store/people/helped/move-member';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';
import { startWaiting } from '../case/cases';

interface Moving extends move.Moving {
  key: PeopleKey;
  /** For the audit log; it must name no person. */
  reason: string;
  via: 'api' | 'cli';
}

/**
 * Moves a person into another household, or into one of their own. Rows of lists stay where they are; where the person
 * and the new household both have one, an officer is asked whether both are paid.
 * @returns number of the household
 * @throws Refused when somebody is unknown within `top`, heads others, or lives there already
 */
export async function moveMember(
  { sql, by, client }: Acting & { client: Pick<CampaignClient, 'startCases'> },
  { key, reason, via, ...moving }: Moving,
): Promise<{ household: number }> {
  const { household, campaigns } = await atomically(sql, async (tx) => {
    const { person, home, day } = moving;
    const to = await move.moveMember(tx, await openKeyring(tx, key), moving);
    await audit(tx, by, 'move-member', { person, household: to, ...home, day, reason });
    return { household: to, campaigns: await openDoublesOf(tx, [person, to], handOf(by, via)) };
  });
  for (const campaign of campaigns) await startWaiting(sql, { client }, campaign);
  return { household };
}
