import type { Console } from '../shell/context';

/** Tells rounds that a report has come, without letting the village wait for it. */
export interface Arrivals {
  /** Never fails: a round that was not told asks Postgres again at its next rung. */
  tell(round: string): void;
  /** Waits for those under way. */
  settled(): Promise<void>;
}

export function createArrivals({ client, log }: Pick<Console, 'client' | 'log'>): Arrivals {
  const underWay = new Set<Promise<void>>();
  return {
    tell(round) {
      const telling = client
        .reportArrived(round)
        .catch((error: unknown) =>
          log.warn(
            { err: error, round },
            'console: the round was not told of a report; it will see it at its next rung',
          ),
        )
        .finally(() => underWay.delete(telling));
      underWay.add(telling);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}
