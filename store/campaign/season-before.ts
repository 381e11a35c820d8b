import type { Text } from '../../domain/campaign/definition/definition';
import type { Queries } from '../db/db';

/** The same campaign a season or more ago. */
export interface SeasonBefore {
  id: string;
  name: Text;
  season: number;
}

/** @returns the campaign of the same definition and mode in the latest season before that of `campaign`, or null */
export async function seasonBefore(sql: Queries, campaign: string): Promise<SeasonBefore | null> {
  const [found] = await sql<SeasonBefore[]>`
    select c.id, c.definition -> 'name' as name, (c.plan ->> 'season')::int as season
    from campaigns c join campaigns this on this.id = ${campaign}
    where c.definition ->> 'id' = this.definition ->> 'id' and c.mode = this.mode and c.state <> 'cancelled'
      and (c.plan ->> 'season')::int < (this.plan ->> 'season')::int
    order by season desc, c.started_at desc limit 1`;
  return found ?? null;
}
