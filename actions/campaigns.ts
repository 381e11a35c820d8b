import type { CampaignClient } from '../client/campaigns';
import type { SteeringVerb } from '../domain/campaign/steering';
import { Refused } from '../domain/text/refusal';
import { dropAsked, keepAsked, noteDecided } from '../store/campaign/asked-decisions';
import type { Acting, Deciding } from './acting';

/** With the workflows of campaigns. */
export interface Campaigns {
  client: Pick<CampaignClient, 'start' | 'steer'>;
}

type Start = Omit<Parameters<CampaignClient['start']>[0], 'by'>;
type Steer = Omit<Parameters<CampaignClient['steer']>[0], 'actor' | 'asked'>;
type Started = Awaited<ReturnType<CampaignClient['start']>>;

/** Starts a campaign, or joins the one of that id that runs. @throws Refused */
export const startCampaign = ({ by, client }: Pick<Acting, 'by'> & Campaigns, start: Start): Promise<Started> =>
  client.start({ ...start, by });

/** What a decision has brought about. */
export interface Steered {
  campaign: string;
  verb: SteeringVerb;
  /** What the new plan brings with it, for example stages that overlap. */
  warnings: string[];
}

/**
 * Puts a decision to a campaign, which carries it out at once. The line of the audit log is written by the campaign, in
 * the transaction that records the decision; here only where a worker of an older release has not done it.
 * @throws Refused
 */
export async function steerCampaign({ sql, by, name, client }: Deciding & Campaigns, steer: Steer): Promise<Steered> {
  const { campaign, verb } = steer;
  const asked = await keepAsked(sql, by, steer);
  const { warnings } = await client
    .steer({ ...steer, actor: name, ...(asked !== null && { asked }) })
    .catch(async (error: unknown) => {
      // Whether a decision that met with something else was made nobody knows: who asked for it stays.
      if (error instanceof Refused && asked !== null) await dropAsked(sql, asked);
      throw error;
    });
  if (asked !== null) await noteDecided(sql, asked);
  return { campaign, verb, warnings };
}
