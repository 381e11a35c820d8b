import { alertAreas } from '../../domain/warning/alert/alert-areas';
import type { Touched } from '../../domain/warning/feed/changes';
import { codeAtEnd } from '../../domain/warning/feed/changes';
import type { Standing } from '../../domain/warning/feed/events';
import type { Queries } from '../db/db';
import { below, within as inRegion } from '../db/scope';
import { regionsUnder, within } from '../people/regions';
import type { AnsweringCampaign } from './alerts';

/** A campaign, and the areas in which it answers a warning. */
export interface Answers {
  campaign: AnsweringCampaign;
  areas: string[];
}

/**
 * The campaign with the narrowest scope answers for an area: no contact is woken twice for one warning.
 * @param campaigns as `answeringCampaigns` gives them
 * @param regions codes of the warned places
 */
export async function whoAnswers(
  sql: Queries,
  campaigns: readonly AnsweringCampaign[],
  regions: readonly string[],
): Promise<Answers[]> {
  const answered = new Set<string>();
  const found: Answers[] = [];
  for (const campaign of campaigns) {
    const warned = await within(sql, campaign.scope, regions);
    if (warned.length === 0) continue;
    const areas = alertAreas(await regionsUnder(sql, campaign.scope), { warned, of: campaign.of });
    const own = areas.filter((area) => !answered.has(area));
    for (const area of own) answered.add(area);
    if (own.length > 0) found.push({ campaign, areas: own });
  }
  return found;
}

/** @returns the warned places that lie in the scope of no campaign that answers, each with its name and kind. */
export async function unansweredPlaces(
  sql: Queries,
  campaigns: readonly AnsweringCampaign[],
  regions: readonly string[],
): Promise<{ code: string; name: string; kind: string }[]> {
  const scopes = campaigns.map(({ scope }) => scope);
  return sql<{ code: string; name: string; kind: string }[]>`
    select g.code, g.name, g.kind from regions g
    where g.code = any(${[...regions]}) and g.closed_at is null and not exists (
      select from regions top where top.code = any(${scopes})
        and (starts_with(g.path, top.path) or starts_with(top.path, g.path)))
    order by g.path`;
}

/** A kind of region that can be called in a place. */
export interface Callable {
  kind: string;
  units: number;
  /** How many of them have somebody who reports. */
  reachable: number;
}

/** @returns the kinds of region in these places, those with most people who report first. */
export const callableKinds = (sql: Queries, regions: readonly string[]): Promise<Callable[]> => sql<Callable[]>`
  select g.kind, count(distinct g.code)::int as units, count(distinct d.region_code)::int as reachable
  from regions top join regions g on ${below(sql, sql`g.path`, sql`top.path`)} and g.closed_at is null
  left join duties d on d.region_code = g.code and d.role = 'contact'
  where top.code = any(${[...regions]})
  group by g.kind order by reachable desc, units desc, g.kind`;

/** A live campaign around a place that could answer its warnings, and does not. */
export interface Silent {
  id: string;
  name: { 'zh-CN': string; en?: string };
}

/** @returns running live campaigns that cover all these places and answer no warning, within the reader's region. */
export const silentCampaigns = (sql: Queries, regions: readonly string[], top: string | null): Promise<Silent[]> => sql<
  Silent[]
>`
  select c.id, c.definition -> 'name' as name from campaigns c join regions s on s.code = c.scope
  where c.mode = 'live' and c.state in ('running', 'paused') and not c.definition ? 'warnings'
    and ${inRegion(sql, top, 's.path')}
    and not exists (select from regions g where g.code = any(${[...regions]}) and not starts_with(g.path, s.path))
  order by c.started_at desc, c.id limit 50`;

/** @returns the event of a warning, told as if it had just come into force; null when it is over. */
export async function toldAgain(sql: Queries, warning: number): Promise<Touched | null> {
  const [row] = await sql<{ event: number; standing: Standing }[]>`
    select e.id as event, e.standing from weather_events e join warnings w on w.event_id = e.id
    where w.id = ${warning} and e.state = 'live' and e.standing is not null`;
  if (!row) return null;
  const { hazard, paths } = row.standing;
  return { event: row.event, hazard, regions: paths.map(codeAtEnd), change: 'opened' };
}
