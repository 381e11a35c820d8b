import DataLoader from 'dataloader';
import type { Logger } from 'pino';
import { dataErrorCode } from '../../store/db/data-error';
import type { Sql } from '../../store/db/db';
import { type Claim, claimMessages } from '../../store/message/outbox/claims';
import type { Caps } from '../../store/message/outbox/number-days';
import type { Settlement } from '../../store/message/outbox/settlement';
import { settleMessages } from '../../store/message/outbox/settling';
import { countMessage } from '../metrics';

/** Jobs that come in within so many milliseconds share a statement; far below the time a provider takes to answer. */
const GATHER_MS = 5;
const LARGEST_BATCH = 400;
/**
 * Statements of a kind under way in a lane; meanwhile the next batch grows. Without a limit a busy Postgres gets ever
 * more and ever smaller batches, and is all the busier.
 */
const AT_ONCE = 1;

/** @returns how a loader gathers, and a wrapper for the statement that tells when one has ended */
function gathering() {
  const waiting: (() => void)[] = [];
  let underWay = 0;
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
      batchScheduleFn: (run: () => void) => void setTimeout(begin, GATHER_MS, run),
    },
    async ended<T>(statement: Promise<T>): Promise<T> {
      try {
        return await statement;
      } finally {
        underWay -= 1;
        const next = waiting.shift();
        if (next) begin(next);
      }
    },
  };
}

/** Postgres restarts in seconds. An outcome that cannot be written down meanwhile would be lost, so it is kept. */
const SETTLE_TRIES = 30;
const SETTLE_PAUSE_MS = 1000;

export interface Batches {
  /** @returns the claim, or null when the message does not go out now (or somebody else has it). */
  claim(id: number): Promise<Claim | null>;
  settle(settlement: Settlement): Promise<void>;
}

/** Claims and settles many messages of a lane in one statement each: one by one they cost more than the sending. */
export function createBatches({
  sql,
  provider,
  caps,
  log,
}: {
  sql: Sql;
  /** Of the lane; null for e-mail. */
  provider: string | null;
  caps: Caps;
  log: Logger;
}): Batches {
  const claiming = gathering();
  const settling = gathering();
  const claims = new DataLoader<number, Claim | null>(async (ids) => {
    const { claimed, withheld, failed } = await claiming.ended(claimApart(ids));
    for (const { channel, state, reason } of withheld) countMessage({ channel, provider: '', state, reason });
    const byId = new Map(claimed.map((claim) => [claim.id, claim]));
    // Each claim is given out once, even if two jobs for the same row stand in one batch.
    return ids.map((id) => {
      const claim = byId.get(id) ?? failed.get(id) ?? null;
      byId.delete(id);
      return claim;
    });
  }, claiming.how);

  /** A row, or a campaign of it, that breaks the statement breaks its own claim alone. */
  async function claimApart(ids: readonly number[]) {
    const failed = new Map<number, Error>();
    const parts = await apart(ids, (some) => claimMessages(sql, some, { provider, caps }), {
      isOwnFault: isNoOutage,
      failed: (id, error) => failed.set(id, error),
    });
    return {
      claimed: parts.flatMap(({ claims: some }) => some),
      withheld: parts.flatMap((part) => part.withheld),
      failed,
    };
  }

  const settlements = new DataLoader<Settlement, true>(async (batch) => {
    const failed = new Map<Settlement, Error>();
    await settling.ended(
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
 * Does something for all at once; where one of them is at fault, for halves of them, down to that one.
 * @returns what each of the parts came to
 * @throws what is nobody's fault among them, such as an outage
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

/** Our own mistake over one row, or its data; not that Postgres is away. */
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
