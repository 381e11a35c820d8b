import { once } from 'node:events';
import { type Role, readEnv } from '../config/env';
import { takeSecretFiles } from '../config/secret-files';
import { surviveLostSockets } from '../store/db/lost-socket';
import { type AppOptions, startApp } from './app';
import { startHealth } from './health';
import { startMetrics } from './metrics';

/** Longer than the workers' own grace period (workers/temporal.ts), shorter than Docker's (stop_grace_period). */
const CLOSE_MS = 35_000;

/**
 * Runs the roles in this process until a signal asks it to end, and then until running work is finished. After 35 s it
 * leaves work that cannot finish (a store is gone): nothing is lost, the stores hold it.
 */
export async function runRoles(roles: readonly Role[], options: AppOptions = {}): Promise<void> {
  takeSecretFiles();
  surviveLostSockets();
  // Listens before anything starts: without a listener a signal ends the process at once, with the app half started.
  const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const env = readEnv(process.env, roles);
  const app = await startApp(env, roles, options);
  const health = env.HEALTH_PORT ? await startHealth({ port: env.HEALTH_PORT, ill: app.ill }) : null;
  const metrics = env.METRICS_PORT ? await startMetrics(env.METRICS_PORT) : null;
  await asked;
  setTimeout(() => process.exit(1), CLOSE_MS).unref();
  await health?.close();
  await metrics?.close();
  await app.close();
  // The SDK's native runtime would keep the process alive.
  process.exit(0);
}
