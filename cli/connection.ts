import { type CampaignClient, connectClient } from '../client/campaigns';
import { type Env, readEnv } from '../config/env';
import type { Source } from '../config/given';
import { Refused, sentence } from '../domain/text/refusal';
import { connect, type Sql } from '../store/db/db';
import { settingsHere } from './environment';

/** A command asks a few questions, one after the other. */
const CONNECTIONS = 2;

export interface Connection {
  env: Env;
  sql: Sql;
  close(): Promise<void>;
}

/**
 * Connects to the running system: it takes the addresses of a running `npm start`, each replaced by one of the same
 * name in the environment. It starts nothing.
 * @throws Refused with the way to start one, or the missing settings
 */
export async function connection(): Promise<Connection> {
  const env = readEnv(settings());
  const sql = connect(env.DATABASE_URL, { max: CONNECTIONS });
  const close = () => sql.end({ timeout: 5 });
  try {
    await sql`select 1`;
  } catch (cause) {
    await close();
    const { host } = new URL(env.DATABASE_URL);
    throw new Refused(sentence('postgres-silent', { host }), [], { cause });
  }
  return { env, sql, close };
}

/** Runs `work` with the running system, see {@link connection}. @returns what `work` returns */
export async function connected<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
  const open = await connection();
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

/** Runs `work` with the running system and its campaigns. @returns what `work` returns */
export const withCampaigns = <T>(
  work: (open: Pick<Connection, 'sql' | 'env'> & { client: CampaignClient }) => Promise<T>,
): Promise<T> =>
  connected(async ({ env, sql }) => {
    const client = await connectClient(env, sql);
    try {
      return await work({ env, sql, client });
    } finally {
      await client.close();
    }
  });

/** @returns the settings of this checkout's running `npm start`; not needed when the environment names the database. */
function settings(): Source {
  const here = settingsHere();
  if (here.DATABASE_URL) return here;
  throw new Refused(sentence('not-running-here'));
}
