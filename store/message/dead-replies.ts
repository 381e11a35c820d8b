import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { closeFault } from './faults';
import { wakeHandlers } from './replies';

/**
 * A reply by SMS that could not be handled. The sender is named by place, never by person, and the text is left out.
 */
export interface DeadReply {
  id: number;
  provider: string;
  /** Places whose contacts have this number; empty when there is none. */
  places: string[];
  receivedAt: Instant;
  attempts: number;
  /** Code of the error. */
  problem: string;
}

/**
 * The condition that a reply came from a number of the region; replies from unknown numbers are for accounts without a
 * region.
 */
const concerns = (sql: Queries, region: string | null) => sql`
  (${region}::text is null or exists (
    select from contacts k join duties d on d.contact_id = k.id join regions g on g.code = d.region_code
    where k.phone = any(phones_behind(r.phone)) and ${within(sql, region, 'g.path')}))`;

/** @returns the newest first; only those from numbers of a region and below when given */
export const deadReplies = (
  sql: Queries,
  { region = null, limit }: { region?: string | null; limit: number },
): Promise<DeadReply[]> => sql<DeadReply[]>`
  select r.id, r.provider, r.received_at as "receivedAt", r.attempts, coalesce(r.problem, '') as problem,
         array(select distinct g.name from contacts k join duties d on d.contact_id = k.id
               join regions g on g.code = d.region_code where k.phone = any(phones_behind(r.phone)) order by g.name) as places
  from replies r where r.outcome = 'failed' and ${concerns(sql, region)}
  order by r.id desc limit ${limit}`;

/**
 * Hands a set-aside reply to the handler again.
 * @returns false when there is no such reply, or it was not set aside
 */
export async function handleAgain(
  sql: Queries,
  { id, region = null }: { id: number; region?: string | null },
): Promise<boolean> {
  const rows = await sql`
    update replies r set outcome = null, handled_at = null, retry_at = null, attempts = 0
    where id = ${id} and outcome = 'failed' and ${concerns(sql, region)} returning id`;
  if (rows.length === 0) return false;
  const [left] = await sql`select from replies where outcome = 'failed' limit 1`;
  if (!left) await closeFault(sql, { kind: 'replies', scope: 'replies' });
  await wakeHandlers(sql);
  return true;
}
