import type { CampaignClient } from '../client/campaigns';
import type { SteeringVerb } from '../domain/campaign/steering';
import { audit } from '../store/account/audit-log';
import type { Deciding } from './acting';

/** With the workflows of campaigns. */
interface Steering extends Deciding {
  client: Pick<CampaignClient, 'start' | 'steer'>;
}

type Start = Omit<Parameters<CampaignClient['start']>[0], 'actor'>;
type Steer = Omit<Parameters<CampaignClient['steer']>[0], 'actor'>;
type Started = Awaited<ReturnType<CampaignClient['start']>>;

/** Starts a campaign, or joins the one of that id that runs. @throws Refused */
export async function startCampaign({ sql, by, name, client }: Steering, start: Start): Promise<Started> {
  const started = await client.start({ ...start, actor: name });
  const { campaign, joined } = started;
  await audit(sql, by, 'start-campaign', { campaign, mode: start.mode, joined });
  return started;
}

/** What a decision has brought about. */
export interface Steered {
  campaign: string;
  verb: SteeringVerb;
  /** What the new plan brings with it, for example stages that overlap. */
  warnings: string[];
}

/** Puts a decision to a campaign, which carries it out at once. @throws Refused */
export async function steerCampaign({ sql, by, name, client }: Steering, steer: Steer): Promise<Steered> {
  const { campaign, verb, target, reason } = steer;
  const { warnings } = await client.steer({ ...steer, actor: name });
  await audit(sql, by, verb, { campaign, ...target, ...(reason !== undefined && { reason }) });
  return { campaign, verb, warnings };
}
