import { type Instant, instant } from '../../domain/instant';
import { campaignTime } from '../campaign/campaigns';
import type { Queries } from '../db/db';

/** The scope of the weather. */
export interface WeatherScope {
  /** 'live', or the rehearsal. */
  scope: string;
  /** In the time of the scope. */
  at: Instant;
}

/**
 * @param campaign a rehearsal, which has its own weather; the real weather when left out
 * @returns null when the campaign is no rehearsal: live campaigns share the real weather
 */
export async function weatherScope(sql: Queries, campaign: string | undefined): Promise<WeatherScope | null> {
  if (campaign === undefined) return { scope: 'live', at: instant(Date.now()) };
  const time = await campaignTime(sql, campaign);
  return time?.mode === 'rehearsal' ? { scope: campaign, at: time.now } : null;
}
