import { progress } from '../../cli/output';
import { runningSystem } from '../../cli/system/run-file';
import { withTemporaryHome } from '../../cli/system/stack';
import { bringUp } from '../../services/stack';

/**
 * Runs a benchmark on servers without our workers, because it runs its own: on the servers of a running `npm start`,
 * else on new ones in a temporary folder, which are always stopped afterwards.
 */
export async function withServers<T>(work: (env: Record<string, string>) => Promise<T>): Promise<T> {
  const running = runningSystem();
  if (running) return work(running.env);
  return withTemporaryHome(async (home) => {
    const only = ['temporal', 'redis', 'postgres'] as const;
    const servers = await bringUp({ home, env: process.env, log: progress, only, temporary: true });
    try {
      return await work(servers.env);
    } finally {
      await servers.stop();
    }
  });
}
