import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { placeOf, SIGN_IN, type Slowing, waitAfter } from '../../domain/account/slowing';
import type { Queries, Sql } from '../db/db';

/** The count of failures ends after this long without another one. */
const MEMORY_MINUTES = 15;

/** An attempt to sign in. */
export interface Attempt {
  login: string;
  address: string;
  /** The browser's cookie from an earlier sign-in, see {@link Throttle.device}. */
  device?: string | undefined;
}

/** Slows down attempts to sign in. The count is in Postgres, so every console shares it and it survives a restart. */
export interface Throttle {
  /**
   * Call it before the password is checked.
   * @returns 0 when the attempt is allowed, and counts it; else how many seconds to wait
   */
  attempt(attempt: Attempt): Promise<number>;
  /**
   * Resets the count of a login after a sign-in. The count of the IP address stays: one right password proves nothing
   * about it.
   */
  forget(attempt: Attempt): Promise<void>;
  /** @returns a cookie for a browser in which a login was used: its attempts are counted separately from all others. */
  device(login: string): string;
}

interface Counted {
  /** Hex. */
  key: string;
  slowing: Slowing;
}

const isOneOf = (sql: Queries, keys: readonly string[]) => sql`
  key in (select decode(k, 'hex') from unnest(${keys as string[]}::text[]) as one(k))`;

/** @param secret key of the stored digests: an IP address is personal data */
export function createThrottle(sql: Sql, secret: string): Throttle {
  const digest = (what: string): Buffer => createHmac('sha256', secret).update(`sign-in ${what}`).digest();
  const hex = (what: string): string => digest(what).toString('hex');
  const signature = (login: string, nonce: string): Buffer => digest(`device ${nonce} ${login.toLowerCase()}`);

  /** @returns the device's own number, if the cookie is for this login. */
  function deviceOf({ login, device = '' }: Attempt): string | null {
    const [nonce = '', signed = ''] = device.split('.');
    const given = Buffer.from(signed, 'base64url');
    const expected = signature(login, nonce);
    return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null;
  }

  function counted(attempt: Attempt): Counted[] {
    const login = attempt.login.toLowerCase();
    const place = placeOf(attempt.address);
    const device = deviceOf(attempt);
    if (device !== null) return [{ key: hex(`device ${device}`), slowing: SIGN_IN.device }];
    return [
      { key: hex(`login ${login} at ${place}`), slowing: SIGN_IN.loginHere },
      { key: hex(`login ${login}`), slowing: SIGN_IN.login },
      { key: hex(`place ${place}`), slowing: SIGN_IN.place },
    ];
  }

  return {
    async attempt(attempt) {
      const counts = counted(attempt);
      const keys = counts.map(({ key }) => key);
      await sql`delete from sign_in_failures where until < clock_timestamp()`;
      return sql.begin(async (transaction) => {
        await transaction`
          insert into sign_in_failures (key, failures, until)
          select decode(key, 'hex'), 0, clock_timestamp() + ${MEMORY_MINUTES} * interval '1 minute'
          from unnest(${keys}::text[]) as k(key) order by key on conflict do nothing`;
        const rows = await transaction<{ key: string; failures: number; wait: number }[]>`
          select encode(key, 'hex') as key, failures,
                 greatest(0, ceil(extract(epoch from next_at - clock_timestamp())))::int as wait
          from sign_in_failures where ${isOneOf(transaction, keys)} order by key for update`;
        const wait = Math.max(0, ...rows.map((row) => row.wait));
        if (wait > 0) return wait;
        for (const { key, slowing } of counts) {
          const failures = (rows.find((row) => row.key === key)?.failures ?? 0) + 1;
          await transaction`
            update sign_in_failures set failures = ${failures},
              until = clock_timestamp() + ${MEMORY_MINUTES} * interval '1 minute',
              next_at = clock_timestamp() + ${waitAfter(failures, slowing)} * interval '1 second'
            where ${isOneOf(transaction, [key])}`;
        }
        return 0;
      });
    },
    async forget(attempt) {
      const [first, login] = counted(attempt);
      const keys = [first, login].flatMap((one) => (one ? [one.key] : []));
      await sql`delete from sign_in_failures where ${isOneOf(sql, keys)}`;
    },
    device(login) {
      const nonce = randomBytes(16).toString('base64url');
      return `${nonce}.${signature(login, nonce).toString('base64url')}`;
    },
  };
}
