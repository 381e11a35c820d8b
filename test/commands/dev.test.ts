import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type Member, readRoster } from '../../services/processes/roster';
import { copyOfCheckout } from '../support/checkout';
import { eventually } from '../support/eventually';
import { testDatabase } from '../support/servers/database';
import { ownHome } from '../support/servers/own-home';

/** A start, a restart, an end: 15 s on a quiet machine, minutes beside whole seasons. */
jest.setTimeout(300_000);
const WITHIN_MS = 100_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
let copy: string;
let home: string;
let child: ChildProcess;
const left: Member[] = [];

beforeAll(async () => {
  database = await testDatabase();
  copy = copyOfCheckout();
  home = ownHome();
  const name = home.slice(-6);
  const own = { NUANDONG_HOME: home, REDIS_URL: '', DATABASE_URL: database.url, TASK_QUEUE: name, QUEUE_PREFIX: name };
  const { CONSOLE_PORT: _, PUBLIC_URL: __, ...outside } = process.env;
  child = spawn('npm', ['run', 'dev'], { cwd: copy, env: { ...outside, ...own }, stdio: 'ignore', detached: true });
});

afterAll(async () => {
  child.kill('SIGKILL');
  for (const member of left) if (isAlive(member)) process.kill(member.pid, 'SIGKILL');
  for (const folder of [copy, home]) rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Replaces a text in a file of the copy. */
function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
}

const text = async (address: string) => (await fetch(address)).text();

test('S13: with `npm run dev` what is changed runs at once, the servers stay, and all of it ends together', async () => {
  const { env, pages } = await eventually(
    () => JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as Record<'env' | 'pages', Record<string, string>>,
    WITHIN_MS,
  );
  const roster = readRoster(home);
  if (!roster) throw new Error('no process is written down');
  left.push(roster.owner, ...roster.children);
  expect(roster.children.map(({ name }) => name).sort()).toEqual(['app', 'redis']);
  expect(env.PUBLIC_URL).toBe(pages.console);

  change('console/shell/words/words.en.ts', "loginTitle: '", "loginTitle: 'Changed. ");
  change('console/app/main.tsx', 'giveNonceToStyles();', "giveNonceToStyles(); document.title = 'changed';");
  const login = `${pages.console}/login?lang=en`;
  await eventually(async () => expect(await text(login)).toContain('<title>Changed. '), WITHIN_MS);
  expect(await text(`${pages.console}/console/`)).toContain('/console/@vite/client');
  await eventually(async () => {
    expect(await text(`${pages.console}/console/main.tsx`)).toContain('document.title = "changed"');
  });
  expect([roster.owner, ...roster.children].filter((member) => !isAlive(member))).toEqual([]);

  process.kill(roster.owner.pid, 'SIGINT');
  await eventually(() => expect([roster.owner, ...roster.children].filter(isAlive)).toEqual([]), WITHIN_MS);
  for (const page of [pages.console, `http://127.0.0.1:${env.CONSOLE_PORT}`])
    await expect(fetch(String(page))).rejects.toThrow('fetch failed');
});
