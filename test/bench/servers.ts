import { progress } from '../../cli/output';
import { runningSystem } from '../../cli/system/run-file';
import { withTemporaryHome } from '../../cli/system/stack';
import { bringUp } from '../../services/stack';

/**
 * Runs a benchmark on servers alone, for it runs workers of its own: those of a running `npm start`, else some that are
 * brought up for it in a temporary folder and taken down afterwards, whatever happens.
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
