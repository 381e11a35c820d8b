import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { isAlive, type Member, memberOf, readRoster } from '../../services/processes/roster';
import { eventually } from '../support/eventually';
import { testDatabase } from '../support/servers/database';
import { ownHome } from '../support/servers/own-home';

/** A first start builds the app and the workflows, beside two other files of tests. */
const STARTED_WITHIN_MS = 150_000;
jest.setTimeout(STARTED_WITHIN_MS + 60_000);

/** No server is left after this time, for any cause of the end. */
const WITHIN_MS = 10_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
const homes: string[] = [];
const begun: ChildProcess[] = [];
const left: Member[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  for (const child of begun) child.kill('SIGKILL');
  for (const member of left) if (isAlive(member)) process.kill(member.pid, 'SIGKILL');
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  await database.drop();
});

interface Running {
  /** The started process: npm, or the terminal around it. */
  first: ChildProcess;
  nuandong: Member;
  servers: Member[];
  pages: string[];
}

/** Starts Nuandong with its own Redis in its own folder, and waits until it serves. */
async function begin(command: string, ...args: string[]): Promise<Running> {
  const home = ownHome();
  homes.push(home);
  const name = home.slice(-6);
  const own = { NUANDONG_HOME: home, REDIS_URL: '', DATABASE_URL: database.url, TASK_QUEUE: name, QUEUE_PREFIX: name };
  const { CONSOLE_PORT: _, PUBLIC_URL: __, ...outside } = process.env;
  // A file, because a full pipe would stop it, and a closed one end it.
  const output = join(home, 'output');
  const said = openSync(output, 'a');
  const first = spawn(command, args, {
    cwd: ROOT,
    env: { ...outside, ...own },
    stdio: ['pipe', said, said],
    detached: true,
  });
  begun.push(first);
  return eventually(() => {
    const roster = readRoster(home);
    if (!existsSync(join(home, 'run.json')) || !roster?.children.length)
      throw new Error(`It does not run; it has said: ${readFileSync(output, 'utf8')}`);
    const { pages } = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as { pages: Record<string, string> };
    left.push(roster.owner, ...roster.children);
    return { first, nuandong: roster.owner, servers: roster.children, pages: [pages.console ?? '', pages.sms ?? ''] };
  }, STARTED_WITHIN_MS);
}

/** npm of `npm start`, with a terminal around it. */
const inTerminal = () => begin('script', '-qefc', 'npm start', '/dev/null');
const byNpm = () => begin('npm', 'start');

const npmOf = ({ first }: Running): Member => {
  const npm = memberOf('npm', first.pid ?? 0);
  if (!npm) throw new Error('npm has gone');
  return npm;
};

const WAYS: Record<string, { begin(): Promise<Running>; end(running: Running): void }> = {
  'Ctrl-C': { begin: inTerminal, end: ({ first }) => void first.stdin?.write('\x03') },
  'a closed terminal': { begin: inTerminal, end: ({ first }) => void first.kill('SIGKILL') },
  'SIGTERM to npm alone': { begin: byNpm, end: (running) => void process.kill(npmOf(running).pid, 'SIGTERM') },
  'SIGTERM to Nuandong alone': { begin: byNpm, end: ({ nuandong }) => void process.kill(nuandong.pid, 'SIGTERM') },
  'kill -9 of npm': { begin: byNpm, end: (running) => void process.kill(npmOf(running).pid, 'SIGKILL') },
  'kill -9 of Nuandong': { begin: byNpm, end: ({ nuandong }) => void process.kill(nuandong.pid, 'SIGKILL') },
};

test.each(Object.entries(WAYS))('%s leaves no server of `npm start` behind', async (_, { begin, end }) => {
  const running = await begin();
  for (const page of running.pages) await fetch(page);
  end(running);
  const from = performance.now();
  await eventually(() => {
    expect([running.nuandong, ...running.servers].filter(isAlive)).toEqual([]);
  }, WITHIN_MS);
  for (const page of running.pages) await expect(fetch(page)).rejects.toThrow('fetch failed');
  expect(performance.now() - from).toBeLessThan(WITHIN_MS);
});
