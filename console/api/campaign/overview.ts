import { sentence } from '../../../domain/text/refusal';
import { messageCounts, stageFigures } from '../../../reporting/figures/figures';
import { type UnitOnPaper, unitsOnPaper } from '../../../reporting/figures/list/on-paper';
import { calls, chases, decisions } from '../../../reporting/figures/log';
import { missingUnits } from '../../../reporting/figures/regions';
import { type CampaignListed, listCampaigns } from '../../../store/campaign/overview';
import type { Sql } from '../../../store/db/db';
import { Problem } from '../../shell/problems';
import type { User } from '../../shell/who';

/** Most lines of one list: a campaign may have 690,000 units. */
const MOST = 500;

/** The whole overview of a campaign, the same for page and API. */
export type Overview = CampaignListed & {
  stages: Awaited<ReturnType<typeof stageFigures>>;
  /** The first of them. */
  missing: Awaited<ReturnType<typeof missingUnits>>;
  missingMore: boolean;
  /** Here on paper, and not keyed yet: neither missing nor nothing. */
  onPaper: UnitOnPaper[];
  messages: Awaited<ReturnType<typeof messageCounts>>;
  chases: Awaited<ReturnType<typeof chases>>;
  calls: Awaited<ReturnType<typeof calls>>;
  decisions: Awaited<ReturnType<typeof decisions>>;
};

/**
 * A campaign that concerns the user's region.
 * @throws Problem 404 for an unknown campaign, and for one that does not concern the user: the two look the same
 */
export async function campaignFor(sql: Sql, { region }: Pick<User, 'region'>, id: string): Promise<CampaignListed> {
  const [campaign] = await listCampaigns(sql, { id, region });
  if (campaign) return campaign;
  throw new Problem(404, sentence('unknown-campaign', { campaign: id }));
}

/** @returns the part of a campaign that lies in the user's region. @throws Problem 404 as {@link campaignFor} */
export async function readOverview(sql: Sql, user: Pick<User, 'region'>, campaign: string): Promise<Overview> {
  const listed = await campaignFor(sql, user, campaign);
  const { region } = user;
  const [stages, missing, onPaper, messages, chased, called, decided] = await Promise.all([
    stageFigures(sql, campaign, region),
    missingUnits(sql, { campaign, limit: MOST + 1, ...(region !== null && { region }) }),
    unitsOnPaper(sql, { campaign, region, limit: MOST }),
    messageCounts(sql, campaign, region),
    chases(sql, campaign, region, MOST),
    calls(sql, campaign, region, MOST),
    decisions(sql, campaign, region),
  ]);
  return {
    ...listed,
    stages,
    missing: missing.slice(0, MOST),
    missingMore: missing.length > MOST,
    onPaper,
    messages,
    chases: chased,
    calls: called,
    decisions: decided,
  };
}
