import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../domain/account/roles';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

/**
 * A session ends after an hour without use, and in any case a working day after its beginning (ASVS 5.0, 7.3: by risk).
 * An open page sends requests by itself, so a duty officer's session stays.
 */
const IDLE_MINUTES = 60;
const LIFETIME_HOURS = 12;
/** Seconds between two notes of use, so that not every request writes a row. */
const SEEN_EVERY_S = 60;

/**
 * @returns the digest that we keep of a secret in a browser or program: it is random, so one round of SHA-256 is
 *   enough.
 */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @returns a secret of 256 random bits, fit for a cookie and an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** The owner of a session. */
export interface SessionOwner {
  session: number;
  account: number;
  name: string;
  role: Role;
  region: string | null;
  via: 'console' | 'oidc';
  /** Whether the sign-in asks for a code from the phone's authenticator app. */
  secondFactor: boolean;
}

/** One session in a user's own list. */
export interface SessionListed {
  id: number;
  via: 'console' | 'oidc';
  beganAt: Instant;
  seenAt: Instant;
}

/** @returns the token for the browser; it is stored nowhere else. */
export async function beginSession(sql: Queries, account: number, via: SessionOwner['via']): Promise<string> {
  const token = newToken();
  await endOldSessions(sql);
  await sql`insert into sessions (token_hash, account_id, via) values (${digestOf(token)}, ${account}, ${via})`;
  await sql`update accounts set last_sign_in_at = clock_timestamp() where id = ${account}`;
  return token;
}

/** Deletes expired sessions. */
export async function endOldSessions(sql: Queries): Promise<void> {
  await sql`delete from sessions where not ${alive(sql)}`;
}

/** @returns the owners of tokens' sessions, by token; none for a session that has ended. Notes the use */
export async function openSessions(
  sql: Queries,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, SessionOwner>> {
  const digests = new Map(tokens.map((token) => [digestOf(token).toString('hex'), token]));
  const rows = await sql<(SessionOwner & { digest: string; stale: boolean })[]>`
    select encode(s.token_hash, 'hex') as digest, s.id as session, a.id as account, a.name, a.role, a.region_code as region, s.via,
           exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as "secondFactor",
           s.seen_at < clock_timestamp() - ${SEEN_EVERY_S} * interval '1 second' as stale
    from sessions s join accounts a on a.id = s.account_id
    where s.token_hash = any(array(select decode(hex, 'hex') from unnest(${[...digests.keys()]}::text[]) hex)) and a.disabled_at is null and ${alive(sql)}`;
  const stale = rows.filter((row) => row.stale).map(({ session }) => session);
  if (stale.length > 0) await sql`update sessions set seen_at = clock_timestamp() where id = any(${stale})`;
  return new Map(rows.map(({ digest, stale: _, ...owner }) => [digests.get(digest) ?? '', owner]));
}

/** @returns the sessions of an account that are alive, the one used last first. */
export const sessionsOf = (sql: Queries, account: number): Promise<SessionListed[]> => sql<SessionListed[]>`
  select id, via, began_at as "beganAt", seen_at as "seenAt" from sessions
  where account_id = ${account} and ${alive(sql)} order by seen_at desc, id desc`;

/** Ends one session of an account, or all of them. */
export async function endSessions(sql: Queries, account: number, only?: number): Promise<void> {
  await sql`delete from sessions where account_id = ${account} and (${only ?? null}::bigint is null or id = ${only ?? null})`;
}

const alive = (sql: Queries) => sql`(
  seen_at > clock_timestamp() - ${IDLE_MINUTES} * interval '1 minute'
  and began_at > clock_timestamp() - ${LIFETIME_HOURS} * interval '1 hour')`;
