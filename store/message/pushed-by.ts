import type { CampaignRow } from '../campaign/campaigns';

/**
 * The sender of a receipt or a reply, by the address of the push and never by its content: a platform, a simulator, or
 * a simulator that also replaces the gateway of live campaigns, as with `npm start`.
 */
export type PushedBy = 'live' | 'simulated' | 'either';

/** The campaigns that a sender may affect: the simulator only rehearsals, platforms only live campaigns. */
export const MODES: Readonly<Record<PushedBy, readonly CampaignRow['mode'][]>> = {
  live: ['live'],
  simulated: ['rehearsal'],
  either: ['rehearsal', 'live'],
};
