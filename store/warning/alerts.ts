import type { Instant } from '../../domain/instant';
import type { Colour, Hazard } from '../../domain/warning/feed/warning';
import type { Queries } from '../db/db';

/** A warning that a campaign answers in one area. */
export interface AlertRow {
  id: number;
  campaign: string;
  name: string;
  hazard: Hazard;
  area: string;
  workflowId: string;
  event: string;
  colour: Colour | null;
  /** All its colours, in their order. */
  colours: Colour[];
  drill: boolean;
  state: 'open' | 'over' | 'cancelled';
  openedAt: Instant;
  endsAt: Instant | null;
}

const COLUMNS = (sql: Queries) => sql`
  a.id, a.campaign_id as campaign, a.name, a.hazard, a.area, a.workflow_id as "workflowId", a.event, a.colour, a.colours, a.drill,
  a.state, a.opened_at as "openedAt", a.ends_at as "endsAt"`;

/** A campaign that answers warnings. */
export interface AnsweringCampaign {
  id: string;
  scope: string;
  /** The asked kind of region. */
  of: string;
  zone: string;
  now: Instant;
  clockAt: Instant | null;
}

/**
 * @param scope `live`, or the rehearsal that a simulated warning is for
 * @returns the running campaigns that answer warnings, those with the narrowest scope first: a county before its
 *   province
 */
export const answeringCampaigns = (sql: Queries, scope: string): Promise<AnsweringCampaign[]> => sql<
  AnsweringCampaign[]
>`
  select c.id, c.scope, c.definition #>> '{warnings,of}' as of, c.definition ->> 'zone' as zone,
         campaign_now(c.id) as now, c.clock_at as "clockAt"
  from campaigns c join regions g on g.code = c.scope
  where c.state in ('running', 'paused') and c.definition ? 'warnings'
    and case when ${scope} = 'live' then c.mode = 'live' else c.id = ${scope} end
  order by length(g.path) desc, c.started_at, c.id`;

/** @returns the open alert of a hazard in an area, or null. */
export async function openAlertIn(
  sql: Queries,
  { campaign, hazard, area, drill }: Pick<AlertRow, 'campaign' | 'hazard' | 'area' | 'drill'>,
): Promise<AlertRow | null> {
  const [row] = await sql<AlertRow[]>`
    select ${COLUMNS(sql)} from alerts a
    where a.campaign_id = ${campaign} and a.hazard = ${hazard} and a.area = ${area} and a.drill = ${drill} and a.state = 'open'`;
  return row ?? null;
}

export interface Opening extends Pick<AlertRow, 'campaign' | 'hazard' | 'area' | 'drill' | 'event'> {
  /** `01-08`, the campaign's local day. */
  day: string;
  now: Instant;
}

/** Inserts an alert before its workflow starts, or finds the open one. Two calls at once insert one. */
export async function openAlert(sql: Queries, opening: Opening): Promise<AlertRow> {
  const { campaign, hazard, area, drill, event, day, now } = opening;
  const known = await openAlertIn(sql, opening);
  if (known) return known;
  const name = await nameFor(sql, opening, `${drill ? 'drill-' : ''}${hazard}-${day.replace('-', '')}`);
  await sql`
    insert into alerts (campaign_id, name, hazard, area, workflow_id, event, drill, opened_at)
    values (${campaign}, ${name}, ${hazard}, ${area}, ${`campaign/${campaign}/alert/${name}/${area}`}, ${event}, ${drill}, ${now})
    on conflict do nothing`;
  const opened = await openAlertIn(sql, opening);
  if (!opened) throw new Error(`The alert ${name} in ${area} could not be written down.`);
  return opened;
}

/** Areas of one event share a name; another event of the day gets the next number. */
async function nameFor(sql: Queries, { campaign, event, area }: Opening, base: string): Promise<string> {
  const names = await sql<{ name: string; mine: boolean; here: boolean }[]>`
    select name, bool_or(event = ${event}) as mine, bool_or(area = ${area}) as here from alerts
    where campaign_id = ${campaign} and (name = ${base} or starts_with(name, ${`${base}-`})) group by name order by name`;
  const shared = names.find(({ mine, here }) => mine && !here);
  if (shared) return shared.name;
  const taken = new Set(names.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** @returns the alert. @throws Error when there is none with this number */
export async function getAlert(sql: Queries, id: number): Promise<AlertRow> {
  const [row] = await sql<AlertRow[]>`select ${COLUMNS(sql)} from alerts a where a.id = ${id}`;
  if (!row) throw new Error(`There is no alert ${id}.`);
  return row;
}

/** Locks the row of an alert, so that no other transaction opens or ends it before this one ends. */
export async function lockAlert(sql: Queries, id: number): Promise<void> {
  await sql`select 1 from alerts where id = ${id} for update`;
}

/** A change of an alert. */
export interface AlertMove {
  alert: number;
  at: Instant;
  change: 'opened' | 'upgraded' | 'downgraded' | 'extended' | 'over' | 'cancelled';
  colour: Colour | null;
  endsAt: Instant | null;
  headline?: string;
  /** Whether ordinary reminders to the area wait. */
  holds?: boolean;
}

/** Records a change, once. */
export async function noteAlert(sql: Queries, { alert, at, change, colour, endsAt, headline, holds }: AlertMove) {
  const noted = await sql`
    insert into alert_moves (alert_id, at, change, colour, ends_at) values (${alert}, ${at}, ${change}, ${colour}, ${endsAt})
    on conflict do nothing returning 1`;
  if (noted.length === 0) return;
  const ended = change === 'over' || change === 'cancelled';
  await sql`
    update alerts set
      colour = coalesce(${colour}, colour),
      colours = case when ${colour}::text is null or colours[cardinality(colours)] = ${colour} then colours else colours || ${colour}::text end,
      ends_at = coalesce(${endsAt}, ends_at), headline = coalesce(${headline ?? null}, headline),
      holds = coalesce(${holds ?? null}, holds),
      state = case when ${ended} then ${change} else state end, ended_at = case when ${ended} then ${at}::timestamptz end
    where id = ${alert} and state = 'open'`;
}

/** Releases the reminders that waited for the end of a warning: delivery checks each again, and renders it again. */
export async function releaseHeld(sql: Queries, { campaign, now }: { campaign: string; now: Instant }): Promise<void> {
  await sql`
    update messages set release_at = ${now}
    where campaign_id = ${campaign} and state = 'held' and reason = 'warning' and release_at > ${now}`;
}

/** @returns the alerts of a hazard that a campaign is answering. */
export const openAlertsIn = (sql: Queries, campaign: string, hazard: Hazard): Promise<AlertRow[]> => sql<AlertRow[]>`
  select ${COLUMNS(sql)} from alerts a
  where a.campaign_id = ${campaign} and a.hazard = ${hazard} and a.state = 'open' order by a.id`;

/** @returns workflow ids of what the plan of a campaign does not have: alerts, cases, and their rounds. */
export async function unplannedWorkflowsOf(sql: Queries, campaign: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select workflow_id as id from alerts where campaign_id = ${campaign}
    union all select workflow_id from case_lots where campaign_id = ${campaign}
    union all select workflow_id from posting_lots where campaign_id = ${campaign}
    union all select id from rounds where campaign_id = ${campaign} and origin <> 'plan'`;
  return rows.map(({ id }) => id);
}
