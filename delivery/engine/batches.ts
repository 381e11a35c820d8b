import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import { dataErrorCode } from '../../store/db/data-error';
import type { Sql } from '../../store/db/db';
import type { Claim } from '../../store/message/outbox/claim';
import { claimMessages } from '../../store/message/outbox/claims';
import { part } from '../../store/message/outbox/envelopes';
import type { Caps } from '../../store/message/outbox/number-days';
import type { Settlement } from '../../store/message/outbox/settlement';
import { settleMessages } from '../../store/message/outbox/settling';
import { countMessage } from '../metrics';

/** Jobs that come within so many milliseconds share a statement; far below a provider's time to answer. */
const GATHER_MS = 5;
const LARGEST_BATCH = 400;
/**
 * A statement costs Postgres and us some 5 ms for itself, as much as forty messages in it: after one for several
 * messages, the next of its kind grows for so long. An idle lane, and an urgent one, waits for nothing.
 */
const REST_MS = 100;
const SEVERAL = 10;
/**
 * Running statements of a kind in a lane; meanwhile the next batch grows. Without a limit a busy Postgres would get
 * more and smaller batches, and become even busier.
 */
const AT_ONCE = 1;

/** @returns the schedule of a loader, and a wrapper for its statement that notes the end of each */
function gathering(restMs: number) {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let restsUntil = 0;
  const rest = () => Math.max(0, restsUntil - performance.now());
  const begin = (run: () => void): void => {
    if (underWay >= AT_ONCE) waiting.push(run);
    else {
      underWay += 1;
      run();
    }
  };
  return {
    how: {
      cache: false,
      maxBatchSize: LARGEST_BATCH,
      batchScheduleFn: (run: () => void) => void setTimeout(begin, Math.max(GATHER_MS, rest()), run),
    },
    /** @param size of its messages */
    async ended<T>(size: number, statement: Promise<T>): Promise<T> {
      try {
        return await statement;
      } finally {
        underWay -= 1;
        if (size >= SEVERAL) restsUntil = performance.now() + restMs;
        // With another behind it, a batch is full.
        const isFull = waiting.length > 1;
        const next = waiting.shift();
        if (next) setTimeout(begin, isFull ? 0 : rest(), next);
      }
    },
  };
}

/** Postgres restarts in seconds. An outcome that cannot be stored meanwhile would be lost, so it is retried. */
const SETTLE_TRIES = 30;
const SETTLE_PAUSE_MS = 1000;

export interface Batches {
  /** @returns the claim, or null when the message does not go out now (or another process has it). */
  claim(id: number): Promise<Claim | null>;
  settle(settlement: Settlement): Promise<void>;
}

/**
 * Claims many messages of a lane in one statement, and settles them in one: single statements would cost more than the
 * sending.
 */
export function createBatches({
  sql,
  provider,
  urgent,
  caps,
  log,
}: {
  sql: Sql;
  /** Provider of the lane; null for e-mail. */
  provider: string | null;
  urgent: boolean;
  caps: Caps;
  log: Logger;
}): Batches {
  const restMs = urgent ? 0 : REST_MS;
  const claiming = gathering(restMs);
  const settling = gathering(restMs);
  const claims = new DataLoader<number, Claim | null>(async (ids) => {
    const { claimed, withheld, failed } = await claiming.ended(ids.length, claimApart(ids));
    for (const { channel, state, reason } of withheld) countMessage({ channel, provider: '', state, reason });
    const byId = new Map(claimed.flatMap((claim) => claim.asked.map((id) => [id, claim])));
    // Returns each claim once, even if two jobs for the same row, or for two rows of one envelope, are in one batch.
    return ids.map((id) => {
      const claim = byId.get(id);
      for (const same of claim?.asked ?? []) byId.delete(same);
      return claim ?? failed.get(id) ?? null;
    });
  }, claiming.how);

  /** A row (or its campaign) that breaks the statement breaks only its own claim. */
  async function claimApart(ids: readonly number[]) {
    const failed = new Map<number, Error>();
    const parts = await apart(ids, claimOrPart, {
      isOwnFault: isNoOutage,
      failed: (id, error) => failed.set(id, error),
    });
    return {
      claimed: parts.flatMap(({ claims: some }) => some),
      withheld: parts.flatMap((part) => part.withheld),
      failed,
    };
  }

  /** A row that breaks the claim of its envelope does not stop the other rows. */
  async function claimOrPart(ids: readonly number[]) {
    const claim = () => claimMessages(sql, ids, { provider, caps });
    try {
      return await claim();
    } catch (error) {
      const [only, another] = ids;
      if (only === undefined || another !== undefined || !isNoOutage(error) || !(await part(sql, only))) throw error;
      return claim();
    }
  }

  const settlements = new DataLoader<Settlement, true>(async (batch) => {
    const failed = new Map<Settlement, Error>();
    await settling.ended(
      batch.length,
      apart(batch, (some) => insist(() => settleMessages(sql, some), log), {
        isOwnFault: isDataError,
        failed: (settlement, error) => failed.set(settlement, error),
      }),
    );
    return batch.map((settlement) => failed.get(settlement) ?? (true as const));
  }, settling.how);

  return {
    claim: (id) => claims.load(id),
    settle: async (settlement) => void (await settlements.load(settlement)),
  };
}

/**
 * Runs `step` for all at once; if one item breaks it, runs it for halves, down to that item.
 * @returns the outcome of each part
 * @throws an error that no item causes, such as an outage
 */
async function apart<One, Result>(
  all: readonly One[],
  work: (some: readonly One[]) => Promise<Result>,
  how: { isOwnFault(error: unknown): boolean; failed(one: One, error: Error): void },
): Promise<Result[]> {
  try {
    return [await work(all)];
  } catch (error) {
    if (!how.isOwnFault(error)) throw error;
    const [only, another] = all;
    if (only === undefined) return [];
    if (another === undefined) {
      how.failed(only, error as Error);
      return [];
    }
    const half = Math.ceil(all.length / 2);
    return [...(await apart(all.slice(0, half), work, how)), ...(await apart(all.slice(half), work, how))];
  }
}

const isDataError = (error: unknown): boolean => dataErrorCode(error) !== null;

/** @returns whether the error is our own over one row, or in its data, and not a missing Postgres. */
const isNoOutage = (error: unknown): boolean =>
  isDataError(error) || error instanceof TypeError || error instanceof RangeError;

async function insist(write: () => Promise<void>, log: Logger): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries >= SETTLE_TRIES || isDataError(error)) throw error;
      log.warn({ err: error, tries }, 'outcomes could not be written down; trying again');
      await new Promise((resolve) => setTimeout(resolve, SETTLE_PAUSE_MS));
    }
  }
}
