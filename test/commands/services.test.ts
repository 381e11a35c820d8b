import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../config/root';
import { onPath } from '../../services/commands';
import { takeHome } from '../../services/processes/children';
import { portBook } from '../../services/processes/ports';
import { isAlive, type Member, memberOf, readRoster, writeRoster } from '../../services/processes/roster';
import { redisAnswers } from '../../services/redis';
import { ensureSearchAttributes } from '../../services/search-attributes';
import { secretsOf, secretsPath } from '../../services/secrets';
import { type BringUp, bringUp, type Stack } from '../../services/stack';
import { connect } from '../../store/db/db';
import { eventually } from '../support/eventually';
import { ownHome } from '../support/servers/own-home';

const homes: string[] = [];
const stacks: Stack[] = [];
const sleepers: Member[] = [];

function newHome(): string {
  const home = ownHome();
  homes.push(home);
  return home;
}

async function up(options: Partial<BringUp>): Promise<Stack> {
  const stack = await bringUp({ home: newHome(), env: {}, log: () => {}, temporary: true, ...options });
  stacks.push(stack);
  return stack;
}

/** A process that does nothing. */
function sleeper(): Member {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' });
  const member = memberOf('sleeper', child.pid ?? 0);
  if (!member) throw new Error('`sleep` could not be started');
  sleepers.push(member);
  return member;
}

const given = (name: string): string => process.env[name] ?? '';

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
  for (const member of sleepers.splice(0)) if (isAlive(member)) process.kill(member.pid);
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

test('a busy port gives way to another, which is the same at the next start', async () => {
  const home = newHome();
  const log = jest.fn();
  const first = await portBook({ home, temporary: false, log })('mail');

  const again = await portBook({ home, temporary: false, log })('mail');
  expect(again).toBe(first);

  const taken = createServer().listen(first, '127.0.0.1');
  await once(taken, 'listening');
  const other = await portBook({ home, temporary: false, log })('mail');
  expect(other).not.toBe(first);
  expect(log).toHaveBeenLastCalledWith(`Port ${first} is busy: mail takes ${other}`);
  expect(await portBook({ home, temporary: false, log })('mail')).toBe(other);
  taken.close();
});

test('two services never pick the same port', async () => {
  const pick = portBook({ home: newHome(), temporary: true, log: () => {} });
  const ports = await Promise.all((['redis', 'postgres', 'temporal', 'mail', 'sms'] as const).map(pick));
  expect(new Set(ports).size).toBe(ports.length);
});

test('an address in the environment is used, and nothing is started in its place', async () => {
  const home = newHome();
  const env = {
    REDIS_URL: given('REDIS_URL'),
    DATABASE_URL: given('DATABASE_URL'),
    TEMPORAL_ADDRESS: given('TEMPORAL_ADDRESS'),
  };
  const stack = await up({ home, env, only: ['redis', 'postgres', 'temporal'] });
  expect(stack.env).toMatchObject(env);
  expect(readRoster(home)?.children).toEqual([]);
});

test.each([
  ['REDIS_URL', 'redis', 'redis://127.0.0.1:9', '127.0.0.1:9'],
  ['DATABASE_URL', 'postgres', 'postgres://someone:s3cret@127.0.0.1:9/x', '127.0.0.1:9'],
] as const)('a %s where nothing answers is named, without its password', async (name, only, url, shown) => {
  const failure = await up({ env: { [name]: url }, only: [only] }).catch((error: Error) => error.message);
  expect(failure).toContain(`${name} names ${shown}, but nothing answers there`);
  expect(failure).not.toContain('s3cret');
});

test('search attributes are registered once, however often it is asked', async () => {
  await ensureSearchAttributes(given('TEMPORAL_ADDRESS'), 'default');
  expect(await ensureSearchAttributes(given('TEMPORAL_ADDRESS'), 'default')).toEqual([]);
});

test('stop ends what this stack started and nothing else', async () => {
  const [mine, other] = [await up({ only: ['redis'] }), await up({ only: ['redis'] })];
  expect(mine.env.REDIS_URL).not.toBe(other.env.REDIS_URL);
  await mine.stop();
  expect(await redisAnswers(mine.env.REDIS_URL ?? '')).toBe(false);
  expect(await redisAnswers(other.env.REDIS_URL ?? '')).toBe(true);
});

