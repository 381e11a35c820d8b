import { setCurrentDetails } from '@temporalio/workflow';
import { actOnFeed } from '../activities';

/** One poll of one feed, started by the feed's Schedule; alerts act on the result. */
export async function weatherWatch({ feed }: { feed: string }): Promise<void> {
  const { outcome, ...counts } = await actOnFeed.pollFeed.executeWithOptions({ summary: `Ask ${feed}` }, [{ feed }]);
  const figures = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  setCurrentDetails(`${outcome}: ${figures.join(', ')}`);
}
