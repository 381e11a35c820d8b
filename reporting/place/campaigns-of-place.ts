import type { Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../../store/db/db';
import { below } from '../../store/db/scope';

/** A campaign that has asked a place, or places below it. */
export interface CampaignOfPlace {
  id: string;
  name: Text;
  mode: 'live' | 'rehearsal';
  state: 'running' | 'paused' | 'cancelled' | 'completed';
  season: number;
  zone: string;
  /** Campaign time. */
  now: Instant;
}

/** @returns live ones before rehearsals, those that run before the others, the newest first */
export const campaignsOfPlace = (sql: Queries, place: string): Promise<CampaignOfPlace[]> => sql<CampaignOfPlace[]>`
  select c.id, c.definition -> 'name' as name, c.mode, c.state, (c.plan ->> 'season')::int as season,
         c.definition ->> 'zone' as zone, coalesce(c.ended_at, campaign_now(c.id)) as now
  from campaigns c
  where exists (
    select from asks u join regions g on g.code = u.unit_code join regions top on top.code = ${place}
    where u.campaign_id = c.id and u.round_id is not null and ${below(sql, sql`g.path`, sql`top.path`)})
  order by c.mode = 'rehearsal', c.ended_at is not null, c.started_at desc, c.id limit 50`;

/** Rows of a list that units in a place have handed in. */
export interface RowsOfList {
  list: string;
  name: Text;
  rows: number;
  returned: number;
  held: number;
  out: number;
}

/** @returns the lists with rows of the place and of places below it */
export const rowsOfPlace = (
  sql: Queries,
  { campaign, place }: { campaign: string; place: string },
): Promise<RowsOfList[]> => sql<RowsOfList[]>`
  select e.list, c.definition #> array['lists', e.list, 'name'] as name, count(*) filter (where e.state <> 'out')::int as rows,
         count(*) filter (where e.state = 'returned')::int as returned, count(*) filter (where e.state = 'held')::int as held,
         count(*) filter (where e.state = 'out')::int as out
  from entries e join campaigns c on c.id = e.campaign_id join regions g on g.code = e.unit_code join regions top on top.code = ${place}
  where e.campaign_id = ${campaign} and ${below(sql, sql`g.path`, sql`top.path`)}
  group by e.list, c.definition order by e.list`;
