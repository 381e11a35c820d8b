import type { Console } from '../shell/context';

/** Tells rounds about a new report; the village does not wait for this. */
export interface Arrivals {
  /** Never fails: a round without this signal asks Postgres again at its next rung. */
  tell(round: string): void;
  /** Waits for the running signals. */
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
