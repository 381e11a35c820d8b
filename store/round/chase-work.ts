import type { Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { stageText } from '../campaign/stage-text';
import type { Queries } from '../db/db';
import { touches, within } from '../db/scope';

/** A chase, for the officers who must act on it. */
export interface ChaseWork {
  id: number;
  campaign: string;
  key: string;
  /** Its round's stage. */
  stage: Text;
  region: string;
  regionName: string;
  /** Number of silent units when it was opened, and now. */
  silent: number;
  silentNow: number;
  openedAt: Instant;
  acknowledgeBy: Instant;
  state: 'open' | 'acknowledged' | 'raised' | 'closed';
  acknowledgedAt: Instant | null;
  raisedAt: Instant | null;
  dispatchedAt: Instant | null;
  doneAt: Instant | null;
  snoozedUntil: Instant | null;
  snoozeReason: string | null;
  locksAt: Instant;
  now: Instant;
  zone: string;
}

interface Wanted {
  top: string | null;
  campaign?: string | undefined;
  /** Code of a place: only chases of it, of regions above it, and of regions below it. */
  about?: string | undefined;
  limit: number;
}

/** @returns chases of a campaign, or of all running live ones: what is open first as it is due, then the newest */
export const chaseWork = (sql: Queries, { top, campaign, about, limit }: Wanted): Promise<ChaseWork[]> => sql<
  ChaseWork[]
>`
  select c.id, c.campaign_id as campaign, r.key, ${stageText(sql, { round: 'r', campaign: 'k' })} as stage, g.code as region, g.name as "regionName", c.silent,
         (select count(*) from asks u join regions x on x.code = u.unit_code
          where u.round_id = c.round_id and u.reported_at is null and starts_with(x.path, g.path)) as "silentNow",
         c.opened_at as "openedAt", c.acknowledge_by as "acknowledgeBy", c.state, c.acknowledged_at as "acknowledgedAt",
         c.raised_at as "raisedAt", c.dispatched_at as "dispatchedAt", c.done_at as "doneAt",
         c.snoozed_until as "snoozedUntil", c.snooze_reason as "snoozeReason", r.locks_at as "locksAt",
         coalesce(k.ended_at, campaign_now(k.id)) as now, k.definition ->> 'zone' as zone
  from chases c join rounds r on r.id = c.round_id join campaigns k on k.id = c.campaign_id
  join regions g on g.code = c.region_code
  where ${within(sql, top, 'g.path')} and ${about === undefined ? sql`true` : touches(sql, about, sql`g.path`)}
    and ${campaign === undefined ? sql`k.mode = 'live' and k.state in ('running', 'paused')` : sql`c.campaign_id = ${campaign}`}
  order by c.done_at is not null, c.state = 'closed', c.acknowledged_at is not null,
    case when c.done_at is null and c.state <> 'closed' then c.acknowledge_by end, c.acknowledge_by desc, c.id
  limit ${limit}`;

export const CHASE_STEPS = ['acknowledge', 'dispatch', 'finish', 'snooze'] as const;
export type ChaseStep = (typeof CHASE_STEPS)[number];

interface Step {
  id: number;
  top: string | null;
  step: ChaseStep;
  /** snooze only; campaign time. */
  until?: Instant | undefined;
  reason?: string | undefined;
}

/**
 * Moves a chase one step on: known, people sent, done; or snoozes it. Each step includes the earlier ones, so that a
 * snoozed or handled chase is not raised either.
 * @returns 'absent' when there is none within `top`, 'beyond-lock' when the snooze is too long, 'over' when its round
 *   has ended, else 'done'
 */
export async function stepChase(
  sql: Queries,
  { id, top, step, until, reason }: Step,
): Promise<'done' | 'absent' | 'beyond-lock' | 'over'> {
  const [chase] = await sql<{ locksAt: Instant; state: string; now: Instant }[]>`
    select r.locks_at as "locksAt", c.state, campaign_now(c.campaign_id) as now
    from chases c join rounds r on r.id = c.round_id join regions g on g.code = c.region_code
    where c.id = ${id} and ${within(sql, top, 'g.path')} for update of c`;
  if (!chase) return 'absent';
  if (chase.state === 'closed') return 'over';
  if (step === 'snooze' && (until === undefined || until >= chase.locksAt || until <= chase.now)) return 'beyond-lock';
  await sql`
    update chases set
      state = case when state = 'open' then 'acknowledged' else state end,
      acknowledged_at = coalesce(acknowledged_at, campaign_now(campaign_id)),
      dispatched_at = ${step === 'dispatch' || step === 'finish' ? sql`coalesce(dispatched_at, campaign_now(campaign_id))` : sql`dispatched_at`},
      done_at = ${step === 'finish' ? sql`coalesce(done_at, campaign_now(campaign_id))` : sql`done_at`},
      snoozed_until = ${step === 'snooze' ? (until ?? null) : sql`snoozed_until`},
      snooze_reason = ${step === 'snooze' ? (reason ?? null) : sql`snooze_reason`}
    where id = ${id}`;
  return 'done';
}
