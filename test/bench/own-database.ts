import { randomBytes } from 'node:crypto';
import type { Env } from '../../config/env';
import { connect, type Sql } from '../../store/db/db';
import { migrate } from '../../store/db/migrate';
import { inTime } from './until';

/** Of one database; a province takes a quarter of an hour. */
const MOST_MINUTES = 60;
const PREPARING_MS = 600_000;

/** A separate database, queues and task queue. */
export interface OwnDatabase {
  env: Env;
  sql: Sql;
}

/**
 * Runs a benchmark on its own database, which is removed even after a failure: a connection left open by a failed
 * preparation would keep the process alive for ever and hide its error. What hangs ends with an error as well.
 * @param settings of the benchmark, in place of the stack's
 * @param minutes after which it ends with an error
 */
export async function onOwnDatabase<T>(
  stack: Env,
  settings: Partial<Env>,
  work: (own: OwnDatabase) => Promise<T>,
  minutes = MOST_MINUTES,
): Promise<T> {
  const name = `bench_${randomBytes(5).toString('hex')}`;
  const server = stack.DATABASE_OWNER_URL ?? stack.DATABASE_URL;
  const admin = connect(server, { max: 1 });
  try {
    await admin.unsafe(`create database ${name}`);
    const DATABASE_URL = Object.assign(new URL(server), { pathname: `/${name}` }).href;
    // A province is prepared in a few statements, beside whatever else the machine does.
    const sql = connect(DATABASE_URL, { max: 24, statementMs: PREPARING_MS });
    try {
      await migrate(sql);
      const env = { ...stack, ...settings, TASK_QUEUE: name, QUEUE_PREFIX: name, DATABASE_URL };
      return await inTime('The benchmark', work({ env, sql }), minutes);
    } finally {
      await sql.end({ timeout: 1 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
    }
  } finally {
    await admin.end();
  }
}
