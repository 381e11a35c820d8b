import {
  commandLineOf,
  descendantsOf,
  parentOf,
  processorSecondsOf,
} from '../../../services/processes/process-identity';

/** Seconds of processors, which tell where the work is on a busy machine too. */
export type Spent = Record<keyof typeof PARTS, number>;

const PARTS = {
  temporal: /temporal\b.* server start|temporal-server\b.* start/,
  postgres: /postgres/,
  /** Of it, where Temporal stores in Postgres. */
  postgresForTemporal: /postgres: temporal /,
  redis: /(redis|valkey)-server/,
  workflows: /dist\/workflows\.cjs/,
  delivery: /dist\/delivery\.cjs/,
  console: /dist\/console\.cjs/,
  provider: /bench\/sinks\.ts/,
};

/** @returns a function that gives what each part has used since; nothing of servers that were running before */
export function watchParts(): () => Spent {
  const before = spent();
  return () => {
    const now = spent();
    return Object.fromEntries(
      Object.entries(now).map(([part, seconds]) => [
        part,
        Math.round((seconds - before[part as keyof Spent]) * 10) / 10,
      ]),
    ) as Spent;
  };
}

function spent(): Spent {
  const commands = new Map(descendantsOf(process.pid).map((pid) => [pid, commandLineOf(pid)]));
  const isOf = (pattern: RegExp, pid: number | null) => pid !== null && pattern.test(commands.get(pid) ?? '');
  return Object.fromEntries(
    Object.entries(PARTS).map(([part, pattern]) => {
      // Those below them are counted with them.
      const roots = [...commands.keys()].filter((pid) => isOf(pattern, pid) && !isOf(pattern, parentOf(pid)));
      return [part, roots.reduce((sum, pid) => sum + (processorSecondsOf(pid) ?? 0), 0)];
    }),
  ) as Spent;
}
