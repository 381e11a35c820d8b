import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Env, Role } from '../../config/env';
import { ROOT } from '../../config/root';
import { buildRoles, programOf } from '../../workers/programs';
import { until } from './until';

const WITH_TYPESCRIPT = ['--import', 'tsx'];
/** What the image sets (Dockerfile), where a service sets nothing else. */
const ARENAS = '2';
export const ENDS_WITH_US = ['--import', join(__dirname, 'end-with-parent.mjs')];

const services = z.record(
  z.string(),
  z.object({ entrypoint: z.array(z.string()).optional(), environment: z.record(z.string(), z.string()).optional() }),
);

/** @returns the command line of a role in docker-compose.yml, so that the very same is measured */
function inProduction(role: Role): { options: string[]; program: string; arenas: string } {
  const file = z
    .object({ services })
    .parse(parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }));
  const [node, ...rest] = file.services[role]?.entrypoint ?? [];
  const program = join(ROOT, rest.pop() ?? '');
  if (node !== 'node' || program !== programOf(role)) throw new Error(`docker-compose.yml has no command of ${role}`);
  return { options: rest, program, arenas: file.services[role]?.environment?.MALLOC_ARENA_MAX ?? ARENAS };
}

/** As in an image, which was built before. */
let making: Promise<void> | undefined;
const built = () => {
  making ??= buildRoles();
  return making;
};

/** Starts a role as a separate process, as in production, so that the measuring process does not share its core. */
export async function startRole(role: Role, env: Env): Promise<ChildProcess> {
  await built();
  const { options, program, arenas } = inProduction(role);
  const settings = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return fork(program, {
    cwd: ROOT,
    execArgv: [...options, ...ENDS_WITH_US],
    env: { ...process.env, MALLOC_ARENA_MAX: arenas, ...Object.fromEntries(settings) },
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
  const server = await startRole('console', env);
  try {
    await untilUp(env, server);
    return await work();
  } finally {
    await endRole(server);
  }
}
