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

/**
 * Runs a benchmark on servers without our workers, because it runs its own: on the servers of a running `npm start`,
 * else on new ones in a temporary folder, which are always stopped afterwards. Prints what it has found, and how busy
 * the machine was meanwhile.
 * @param durable whether the new servers wait for the disk, as in production: where two ways store differently much
 */
export async function runBench(
  { json, durable = false }: { json: boolean; durable?: boolean },
  work: (servers: Record<string, string>) => Promise<Found>,
): Promise<void> {
  const seen = watchMachine();
  const { figures, table } = await withServers(durable, work);
  const machine = seen();
  if (json) return printJson({ ...figures, machine });
  printTable(table.headers, table.rows);
  progress(JSON.stringify({ machine }));
}

async function withServers<T>(durable: boolean, work: (servers: Record<string, string>) => Promise<T>): Promise<T> {
  const running = runningSystem();
  if (running) return work(running.env);
  return withTemporaryHome(async (home) => {
    const only = ['temporal', 'redis', 'postgres'] as const;
    const servers = await bringUp({ home, env: process.env, log: progress, only, temporary: !durable });
    try {
      return await work(servers.env);
    } finally {
      await servers.stop();
    }
  });
}
