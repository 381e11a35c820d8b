import type { Env } from '../../config/env';
import type { Sql } from '../../store/db/db';
import { linkToken } from '../../store/round/links';
import { posts } from '../support/campaigns/people';

/** Gives the contact of each asked unit a link to its form, as the first message does. */
export const giveLinks = (sql: Sql) => sql`
  insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
  select u.campaign_id, u.round_id, u.id, 'report', u.unit_code, c.id
  from asks u join ${posts(sql)} c on c.region_code = u.unit_code and c.role = 'contact'`;

/** @returns the tokens of the links to the forms of a stage, in the order of the units' codes */
export async function linkTokens(
  sql: Sql,
  { LINK_SECRET }: Pick<Env, 'LINK_SECRET'>,
  stage: string,
): Promise<string[]> {
  const links = await sql<{ id: number }[]>`
    select l.id from links l join rounds r on r.id = l.round_id where r.stage = ${stage} order by l.region_code`;
  return links.map(({ id }) => linkToken(LINK_SECRET, id));
}
