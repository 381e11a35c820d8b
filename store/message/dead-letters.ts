import type { MessageWay } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { MessageState, Reason } from '../../domain/message/message-states';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** A failed or unknown message. The recipient is named by place, never by person. */
export interface DeadLetter {
  id: number;
  campaign: string;
  key: string;
  rung: string;
  region: string;
  regionName: string;
  channel: MessageWay;
  provider: string | null;
  state: 'failed' | 'unknown';
  reason: Reason;
  /** The provider's own code. */
  code: string | null;
  attempts: number;
  settledAt: Instant | null;
  /** The message by another way that replaced it. */
  instead: number | null;
}

/** @returns the newest first, of one campaign or of all live ones; only to `region` and below when given */
export const deadLetters = (
  sql: Queries,
  { campaign = null, region = null, limit }: { campaign?: string | null; region?: string | null; limit: number },
): Promise<DeadLetter[]> => sql<DeadLetter[]>`
  select m.id, m.campaign_id as campaign, r.key, m.rung, g.code as region, g.name as "regionName", m.channel, m.provider,
         m.state, m.reason, m.provider_code as code, m.attempts, m.settled_at as "settledAt",
         (select max(n.id) from messages n where n.fallback_of = m.id) as instead
  from messages m join campaigns c on c.id = m.campaign_id join rounds r on r.id = m.round_id
  join regions g on g.code = m.region_code
  where m.state in ('failed', 'unknown') and (m.campaign_id = ${campaign} or (${campaign}::text is null and c.mode = 'live'))
    and ${within(sql, region, 'g.path')}
  order by m.id desc limit ${limit}`;

/** One move of a message, in campaign time. */
export interface Move {
  at: Instant;
  before?: MessageState;
  after: MessageState;
  reason?: Reason;
  code?: string;
  attempt: number;
  provider?: string;
}

/** @returns every move of a message, from the trigger's log. @throws Error when there is no such message */
export async function lifeOf(sql: Queries, id: number): Promise<Move[]> {
  const [row] = await sql<{ log: Move[] }[]>`select log from messages where id = ${id}`;
  if (!row) throw new Error(`There is no message ${id}.`);
  return row.log.map((move) => ({ ...move, at: new Date(move.at).toISOString() }));
}
