import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../../config/env';
import { ROOT } from '../../config/root';
import { portBook } from '../../services/processes/ports';
import { endTree, memberOf } from '../../services/processes/roster';
import type { BringUp, Stack as Services } from '../../services/stack';
import { environment } from '../environment';
import { bringUpServers, consolePages } from './stack';

const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
/** Files that the app reads without import; tsx itself watches imported files. */
const READ = ['workflows/**', 'config/**', 'console/shell/views/**', 'console/village/form/**'];
const LOOK_EVERY_MS = 200;

/**
 * Starts the servers, the app in a process that restarts when its sources change, and the console's own app with hot
 * reload. The servers keep running.
 * @returns settings and pages; `stop` ends both and then exactly the servers started here
 */
export async function bringUpWatched(options: BringUp): Promise<Services> {
  const servers = await bringUpServers(options);
  const ends: (() => Promise<void>)[] = [servers.stop];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const { CONSOLE_PORT: port } = readEnv(servers.env);
    const { serveApp } = await import('../../workers/hot-app');
    const hotPort = await portBook({ ...options, temporary: false })('app');
    const hot = await serveApp({ port: hotPort, console: `http://127.0.0.1:${port}` });
    ends.push(hot.close);
    const env = { ...servers.env, PUBLIC_URL: options.env.PUBLIC_URL ?? hot.url };
    const app = watch(env);
    servers.adopt('app', app);
    ends.push(() => end(app));
    options.log('Starting the app; a change in the checkout starts it anew …');
    await untilServed(port, options.signal);
    return { ...servers, env, pages: { ...consolePages(port), console: hot.url, ...servers.pages }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Detached: Ctrl-C in the terminal reaches only us, and we end the process. Its output goes to standard error. */
function watch(env: Record<string, string>): ChildProcess {
  const includes = READ.flatMap((files) => ['--include', files]);
  return spawn(process.execPath, [TSX, 'watch', '--clear-screen=false', ...includes, 'workers/watched.ts'], {
    cwd: ROOT,
    env: { ...environment(), ...env },
    stdio: ['ignore', 2, 2],
    detached: true,
  });
}

async function end({ pid }: ChildProcess): Promise<void> {
  const member = pid ? memberOf('app', pid) : null;
  if (member) await endTree(member, 'SIGTERM');
}

/** Waits without a limit: an app that cannot start prints the reason, and tries again after the next change. */
async function untilServed(port: number, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const answered = await fetch(`http://127.0.0.1:${port}/login`, { redirect: 'manual' }).catch(() => null);
    await answered?.body?.cancel();
    if (answered) return;
    await pause(LOOK_EVERY_MS);
  }
}
