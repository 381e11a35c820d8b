import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Queries } from '../../../store/db/db';
import { type PostingFigures, postingFigures } from '../../../store/posting/posting-board';

/** What came of the postings of one list. */
export interface PostedList extends PostingFigures {
  list: string;
}

/** @returns the lists of a campaign that were posted, in the order of its definition. */
export async function postedLists(
  sql: Queries,
  { id, definition }: Pick<CampaignRow, 'id' | 'definition'>,
): Promise<PostedList[]> {
  const found: PostedList[] = [];
  for (const [list, { posting }] of Object.entries(definition.lists ?? {})) {
    if (!posting) continue;
    const figures = await postingFigures(sql, { campaign: id, list, top: null });
    if (figures.posted > 0) found.push({ list, ...figures });
  }
  return found;
}
