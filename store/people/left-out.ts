import type { Text } from '../../domain/campaign/definition/words';
import type { Fragment, Queries } from '../db/db';

/** Units that a tag leaves out of what a campaign asks their kind for (`asks[].except`). */

/** A unit that is left out, with the tags for which it is. */
export interface LeftOut {
  code: string;
  name: string;
  tags: string[];
}

/** The part `left_out (campaign, code, tag)` of a statement. */
const leftOut = (sql: Queries): Fragment => sql`
  left_out as (
    select c.id as campaign, g.code, g.name, g.path, x.tag
    from campaigns c join regions s on s.code = c.definition ->> 'scope'
    cross join lateral jsonb_path_query(c.definition, '$.stages[*].asks[*] ? (exists (@.except))') ask
    cross join lateral jsonb_array_elements_text(ask -> 'except') x(tag)
    join regions g on starts_with(g.path, s.path) and g.kind = ask ->> 'of' and x.tag = any(g.tags))`;

/** @returns the units that a campaign leaves out, in the register's order */
export const unitsLeftOut = (sql: Queries, campaign: string): Promise<LeftOut[]> => sql<LeftOut[]>`
  with ${leftOut(sql)}
  select code, name, array_agg(distinct tag order by tag) as tags from left_out
  where campaign = ${campaign} group by code, name, path order by path`;

/** @returns the campaigns that run and leave a unit out */
export const campaignsLeavingOut = (
  sql: Queries,
  code: string,
): Promise<{ id: string; name: Text; tags: string[] }[]> => sql`
  with ${leftOut(sql)}
  select c.id, c.definition -> 'name' as name, array_agg(distinct l.tag order by l.tag) as tags
  from left_out l join campaigns c on c.id = l.campaign
  where l.code = ${code} and c.state in ('running', 'paused') group by c.id order by c.id`;
