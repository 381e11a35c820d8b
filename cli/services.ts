import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { defineCommand } from 'citty';
import { endProcess, eraseRoster, isAlive, type Member, readRoster } from '../services/roster';
import { bringUp } from '../services/stack';
import { interruption } from './interruption';
import { printJson, printTable, progress } from './output';
import { HOME, withdraw } from './run-file';
import { withTemporaryHome } from './stack';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

const up = defineCommand({
  meta: { name: 'up', description: 'Start the services without workers and console, print their settings, stop them on Ctrl-C' },
  args: { json },
  async run({ args }) {
    const interrupted = interruption();
    const stack = await bringUp({ home: HOME, env: process.env, log: progress, signal: interrupted.signal });
    if (args.json) printJson(stack.env);
    else for (const [name, value] of Object.entries(stack.env)) process.stdout.write(`export ${name}='${value}'\n`);
    await interrupted.arrived();
    await stack.stop();
  },
});

const down = defineCommand({
  meta: { name: 'down', description: 'Stop what runs in this checkout, and nothing else' },
  async run() {
    const roster = readRoster(HOME);
    const members = roster ? [roster.owner, ...roster.children].filter(isAlive) : [];
    if (members.length === 0) return progress('Nothing runs here.');
    // The owner ends its services itself, in order; what is left after that belongs to an owner that was killed.
    for (const member of members) {
      if (isAlive(member)) progress(`Stopping ${member.name} (process ${member.pid})`);
      await endProcess(member, member.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    }
    eraseRoster(HOME);
    withdraw();
  },
});

const status = defineCommand({
  meta: { name: 'status', description: 'Which services run in this checkout' },
  args: { json },
  run({ args }) {
    const roster = readRoster(HOME);
    const members = roster && isAlive(roster.owner) ? [roster.owner, ...roster.children] : [];
    const rows = members.map((member: Member) => ({ name: member.name, pid: member.pid, running: isAlive(member) }));
    if (args.json) printJson(rows);
    else if (rows.length > 0) printTable(['service', 'process', 'running'], rows.map(({ name, pid, running }) => [name, pid, running ? 'yes' : 'no']));
    else progress('Nothing runs here. `npm start` starts everything.');
    if (rows.length === 0 || rows.some(({ running }) => !running)) process.exitCode = 1;
  },
});

const withServices = defineCommand({
  meta: {
    name: 'with',
    description: 'Run a command on services of its own: `services with -- CMD …` sets DATABASE_URL, REDIS_URL and TEMPORAL_ADDRESS for it',
  },
  async run({ rawArgs }) {
    const [command, ...args] = rawArgs.slice(rawArgs.indexOf('--') + 1);
    if (!command || !rawArgs.includes('--')) throw new Error('Say which command: `nuandong services with -- CMD …`.');
    const interrupted = interruption();
    process.exitCode = await withTemporaryHome(async (home) => {
      const only = ['temporal', 'redis', 'postgres'] as const;
      const stack = await bringUp({ home, env: process.env, log: progress, only, temporary: true, signal: interrupted.signal });
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
function runWith({ command, args, env, signal }: {
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

export default defineCommand({
  meta: { name: 'services', description: 'Temporal, Redis, Postgres and the catchers of mail and SMS on this machine' },
  subCommands: { up, down, status, with: withServices },
});
