import type { Queries } from '../../../store/db/db';

/** What residents' meetings (民主评议) have said of the rows of one list and category. */
export interface ListVotes {
  list: string;
  category: string;
  /** Meetings: days on which a unit has met. */
  meetings: number;
  /** Rows that were appraised. */
  rows: number;
  votesFor: number;
  votesAgainst: number;
}

/** @returns the votes of a campaign's lists, by list and category; nothing where no meeting was held */
export const listVotes = (sql: Queries, campaign: string): Promise<ListVotes[]> => sql<ListVotes[]>`
  select e.list, e.category, count(distinct (d.unit_code, d.figures ->> 'metOn'))::int as meetings, count(*)::int as rows,
         sum((d.figures ->> 'votesFor')::int)::int as "votesFor", sum((d.figures ->> 'votesAgainst')::int)::int as "votesAgainst"
  from deeds d join entries e on e.id = d.entry_id join lists l on l.campaign_id = e.campaign_id and l.id = e.list
  where d.campaign_id = ${campaign} and d.kind = 'appraise' and d.figures ? 'metOn'
  group by e.list, e.category, l.categories order by e.list, array_position(l.categories, e.category)`;
