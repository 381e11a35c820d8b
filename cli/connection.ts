import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Env, readEnv } from '../config/env';
import { connect, type Sql } from '../register/db';

/** What `nuandong up` leaves behind for the other commands while it runs. */
const RUN_FILE = join(__dirname, '..', '.nuandong', 'run.json');
const runFile = z.object({ pid: z.int().positive(), env: z.record(z.string(), z.string()) });

/** A command asks a few questions, one after the other. */
const CONNECTIONS = 2;

export interface Connection {
  env: Env;
  sql: Sql;
  close(): Promise<void>;
}

/**
 * The running system that a command talks to: the addresses of a running `npm start`, each replaced by one of the
 * same name in the environment. Nothing is started.
 * @throws Error that says how to start one, or which settings are missing
 */
export async function connection(): Promise<Connection> {
  const env = readEnv({ ...runningSystem(), ...process.env });
  const sql = connect(env.DATABASE_URL, { max: CONNECTIONS });
  const close = () => sql.end({ timeout: 5 });
  try {
    await sql`select 1`;
  } catch (cause) {
    await close();
    const { host } = new URL(env.DATABASE_URL);
    throw new Error(`Postgres does not answer at ${host}. Is \`npm start\` running, and DATABASE_URL right?`, {
      cause,
    });
  }
  return { env, sql, close };
}

/** Settings of the `npm start` that runs on this machine; none needed when the environment names the database. */
function runningSystem(): Record<string, string> {
  const left = leftBehind();
  if (left && isAlive(left.pid)) return left.env;
  if (process.env.DATABASE_URL) return {};
  throw new Error(
    'Nuandong is not running here. Start it with `npm start` in another terminal, or set DATABASE_URL and the other addresses to use one that runs elsewhere.',
  );
}

function leftBehind(): z.infer<typeof runFile> | null {
  try {
    return runFile.parse(JSON.parse(readFileSync(RUN_FILE, 'utf8')));
  } catch {
    return null;
  }
}

/** A crashed `npm start` leaves its file behind; signal 0 asks only whether the process is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
