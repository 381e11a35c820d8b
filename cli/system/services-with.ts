import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { defineCommand } from 'citty';
import { ROOT } from '../../config/root';
import { Refused, sentence } from '../../domain/text/refusal';
import { howToGet, obtainPackages, PACKAGE_NAMES, type PackageName } from '../../services/packages';
import { endTree, memberOf } from '../../services/processes/roster';
import { bringUp, type Stack } from '../../services/stack';
import { environment } from '../environment';
import { interruption } from '../interruption';
import { progress } from '../output';
import { withTemporaryHome } from './stack';

export default defineCommand({
  meta: {
    name: 'with',
    description:
      'Run a command on services of its own: `services with -- CMD …` sets DATABASE_URL, REDIS_URL and TEMPORAL_ADDRESS for it',
  },
  args: {
    packages: {
      type: 'string',
      description: `System packages that are obtained first where that can be done, with commas between: ${PACKAGE_NAMES.join(', ')}`,
    },
  },
  async run({ args: { packages }, rawArgs }) {
    const [command, ...args] = rawArgs.slice(rawArgs.indexOf('--') + 1);
    if (!command || !rawArgs.includes('--')) throw new Refused(sentence('which-command'));
    const interrupted = interruption();
    await obtain(packages?.split(',').map(nameOf) ?? [], interrupted.signal);
    process.exitCode = await withTemporaryHome(async (home) => {
      const only = ['temporal', 'redis', 'postgres'] as const;
      const stack = await bringUp({
        home,
        env: environment(),
        log: progress,
        only,
        temporary: true,
        signal: interrupted.signal,
      });
      try {
        return await runWith({ command, args, stack, signal: interrupted.signal });
      } finally {
        await stack.stop();
      }
    });
  },
});

function nameOf(written: string): PackageName {
  const name = PACKAGE_NAMES.find((one) => one === written);
  if (name) return name;
  throw new Refused(sentence('no-such-package', { package: written, known: PACKAGE_NAMES.join(', ') }));
}

/** Only reports missing packages: the command decides what to do without them. */
async function obtain(names: readonly PackageName[], signal: AbortSignal): Promise<void> {
  const missing = await obtainPackages(names, { log: progress, signal });
  for (const name of missing) progress(`Missing: ${howToGet(name)}`);
}

/** Added to PATH, so that programs of npm packages are found as in an npm script. */
const PROGRAMS = join(ROOT, 'node_modules/.bin');

/** @returns the exit code; 1 when a signal ended the command. All processes that the command started end with it. */
async function runWith({
  command,
  args,
  stack,
  signal,
}: {
  command: string;
  args: string[];
  stack: Stack;
  signal: AbortSignal;
}): Promise<number> {
  const env = { ...environment(), ...stack.env };
  const PATH = `${PROGRAMS}${delimiter}${env.PATH}`;
  const child = spawn(command, args, { stdio: 'inherit', env: { ...env, PATH } });
  stack.adopt(command, child);
  const member = memberOf(command, child.pid ?? 0);
  let ending: Promise<void> | undefined;
  signal.addEventListener('abort', () => {
    if (member) ending = endTree(member, 'SIGTERM');
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Refused(sentence('command-fails', { command, reason: cause.message }), [], { cause })),
    );
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  await ending;
  return code;
}
