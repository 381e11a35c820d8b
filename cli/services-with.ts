import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { defineCommand } from 'citty';
import { bringUp } from '../services/stack';
import { interruption } from './interruption';
import { progress } from './output';
import { withTemporaryHome } from './stack';

export default defineCommand({
  meta: {
    name: 'with',
    description:
      'Run a command on services of its own: `services with -- CMD …` sets DATABASE_URL, REDIS_URL and TEMPORAL_ADDRESS for it',
  },
  async run({ rawArgs }) {
    const [command, ...args] = rawArgs.slice(rawArgs.indexOf('--') + 1);
    if (!command || !rawArgs.includes('--')) throw new Error('Say which command: `nuandong services with -- CMD …`.');
    const interrupted = interruption();
    process.exitCode = await withTemporaryHome(async (home) => {
      const only = ['temporal', 'redis', 'postgres'] as const;
      const stack = await bringUp({
        home,
        env: process.env,
        log: progress,
        only,
        temporary: true,
        signal: interrupted.signal,
      });
      try {
        return await runWith({ command, args, env: stack.env, signal: interrupted.signal });
      } finally {
        await stack.stop();
      }
    });
  },
});

/** Programs of the packages are found, as in an npm script. */
const PROGRAMS = join(__dirname, '..', 'node_modules', '.bin');

/** @returns the exit code; 1 when the command was ended by a signal. */
function runWith({
  command,
  args,
  env,
  signal,
}: {
  command: string;
  args: string[];
  env: Record<string, string>;
  signal: AbortSignal;
}): Promise<number> {
  const PATH = `${PROGRAMS}${delimiter}${process.env.PATH}`;
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env, PATH } });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new Error(`${command} cannot be run: ${cause.message}`, { cause })));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
