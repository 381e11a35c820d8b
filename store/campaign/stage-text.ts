import type { Fragment, Queries } from '../db/db';

/**
 * @param aliases of the row with a round's `stage` and `title`, and of the one with the campaign's `definition`
 * @returns the name of a round's stage in every language; a round that no stage has is named by its title
 */
export const stageText = (sql: Queries, { round, campaign }: { round: string; campaign: string }): Fragment => sql`
  coalesce(${sql(round)}.title, jsonb_path_query_first(
    ${sql(campaign)}.definition, '$.stages[*] ? (@.id == $id).name', jsonb_build_object('id', ${sql(round)}.stage)))`;
