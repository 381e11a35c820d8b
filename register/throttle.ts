import { createHmac } from 'node:crypto';
import type { Sql } from './db';

/** Enough for whoever mistypes, and far too few for whoever guesses. */
const FAILURES_OF_LOGIN = 10;
/** Many people of one office share an address. */
const FAILURES_OF_ADDRESS = 50;
const WINDOW_MINUTES = 15;

/** Counts attempts to sign in, in Postgres: the count is the same at every console and stays over a restart. */
export interface Throttle {
  /** @returns whether one more attempt is allowed; to be asked before the password is looked at. */
  attempt(login: string, address: string): Promise<boolean>;
  /** Whoever signed in begins anew; the address goes on being counted, for one right password proves nothing about it. */
  forget(login: string): Promise<void>;
}

/** @param secret the keys are kept as keyed digests: an address is personal data */
export function createThrottle(sql: Sql, secret: string): Throttle {
  const keyOf = (kind: 'login' | 'address', value: string): Buffer =>
    createHmac('sha256', secret).update(`sign-in ${kind} ${value.toLowerCase()}`).digest();

  async function take(key: Buffer, most: number): Promise<boolean> {
    const [row] = await sql<{ failures: number }[]>`
      insert into sign_in_failures as f (key, failures, until)
      values (${key}, 1, clock_timestamp() + ${WINDOW_MINUTES} * interval '1 minute')
      on conflict (key) do update set
        failures = case when f.until < clock_timestamp() then 1 else f.failures + 1 end,
        until = case when f.until < clock_timestamp() then excluded.until else f.until end
      returning failures`;
    return (row?.failures ?? 0) <= most;
  }

  return {
    async attempt(login, address) {
      await sql`delete from sign_in_failures where until < clock_timestamp()`;
      const [byLogin, byAddress] = await Promise.all([
        take(keyOf('login', login), FAILURES_OF_LOGIN),
        take(keyOf('address', address), FAILURES_OF_ADDRESS),
      ]);
      return byLogin && byAddress;
    },
    async forget(login) {
      await sql`delete from sign_in_failures where key = ${keyOf('login', login)}`;
    },
  };
}