test('a second start finds its data, its port and its secrets again', async () => {
  const home = newHome();
  const options = { home, only: ['postgres'], temporary: false } as const;
  const first = await up(options);
  const before = connect(first.env.DATABASE_OWNER_URL ?? '', { max: 1 });
  await before`create table kept as select 42 as answer`;
  await before.end();
  await first.stop();

  const second = await up(options);
  // The console's port is looked for at each start, and another test may have taken the usual one meanwhile.
  const kept = ({ CONSOLE_PORT: _, PUBLIC_URL: __, ...env }: typeof first.env) => env;
  expect(kept(second.env)).toEqual(kept(first.env));
  const after = connect(second.env.DATABASE_OWNER_URL ?? '', { max: 1 });
  expect(await after`select answer from kept`).toEqual([{ answer: 42 }]);
  await after.end();
});

test('what a killed start left running is ended by the next one, and a stranger with its old pid is not', async () => {
  const home = newHome();
  const [left, stranger] = [sleeper(), sleeper()];
  const killed = { name: 'nuandong', pid: 2 ** 22, born: 'long ago' };
  writeRoster(home, { owner: killed, children: [left, { ...stranger, born: 'another birth' }] });
  const children = await takeHome({ home, log: () => {} });
  expect(isAlive(left)).toBe(false);
  expect(isAlive(stranger)).toBe(true);
  await children.stop();
});

test('a home in which another process runs Nuandong is left alone', async () => {
  const home = newHome();
  const [owner, child] = [sleeper(), sleeper()];
  writeRoster(home, { owner, children: [child] });
  await expect(takeHome({ home, log: () => {} })).rejects.toThrow(`Process ${owner.pid} already runs Nuandong`);
  expect(isAlive(child)).toBe(true);
});

test('a start that is interrupted leaves nothing running', async () => {
  const home = newHome();
  const interrupted = new AbortController();
  const starting = up({ home, only: ['redis'], signal: interrupted.signal });
  interrupted.abort(new Error('Interrupted.'));
  await expect(starting).rejects.toThrow('Interrupted.');
  expect(readRoster(home)).toBeNull();
});

/** PATH with only these programs. */
function pathOf(...programs: string[]): string {
  const folder = newHome();
  for (const program of programs) symlinkSync(onPath(program) ?? '', join(folder, program));
  return folder;
}

// The kernel does it (PR_SET_PDEATHSIG, by setpriv), and so does the keeper where it cannot.
test.each([
  ['all servers', () => process.env.PATH, { REDIS_URL: '', DATABASE_URL: '', TEMPORAL_ADDRESS: '' }, 4],
  ['without setpriv', () => pathOf('node', 'sh', 'sleep', 'redis-server'), { REDIS_URL: '' }, 2],
])('servers and command do not outlive `services with` that is killed: %s', async (_, path, own, many) => {
  const home = newHome();
  const command = ['services', 'with', '--', 'sh', '-c', 'sh -c "sleep 600; true" & echo $!; wait'];
  const parent = spawn('node', [join(ROOT, 'bin/nuandong.mjs'), ...command], {
    env: { ...process.env, ...own, PATH: path(), TMPDIR: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [below] = await once(parent.stdout, 'data');
  const members = await eventually(() => {
    const folder = readdirSync(home).find((name) => existsSync(join(home, name, 'processes.json')));
    const written = readRoster(join(home, folder ?? ''))?.children ?? [];
    expect(written.filter(isAlive)).toHaveLength(many);
    return written;
  });
  const worker = memberOf('what the command has started', Number(below));
  if (!worker) throw new Error('the command has started nothing');
  members.push(worker);
  parent.kill('SIGKILL');
  await eventually(() => expect(members.filter(isAlive)).toEqual([]), 10_000);
});

test('secrets are made once and can be read by their owner only', () => {
  const home = newHome();
  const first = secretsOf(home);
  expect(secretsOf(home)).toEqual(first);
  expect(statSync(secretsPath(home)).mode & 0o777).toBe(0o600);
  expect(first.LINK_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(readFileSync(secretsPath(home), 'utf8')).not.toContain(secretsOf(newHome()).LINK_SECRET);
});

test('`services with` runs a command on the services and passes on how it ended', async () => {
  const command = ['services', 'with', '--', 'sh', '-c', 'echo "$DATABASE_URL"; exit 7'];
  const run = promisify(execFile)('node', [join(ROOT, 'bin/nuandong.mjs'), ...command]);
  const failure = await run.catch((error: { code: number; stdout: string }) => error);
  expect(failure).toMatchObject({ code: 7, stdout: `${given('DATABASE_URL')}\n` });
});
