import type { CampaignRow } from '../campaign/campaigns';

/**
 * Who pushed a receipt or a reply, by the way it came and never by what it says: a platform, a simulator, or a
 * simulator that stands in for the gateway of live campaigns as well, as with `npm start`.
 */
export type PushedBy = 'live' | 'simulated' | 'either';

/**
 * Campaigns that it may touch. A rehearsal is answered by the simulator alone, a live campaign by its platforms alone.
 */
export const MODES: Readonly<Record<PushedBy, readonly CampaignRow['mode'][]>> = {
  live: ['live'],
  simulated: ['rehearsal'],
  either: ['rehearsal', 'live'],
};
