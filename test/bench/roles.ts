import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Env } from '../../config/env';

/** Starts a role as a process of its own, as it is deployed: what measures it does not share its core. */
export function startRole(role: 'workflows' | 'delivery' | 'console', env: Env): ChildProcess {
  const settings = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return fork(join(__dirname, '..', '..', 'workers', `${role}.ts`), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...Object.fromEntries(settings) },
  });
}

/** Ends it and waits until it has. */
export async function endRole(role: ChildProcess): Promise<void> {
  if (role.exitCode !== null || role.signalCode !== null) return;
  const ended = once(role, 'exit');
  role.kill();
  await ended;
}

/** Waits until the console answers. @throws Error when it has ended instead; it has said why */
export async function untilUp({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>, console: ChildProcess): Promise<void> {
  while (!(await fetch(PUBLIC_URL).catch(() => null))) {
    if (console.exitCode !== null || console.signalCode !== null)
      throw new Error('The console ended before it answered');
    await pause(100);
  }
}
