import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Env } from '../../config/env';
import { ROOT } from '../../config/root';
import { until } from './until';

const WITH_TYPESCRIPT = ['--import', 'tsx'];
/** As in docker-compose.yml. Delivery makes much garbage: with 4 it sent 0.69 of bare SMS, with 64 it sent 0.80. */
const MEMORY = {
  workflows: { options: ['--optimize-for-size'], arenas: '2' },
  delivery: { options: ['--max-semi-space-size=64'], arenas: '0' },
  console: { options: ['--max-semi-space-size=4'], arenas: '2' },
} as const;
export const ENDS_WITH_US = ['--import', join(__dirname, 'end-with-parent.mjs')];

/** Starts a role as a separate process, as in production, so that the measuring process does not share its core. */
export function startRole(role: 'workflows' | 'delivery' | 'console', env: Env): ChildProcess {
  const settings = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return fork(join(ROOT, 'workers', `${role}.ts`), {
    cwd: ROOT,
    execArgv: [...MEMORY[role].options, ...WITH_TYPESCRIPT, ...ENDS_WITH_US],
    env: { ...process.env, MALLOC_ARENA_MAX: MEMORY[role].arenas, ...Object.fromEntries(settings) },
  });
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Ends it and waits until it has. */
export async function endRole(role: ChildProcess): Promise<void> {
  if (hasEnded(role)) return;
  const ended = once(role, 'exit');
  role.kill();
  await ended;
}

/** Waits until the console answers. @throws Error when it has ended instead; its own output has the reason */
export async function untilUp({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>, console: ChildProcess): Promise<void> {
  await until('the console answers', async () => {
    if (hasEnded(console)) throw new Error('The console ended before it answered');
    return (await fetch(PUBLIC_URL).catch(() => null)) !== null;
  });
}

/**
 * Runs the receiving side of a benchmark in a separate process (sinks.ts), and ends it afterwards.
 * @param counted prefix of the numbers whose SMS are counted; none when left out
 */
export async function withSinks<T>(
  work: (urls: { sms: string; smtp: string }) => Promise<T>,
  counted?: string,
): Promise<T> {
  const sinks = fork(join(__dirname, 'sinks.ts'), counted ? [counted] : [], { cwd: ROOT, execArgv: WITH_TYPESCRIPT });
  try {
    const ended = once(sinks, 'exit').then(([code]) => {
      throw new Error(`The sinks ended before they listened (exit code ${code})`);
    });
    const [urls] = (await Promise.race([once(sinks, 'message'), ended])) as [{ sms: string; smtp: string }];
    // From now on we end the process, so its end is no error.
    ended.catch(() => {});
    return await work(urls);
  } finally {
    if (sinks.connected) sinks.disconnect();
  }
}

/** Runs a console beside the work. */
export async function whileServed<T>(env: Env, work: () => Promise<T>): Promise<T> {
  const server = startRole('console', env);
  try {
    await untilUp(env, server);
    return await work();
  } finally {
    await endRole(server);
  }
}
