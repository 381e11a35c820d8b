import type { Instant } from '../domain/instant';
import type { Queries } from './db';
import { within } from './scope';

/** Who acted, as far as the log is concerned: a number, never a name. */
export interface Actor {
  /** Null for whoever holds the API token, and for the command line. */
  id: number | null;
  via: 'api' | 'console' | 'oidc' | 'cli';
}

/** Whoever has a shell on the server. */
export const COMMAND_LINE: Actor = { id: null, via: 'cli' };

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
  /** Of the campaign that it is about. */
  zone: string | null;
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

/**
 * @param before only older ones than this number
 * @param region only what concerns a campaign in it, or was done by an account of it
 * @returns the newest first
 */
export const auditLog = (
  sql: Queries,
  {
    campaign = null,
    before = null,
    region = null,
    limit,
  }: { campaign?: string | null; before?: number | null; region?: string | null; limit: number },
): Promise<AuditEntry[]> => sql<AuditEntry[]>`
  select l.id, l.at, l.account_id as account, l.via, l.verb, l.campaign_id as campaign, l.target, l.reason,
         c.definition ->> 'zone' as zone
  from audit_log l left join campaigns c on c.id = l.campaign_id
  where (${campaign}::text is null or l.campaign_id = ${campaign}) and (${before}::bigint is null or l.id < ${before})
    and (${region}::text is null or exists (
      select from regions g where ${within(sql, region, 'g.path')}
        and g.code in (c.plan ->> 'scope',
                       (select a.region_code from accounts a where a.id = l.account_id))))
  order by l.id desc limit ${limit}`;
