import { once } from 'node:events';
import { readEnv } from '../config/env';
import { type Role, startApp } from './app';

/** Runs the roles as a process of their own: until it is asked to end, and then until what is in hand is finished. */
export async function runRoles(roles: readonly Role[]): Promise<void> {
  const app = await startApp(readEnv(), roles);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await app.close();
  // The SDK's native runtime would keep the process.
  process.exit(0);
}
