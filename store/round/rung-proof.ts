import type { Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { SteeringTarget } from '../../domain/round/round';
import { type Proven, proofKey, proveRungs, type RoundKept, type RoundPlanned } from '../../domain/round/rung-proof';
import type { Queries, Sql } from '../db/db';
import { closeFault, openFault } from '../message/faults';

/** Wall-clock time within which a workflow climbs a due rung, even after a restart of its worker. */
const SLACK_MINUTES = 10;
/** How often a campaign is checked, in wall-clock time. */
const CHECK_EVERY_MINUTES = 10;
/** How many missing items a fault names. */
const NAMED = 5;

/** The result of checking a campaign's rungs. */
export interface RungCheck extends Proven {
  campaign: string;
}

/**
 * Checks every running campaign, each at most every ten minutes: whether all its due rounds and rungs have an outcome.
 * Missing ones raise a fault until a later check finds them done.
 * @returns the checks of this call
 * @throws AggregateError that names the campaigns that could not be checked, after all others
 */
export async function checkRungs(sql: Sql): Promise<RungCheck[]> {
  const claimed = await sql<{ campaign: string }[]>`
    insert into rung_checks (campaign_id, checked_at)
    select id, clock_timestamp() from campaigns where ended_at is null and state = 'running'
    on conflict (campaign_id) do update set checked_at = excluded.checked_at
      where rung_checks.checked_at < clock_timestamp() - ${CHECK_EVERY_MINUTES} * interval '1 minute'
    returning campaign_id as campaign`;
  const checked: RungCheck[] = [];
  const failures: Error[] = [];
  for (const { campaign } of claimed)
    await checkOne(sql, campaign).then(
      (proven) => checked.push({ campaign, ...proven }),
      (cause: Error) => failures.push(new Error(`The rungs of ${campaign} could not be checked`, { cause })),
    );
  // Thrown after the others: a campaign with an unreadable plan does not prevent their checks.
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  return checked;
}

async function checkOne(sql: Sql, campaign: string): Promise<Proven> {
  const proven = await provenRungs(sql, campaign);
  const { due, missing } = proven;
  const fault = { kind: 'rungs', scope: campaign } as const;
  if (missing.length === 0) await closeFault(sql, fault);
  else {
    const named = missing.slice(0, NAMED).join(', ');
    await openFault(sql, { ...fault, detail: { due, missing: missing.length, named } });
  }
  return proven;
}

/**
 * @returns a campaign's due items up to now, and those without a record; read in one snapshot, because rounds go on
 *   meanwhile.
 */
export const provenRungs = (sql: Sql, campaign: string): Promise<Proven> =>
  sql.begin('isolation level repeatable read read only', async (snapshot) => {
    const [row] = await snapshot<{ plan: Plan; before: Instant }[]>`
      select plan, coalesce(ended_at, case when clock_at is null
        then clock_timestamp() - ${SLACK_MINUTES} * interval '1 minute' else clock_at end) as before
      from campaigns where id = ${campaign}`;
    if (!row) return { due: 0, missing: [] };
    return proveRungs({ ...row, ...(await keptOf(snapshot, campaign)) });
  }) as Promise<Proven>;

async function keptOf(sql: Queries, campaign: string) {
  const kept = await sql<RoundKept[]>`
    select id, state, ended_at as "endedAt" from rounds where campaign_id = ${campaign}`;
  const alertRounds = await sql<RoundPlanned[]>`
    select id, area, planned as round from rounds
    where campaign_id = ${campaign} and origin <> 'plan' and planned is not null`;
  const rungs = await sql<{ round: string; rung: string; dueAt: Instant }[]>`
    select g.round_id as round, g.rung, g.due_at as "dueAt"
    from rungs g join rounds r on r.id = g.round_id where r.campaign_id = ${campaign}`;
  const decisions = await sql<{ verb: 'close' | 'reopen'; target: SteeringTarget; at: Instant }[]>`
    select verb, target, at from steering where campaign_id = ${campaign} and verb in ('close', 'reopen')`;
  const outcomes = new Set(rungs.map(({ round, rung, dueAt }) => proofKey(round, rung, dueAt)));
  return { kept, alertRounds, outcomes, decisions };
}
