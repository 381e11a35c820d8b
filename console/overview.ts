import type { Sql } from '../register/db';
import { type CampaignListed, listCampaigns } from '../register/overview';
import { messageCounts, stageFigures } from '../reporting/figures';
import { calls, chases, decisions } from '../reporting/log';
import { missingUnits } from '../reporting/regions';
import { Problem } from './problems';
import type { User } from './who';

/** Everything a campaign's overview shows, the same for page and API. */
export type Overview = CampaignListed & {
  stages: Awaited<ReturnType<typeof stageFigures>>;
  missing: Awaited<ReturnType<typeof missingUnits>>;
  messages: Awaited<ReturnType<typeof messageCounts>>;
  chases: Awaited<ReturnType<typeof chases>>;
  calls: Awaited<ReturnType<typeof calls>>;
  decisions: Awaited<ReturnType<typeof decisions>>;
};

/** @throws Error when there is no such campaign. */
export async function readOverview(sql: Sql, campaign: string): Promise<Overview> {
  const [[listed], stages, missing, messages, chased, called, decided] = await Promise.all([
    listCampaigns(sql, { id: campaign }),
    stageFigures(sql, campaign),
    missingUnits(sql, { campaign }),
    messageCounts(sql, campaign),
    chases(sql, campaign),
    calls(sql, campaign),
    decisions(sql, campaign),
  ]);
  return { ...listed, stages, missing, messages, chases: chased, calls: called, decisions: decided };
}
