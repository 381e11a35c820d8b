import type { Instant } from '../../domain/instant';
import type { RevisitOutcome } from '../../domain/warning/alert/forms';
import type { Queries } from '../db/db';

/** A case of persons who refused help. */
export interface FollowUpRow {
  id: number;
  campaign: string;
  alert: number;
  unit: string;
  /** Of the patrol in which it was reported. */
  key: string;
  workflowId: string;
}

/** Of the case `f` and its ask `u`. */
const COLUMNS = (sql: Queries) => sql`
  f.id, f.campaign_id as campaign, f.alert_id as alert, u.unit_code as unit, u.key, f.workflow_id as "workflowId"`;

/** @returns the case. @throws Error when there is none of that number */
export async function getFollowUp(sql: Queries, id: number): Promise<FollowUpRow> {
  const [row] = await sql<FollowUpRow[]>`select ${COLUMNS(sql)} 
    from follow_ups f join asks u on u.id = f.ask_id where f.id = ${id}`;
  if (!row) throw new Error(`There is no follow-up ${id}.`);
  return row;
}

/**
 * Opens a case for each unit that reported refusals in a patrol. Doing it again opens nothing.
 * @returns every case of the round that is open, new or not
 */
export async function openFollowUps(
  sql: Queries,
  { alert, round, now }: { alert: number; round: string; now: Instant },
): Promise<FollowUpRow[]> {
  await sql`
    insert into follow_ups (campaign_id, alert_id, ask_id, workflow_id, persons, opened_at)
    select u.campaign_id, ${alert}, u.id,
           concat('campaign/', u.campaign_id, '/follow-up/', u.key, '/', u.unit_code), (p.figures ->> 'refused')::int, ${now}
    from asks u join reports p on p.id = u.report_id
    where u.round_id = ${round} and (p.figures ->> 'refused')::int > 0
    on conflict do nothing`;
  return sql<FollowUpRow[]>`
    select ${COLUMNS(sql)}
    from follow_ups f join asks u on u.id = f.ask_id
    where u.round_id = ${round} and f.state = 'open' order by f.id`;
}

/**
 * Notes what came of a visit.
 * @param round workflow id of the visit's round
 * @returns the outcome that was reported, null when nobody reported
 */
export async function noteVisit(
  sql: Queries,
  { followUp, round, visit }: { followUp: number; round: string; visit: number },
): Promise<RevisitOutcome | null> {
  const [row] = await sql<{ outcome: RevisitOutcome | null }[]>`
    select p.figures ->> 'outcome' as outcome from asks u left join reports p on p.id = u.report_id
    where u.round_id = ${round}`;
  const outcome = row?.outcome ?? null;
  await sql`
    update follow_ups set visits = greatest(visits, ${visit}), outcome = coalesce(${outcome}, outcome) where id = ${followUp}`;
  return outcome;
}

/** Closes a case, once. */
export async function closeFollowUp(
  sql: Queries,
  { followUp, outcome, now }: { followUp: number; outcome: string; now: Instant },
): Promise<void> {
  await sql`
    update follow_ups set state = 'closed', outcome = ${outcome}, closed_at = ${now} where id = ${followUp} and state = 'open'`;
}
