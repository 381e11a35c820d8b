import type { Instant } from '../domain/instant';
import type { Sql } from '../store/db/db';
import { closePostings, openPostingLots, withdrawPostings } from '../store/posting/close-postings';

export interface PostingDependencies {
  sql: Sql;
  /** Tells the workflows of postings to look again. @returns the workflow ids of those that do not run */
  postingsChanged(workflows: readonly string[], now: Instant): Promise<string[]>;
}

/** The effects of the workflow of postings; each activity may run twice, and does its work once. */
export const createPostingActivities = ({ sql }: PostingDependencies) => ({
  /** @returns the number of postings of the lot that are still open */
  closePostings: (closing: { lot: number; now: Instant }): Promise<number> =>
    sql.begin((tx) => closePostings(tx, closing)) as Promise<number>,
});

/** What a campaign does with its postings at its end: it waits for them, and a cancelled one takes them down. */
export const endOfPostings = ({ sql, postingsChanged }: PostingDependencies) => ({
  /** @returns the number of lots with open postings */
  count: async (campaign: string): Promise<number> => (await openPostingLots(sql, campaign)).length,

  async cancel({ campaign, now }: { campaign: string; now: Instant }): Promise<void> {
    const lots = await openPostingLots(sql, campaign);
    for (const { lot } of lots) await withdrawPostings(sql, { lot, now });
    await postingsChanged(
      lots.map(({ workflowId }) => workflowId),
      now,
    );
  },
});
