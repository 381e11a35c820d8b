import type { CampaignClient } from '../client/campaigns';
import type { SteeringVerb } from '../domain/campaign/steering';
import { Refused } from '../domain/text/refusal';
import { audit } from '../store/account/audit-log';
import { dropAsked, keepAsked, noteDecided } from '../store/campaign/asked-decisions';
import { keepPutAway } from '../store/campaign/campaigns';
import { atomically } from '../store/db/db';
import type { Acting, Deciding } from './acting';

/** With the client for workflows of campaigns. */
export interface Campaigns {
  client: Pick<CampaignClient, 'start' | 'steer'>;
}

type Start = Omit<Parameters<CampaignClient['start']>[0], 'by'>;
/** What is asked of a campaign. */
export type Steer = Omit<Parameters<CampaignClient['steer']>[0], 'actor' | 'asked'>;
type Started = Awaited<ReturnType<CampaignClient['start']>>;

/** Starts a campaign, or joins the running one with the same id. @throws Refused */
export const startCampaign = ({ by, client }: Pick<Acting, 'by'> & Campaigns, start: Start): Promise<Started> =>
  client.start({ ...start, by });

/**
 * Leaves an ended campaign out of the lists of campaigns, or brings it back; nothing of it is deleted.
 * @throws Refused while it runs
 */
export const putAwayCampaign = (
  { sql, by }: Acting,
  { campaign, away }: { campaign: string; away: boolean },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await keepPutAway(transaction, campaign, away);
    await audit(transaction, by, away ? 'put-away-campaign' : 'bring-back-campaign', { campaign });
  });

/** The result of a decision. */
export interface Steered {
  campaign: string;
  verb: SteeringVerb;
  /** Warnings of the new plan, for example about overlapping stages. */
  warnings: string[];
}

/**
 * Sends a decision to a campaign, which carries it out at once. The campaign writes the line of the audit log, in the
 * transaction that records the decision; this function writes it only after a worker of an older release.
 * @throws Refused
 */
export async function steerCampaign({ sql, by, name, client }: Deciding & Campaigns, steer: Steer): Promise<Steered> {
  const { campaign, verb } = steer;
  const asked = await keepAsked(sql, by, steer);
  const { warnings } = await client
    .steer({ ...steer, actor: name, ...(asked !== null && { asked }) })
    .catch(async (error: unknown) => {
      // After any other error the decision may have been made, so the record of its author stays.
      if (error instanceof Refused && asked !== null) await dropAsked(sql, asked);
      throw error;
    });
  if (asked !== null) await noteDecided(sql, asked);
  return { campaign, verb, warnings };
}
