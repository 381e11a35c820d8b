import type { Instant } from '../domain/instant';
import type { Queries } from './db';

/** Who acted, as far as the log is concerned: a number, never a name. */
export interface Actor {
  /** Null for whoever holds the API token, and for the command line. */
  id: number | null;
  via: 'api' | 'console' | 'oidc' | 'cli';
}

/** What it was done to: regions, messages, accounts by their numbers and codes; never a person. */
export interface AuditTarget {
  campaign?: string;
  reason?: string;
  [what: string]: string | number | boolean | null | undefined;
}

/** One line of the log. */
export interface AuditEntry {
  id: number;
  at: Instant;
  account: number | null;
  via: Actor['via'];
  verb: string;
  campaign: string | null;
  target: Record<string, unknown>;
  reason: string | null;
}

/**
 * Notes who did what, when and why. Inside the transaction of what it notes where there is one.
 * @param verb as in `domain/roles.ts`, or the steering verb
 */
export async function audit(sql: Queries, actor: Actor, verb: string, target: AuditTarget = {}): Promise<void> {
  const { campaign = null, reason = null, ...what } = target;
  const given = Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
  await sql`
    insert into audit_log (account_id, via, verb, campaign_id, target, reason)
    values (${actor.id}, ${actor.via}, ${verb}, ${campaign}, ${sql.json(given as Record<string, string>)}, ${reason})`;
}

/** @returns the newest first, older than the given number where one is given. */
export const auditLog = (
  sql: Queries,
  { campaign = null, before = null, limit }: { campaign?: string | null; before?: number | null; limit: number },
): Promise<AuditEntry[]> => sql<AuditEntry[]>`
  select id, at, account_id as account, via, verb, campaign_id as campaign, target, reason from audit_log
  where (${campaign}::text is null or campaign_id = ${campaign}) and (${before}::bigint is null or id < ${before})
  order by id desc limit ${limit}`;
