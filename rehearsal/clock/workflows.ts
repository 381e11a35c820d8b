import type { CampaignClient } from '../../client/campaigns';
import { earliest, type Instant } from '../../domain/instant';
import { campaignWorkflowId } from '../../domain/round/round';
import { inParallel } from '../people/in-parallel';

/** More Updates at once only wait for each other: the dev server takes about 35 a second in all. */
const WORKFLOWS_AT_ONCE = 8;

/** The workflows of a campaign with their clocks, and the instant at which each has something to do. */
export interface Workflows {
  nextAt(): Instant | null;
  /**
   * Moves the clocks of workflows with something due until `at`, and of those they start, until nothing is due any
   * more.
   */
  advance(at: Instant): Promise<void>;
  /** Adds workflows that were started from outside (alerts), so that their clocks move as well. */
  follow(ids: readonly string[], at: Instant): void;
  /** Looks again at those among these workflows that run: they may have heard of something. @returns how many */
  wake(ids: readonly string[], at: Instant): number;
  /** Adds those among these workflows that were never known. @returns how many */
  find(ids: readonly string[], at: Instant): number;
  hasEnded(): boolean;
  /** @returns ids of the workflows that have not ended. */
  running(): string[];
  /** @returns how many workflows were started: root, rounds, alerts and lots of cases. */
  started(): number;
}

/** @param startsAt first instant at which the campaign's root has something to do */
export function workflowsOf(client: Pick<CampaignClient, 'advance'>, campaign: string, startsAt: Instant): Workflows {
  const root = campaignWorkflowId(campaign);
  const due = new Map<string, Instant | null>([[root, startsAt]]);
  const parents = new Map<string, string>();
  const known = new Set([root]);

  async function advanceOne(id: string, at: Instant): Promise<void> {
    const { nextAt, ended, started } = await client.advance(id, at);
    for (const child of started) {
      due.set(child, at);
      known.add(child);
      parents.set(child, id);
    }
    if (!ended) due.set(id, nextAt);
    else due.delete(id);
    // A workflow that ends has told its starter and its campaign, which may have to act on it.
    if (ended)
      for (const above of [parents.get(id), root]) if (above && above !== id && due.has(above)) due.set(above, at);
  }

  const depthOf = (id: string): number => {
    const parent = id === root ? undefined : (parents.get(id) ?? root);
    return parent === undefined ? 0 : depthOf(parent) + 1;
  };

  /** A starter comes after the workflows it started: one that ends has something to tell its starter. */
  function nowDue(at: Instant): string[] {
    const ids = [...due].flatMap(([id, next]) => (next !== null && next <= at ? [id] : []));
    const deepest = Math.max(...ids.map(depthOf));
    return ids.filter((id) => depthOf(id) === deepest);
  }

  return {
    nextAt: () => earliest(...due.values()),
    follow(ids, at) {
      for (const id of ids) {
        known.add(id);
        due.set(id, at);
      }
    },
    wake(ids, at) {
      const running = ids.filter((id) => due.has(id));
      for (const id of running) due.set(id, at);
      return running.length;
    },
    find(ids, at) {
      const found = ids.filter((id) => !known.has(id));
      for (const id of found) {
        known.add(id);
        due.set(id, at);
      }
      return found.length;
    },
    hasEnded: () => !due.has(root),
    running: () => [...due.keys()],
    // One that a workflow has started may be found before that workflow says so: it is one all the same.
    started: () => known.size,
    async advance(at) {
      for (let ids = nowDue(at); ids.length > 0; ids = nowDue(at)) {
        await inParallel(WORKFLOWS_AT_ONCE, ids, (id) => advanceOne(id, at));
      }
    },
  };
}
