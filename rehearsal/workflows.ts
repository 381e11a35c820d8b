import type { CampaignClient } from '../client/campaigns';
import { earliest, type Instant } from '../domain/instant';
import { campaignWorkflowId } from '../domain/round';
import { inParallel } from './in-parallel';

/** More Updates at once only wait for each other: the dev server takes about 35 a second in all. */
const WORKFLOWS_AT_ONCE = 8;

/** The workflows of a campaign whose clocks are moved, and when each has something to do. */
export interface Workflows {
  nextAt(): Instant | null;
  /** Moves the clocks of those with something due until then, and of those they start, until nothing is due any more. */
  advance(at: Instant): Promise<void>;
  hasEnded(): boolean;
  /** Ids of those that have not ended. */
  running(): string[];
  /** Root and rounds. */
  started(): number;
}

/** @param startsAt first instant at which the campaign's root has something to do */
export function workflowsOf(client: Pick<CampaignClient, 'advance'>, campaign: string, startsAt: Instant): Workflows {
  const root = campaignWorkflowId(campaign);
  const due = new Map<string, Instant | null>([[root, startsAt]]);
  let count = 1;

  async function advanceOne(id: string, at: Instant): Promise<void> {
    const { nextAt, ended, started } = await client.advance(id, at);
    for (const round of started) due.set(round, at);
    count += started.length;
    if (!ended) due.set(id, nextAt);
    else due.delete(id);
    // A round that ends has told its campaign so; the campaign may have to end with it.
    if (ended && id !== root) due.set(root, at);
  }

  /** The campaign's turn comes after its rounds': one that ends meanwhile has something to tell it. */
  function nowDue(at: Instant): string[] {
    const ids = [...due].flatMap(([id, next]) => (next !== null && next <= at ? [id] : []));
    const rounds = ids.filter((id) => id !== root);
    return rounds.length > 0 ? rounds : ids;
  }

  return {
    nextAt: () => earliest(...due.values()),
    hasEnded: () => !due.has(root),
    running: () => [...due.keys()],
    started: () => count,
    async advance(at) {
      for (let ids = nowDue(at); ids.length > 0; ids = nowDue(at)) {
        await inParallel(WORKFLOWS_AT_ONCE, ids, (id) => advanceOne(id, at));
      }
    },
  };
}
