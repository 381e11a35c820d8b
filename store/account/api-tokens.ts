import type { Permission } from '../../domain/account/roles';
import type { Instant } from '../../domain/instant';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { checkRegion } from './accounts';
import { digestOf, newToken } from './sessions';

/** Makes a leaked token recognisable in a repository, a log or a chat. */
const PREFIX = 'nuandong_';
/** Seconds between two notes of use, so that not every use writes a row. */
const USED_EVERY_S = 60;

/** A year and a month: a token that is replaced each winter does not expire before. */
export const LONGEST_DAYS = 400;

/** A program's token: its permissions, its region, and its validity. */
export interface ApiToken {
  id: number;
  name: string;
  verbs: Permission[];
  /** Code of its region; null means everything. */
  region: string | null;
  expiresAt: Instant;
  createdAt: Instant;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
}

/** The fields of a token that its maker sets. */
export interface TokenGiven {
  name: string;
  verbs: readonly Permission[];
  region: string | null;
  days: number;
}

const fields = (sql: Queries) => sql`
  id, name, verbs, region_code as region, expires_at as "expiresAt", created_at as "createdAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

/** A token, as it is shown once. */
export interface TokenMade {
  made: ApiToken;
  token: string;
}

/**
 * @param by number of the account that makes it; null for the command line
 * @returns a token, this once: only its digest is kept
 * @throws Refused when another one that works has this name, or the region is not in the register
 */
export async function makeToken(
  sql: Queries,
  { name, verbs, region, days, by }: TokenGiven & { by: number | null },
): Promise<TokenMade> {
  await checkRegion(sql, region);
  const token = PREFIX + newToken();
  const [made] = await sql<ApiToken[]>`
    insert into api_tokens (name, token_hash, verbs, region_code, expires_at, created_by)
    values (${name}, ${digestOf(token)}, ${[...verbs]}, ${region},
            clock_timestamp() + ${days} * interval '1 day', ${by})
    on conflict do nothing returning ${fields(sql)}`;
  if (!made) throw new Refused(sentence('token-name-taken', { name }));
  return { made, token };
}

/** @returns the token's rights, or null when it is unknown, revoked or expired; notes its use. */
export async function openToken(
  sql: Queries,
  token: string,
): Promise<Pick<ApiToken, 'id' | 'name' | 'verbs' | 'region'> | null> {
  if (!token.startsWith(PREFIX)) return null;
  const [found] = await sql<(ApiToken & { stale: boolean })[]>`
    select ${fields(sql)},
           coalesce(last_used_at, '-infinity') < clock_timestamp() - ${USED_EVERY_S} * interval '1 second' as stale
    from api_tokens where token_hash = ${digestOf(token)} and revoked_at is null and expires_at > clock_timestamp()`;
  if (!found) return null;
  if (found.stale) await sql`update api_tokens set last_used_at = clock_timestamp() where id = ${found.id}`;
  const { id, name, verbs, region } = found;
  return { id, name, verbs, region };
}

/** @returns the tokens of a region and below, valid ones first, then the newest. */
export const listTokens = (sql: Queries, region: string | null): Promise<ApiToken[]> => sql<ApiToken[]>`
  select ${fields(sql)} from api_tokens
  where ${region}::text is null or region_code in (select g.code from regions g where ${within(sql, region, 'g.path')})
  order by revoked_at is not null or expires_at < clock_timestamp(), id desc limit 500`;

/** Ends a token of a region or below. @throws Refused when there is none that works */
export async function revokeToken(sql: Queries, { id, region }: { id: number; region: string | null }): Promise<void> {
  const [revoked] = await sql`
    update api_tokens set revoked_at = clock_timestamp() where id = ${id} and revoked_at is null
      and (${region}::text is null or region_code in (select g.code from regions g where ${within(sql, region, 'g.path')}))
    returning id`;
  if (!revoked) throw new Refused(sentence('unknown-token', { id }));
}
