import type { Definition } from '../domain/definition';
import type { Instant } from '../domain/instant';
import type { Plan } from '../domain/plan';
import type { Queries } from '../register/db';

/** A campaign as the figures need it: what was defined, what was planned, and where its clock stands. */
export interface CampaignRecord {
  id: string;
  definition: Definition;
  plan: Plan;
  mode: 'live' | 'rehearsal';
  state: 'running' | 'paused' | 'cancelled' | 'completed';
  startedAt: Instant;
  endedAt: Instant | null;
  /** Campaign time: the stepped clock's hand in a rehearsal, real time otherwise. */
  now: Instant;
}

/** @throws Error that names the campaigns there are when this one is not known. */
export async function campaignRecord(sql: Queries, campaign: string): Promise<CampaignRecord> {
  const [row] = await sql<CampaignRecord[]>`
    select id, definition, plan, mode, state, started_at as "startedAt", ended_at as "endedAt", campaign_now(id) as now
    from campaigns where id = ${campaign}`;
  if (row) return row;
  const known = await sql<{ id: string }[]>`select id from campaigns order by started_at desc limit 10`;
  const names = known.map(({ id }) => id).join(', ');
  throw new Error(`There is no campaign ${campaign}. ${names ? `There are: ${names}.` : 'None has been started yet.'}`);
}
