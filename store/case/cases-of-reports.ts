import type { Form } from '../../domain/campaign/definition/definition';
import { countedCases } from '../../domain/case/counted-cases';
import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';

/**
 * Makes the cases of a round equal to what its reports count, for each figure of its form that counts persons into
 * cases.
 * @param tx a transaction
 * @param now the campaign's time when left out
 * @returns whether its form has such a figure
 */
export async function openCounted(tx: Queries, { round, now }: { round: string; now?: Instant }): Promise<boolean> {
  const [asked] = await tx<{ form: Form | null; alert: number | null; now: Instant }[]>`
    select c.definition -> 'forms' -> r.form as form, r.alert_id as alert, campaign_now(c.id) as now
    from rounds r join campaigns c on c.id = r.campaign_id where r.id = ${round}`;
  if (!asked?.form) return false;
  const counted = countedCases(asked.form);
  for (const one of counted) await countIntoCases(tx, { round, ...one, alert: asked.alert, now: now ?? asked.now });
  return counted.length > 0;
}

interface Counting {
  /** Workflow id of the round whose reports open the cases. */
  round: string;
  kind: string;
  /** The field of the reports that counts the persons. */
  figure: string;
  /** The warning during which they are opened. */
  alert: number | null;
  now: Instant;
}

/**
 * The asks of the round, with the number of persons in each report, and the number of its cases without withdrawn ones.
 */
const counted = (tx: Queries, { round, kind, figure }: Counting): Fragment => tx`
  select u.id as ask, u.unit_code, coalesce((p.figures ->> ${figure})::int, 0) as persons,
         (select count(*) from cases f
          where f.ask_id = u.id and f.kind = ${kind} and f.outcome is distinct from 'withdrawn')::int as live
  from asks u left join reports p on p.id = u.report_id where u.round_id = ${round}`;

/**
 * Makes the cases equal to the number of persons in the reports of a round: opens missing cases, withdraws surplus
 * ones, the last first. A repetition changes nothing; a cancelled campaign opens none.
 * @param tx a transaction
 */
export async function countIntoCases(tx: Queries, counting: Counting): Promise<void> {
  const { round } = counting;
  await tx`select 1 from rounds where id = ${round} for no key update`;
  const [campaign] = await tx`
    select 1 from campaigns where id = (select campaign_id from rounds where id = ${round}) and state <> 'cancelled' for share`;
  if (campaign) await openMissing(tx, counting);
  await withdrawSurplus(tx, counting);
}

/**
 * The first new cases of all units form one lot, the second new cases another. A later case never joins a lot, because
 * its rounds may be running, or over.
 */
async function openMissing(tx: Queries, counting: Counting): Promise<void> {
  const { round, kind, alert, now } = counting;
  await tx`
    with missing as (
      select w.ask, w.unit_code, n + (select coalesce(max(number), 0) from case_lots where origin_round_id = ${round} and kind = ${kind}) as number
      from (${counted(tx, counting)}) w cross join generate_series(1, w.persons - w.live) n),
    lots as (
      insert into case_lots (campaign_id, kind, area, key, origin_round_id, number, alert_id, workflow_id, opened_at)
      select r.campaign_id, ${kind}, r.area, concat(r.key, '.', ${kind}::text, '-', m.number), r.id, m.number, ${alert},
             concat('campaign/', r.campaign_id, '/cases/', r.key, '.', ${kind}::text, '-', m.number, '/', r.area), ${now}
      from (select distinct number from missing) m join rounds r on r.id = ${round} order by m.number
      returning id, campaign_id, number)
    insert into cases (campaign_id, kind, lot_id, region_code, assignee_code, ask_id, number, alert_id, opened_at)
    select l.campaign_id, ${kind}, l.id, m.unit_code, m.unit_code, m.ask, m.number, ${alert}, ${now}
    from missing m join lots l using (number) order by m.number, m.ask`;
}

/** No round asks about a withdrawn case. */
async function withdrawSurplus(tx: Queries, counting: Counting): Promise<void> {
  await tx`
    with withdrawn as (
      update cases set state = 'closed', outcome = 'withdrawn', due_at = null, closed_at = ${counting.now}
      from (select f.id as surplus, w.live - w.persons as many, row_number() over (partition by f.ask_id order by f.number desc) as nth
            from (${counted(tx, counting)}) w join cases f on f.ask_id = w.ask and f.kind = ${counting.kind} and f.state <> 'closed') x
      where id = x.surplus and x.nth <= x.many
      returning lot_id, assignee_code)
    update asks set round_id = null from withdrawn w join rounds r on r.lot_id = w.lot_id and r.state = 'open'
    where asks.round_id = r.id and asks.unit_code = w.assignee_code and asks.reported_at is null`;
}
