import { printJson, printTable, progress } from '../../cli/output';
import { runningSystem } from '../../cli/system/run-file';
import { withTemporaryHome } from '../../cli/system/stack';
import { bringUp } from '../../services/stack';
import { watchMachine } from './machine';

/** What a benchmark has found: for programs, and as a table for readers. */
export interface Found {
  figures: object;
  table: { headers: string[]; rows: (string | number | null)[][] };
}

/** The servers of a benchmark. */
export interface Wanted {
  /** Whether new ones wait for the disk, as in production: where two ways store differently much. */
  durable?: boolean;
  /** Where Temporal stores (TEMPORAL_STORE): then new ones are started in any case. */
  temporal?: string | undefined;
}

/**
 * Runs a benchmark on servers without our workers, because it runs its own: on the servers of a running `npm start`,
 * else on new ones in a temporary folder, which are always stopped afterwards. Prints what it has found, and how busy
 * the machine was meanwhile.
 */
export async function runBench(
  { json, ...wanted }: { json: boolean } & Wanted,
  work: (servers: Record<string, string>) => Promise<Found>,
): Promise<void> {
  const seen = watchMachine();
  const { figures, table } = await withServers(wanted, work);
  const machine = seen();
  if (json) return printJson({ ...figures, machine });
  printTable(table.headers, table.rows);
  progress(JSON.stringify({ machine }));
}

async function withServers<T>(
  { durable = false, temporal: TEMPORAL_STORE }: Wanted,
  work: (servers: Record<string, string>) => Promise<T>,
): Promise<T> {
  const running = TEMPORAL_STORE === undefined ? runningSystem() : null;
  if (running) return work(running.env);
  return withTemporaryHome(async (home) => {
    const only = ['temporal', 'redis', 'postgres'] as const;
    const env = { ...process.env, ...(TEMPORAL_STORE !== undefined && { TEMPORAL_STORE }) };
    const servers = await bringUp({ home, env, log: progress, only, temporary: !durable });
    try {
      return await work(servers.env);
    } finally {
      await servers.stop();
    }
  });
}
