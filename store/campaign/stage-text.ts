import type { Fragment, Queries } from '../db/db';

/**
 * @param aliases in SQL of the row with a round's `stage` and `title`, and of the row with the campaign's `definition`
 * @returns the name of a round's stage in every language; a round without a stage has its title
 */
export const stageText = (sql: Queries, { round, campaign }: { round: string; campaign: string }): Fragment => sql`
  coalesce(${sql(round)}.title, jsonb_path_query_first(
    ${sql(campaign)}.definition, '$.stages[*] ? (@.id == $id).name', jsonb_build_object('id', ${sql(round)}.stage)))`;
