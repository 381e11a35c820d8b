import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import { printable } from '../../domain/text/printable';
import { atomically, type Fragment, type Queries } from '../db/db';
import { json } from '../db/json';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';
import type { Actor } from './actor';

/** The object of an act: regions, messages and accounts by code and number; never a person. */
export interface AuditTarget {
  campaign?: string;
  /** The only free text; it may name a person, so it can be erased (store/db/migrations/0045). */
  reason?: string;
  [what: string]: string | number | boolean | null | undefined;
}

/** What of a target names places, by their codes. */
const PLACES = ['region', 'regions', 'area', 'areas', 'unit', 'parent', 'into', 'from', 'to', 'at', 'store'];

/** One line of the log. */
export interface AuditEntry {
  id: number;
  at: Instant;
  account: number | null;
  via: Actor['via'];
  /** The name where no account acted. */
  by: string | null;
  verb: string;
  campaign: string | null;
  target: Record<string, unknown>;
  /** Null when none was given, or after it was erased. */
  reason: string | null;
  /** Zone of the campaign that the line is about. */
  zone: string | null;
}

/**
 * Records who did what, when and why, inside the transaction of the act where there is one. The line is sealed a moment
 * later (store/account/audit-chain.ts), so that no act waits for another's line.
 * @param verb as in `domain/account/roles.ts`, or the steering verb
 */
export async function audit(sql: Queries, actor: Actor, verb: string, target: AuditTarget = {}): Promise<void> {
  const { campaign = null, reason, ...what } = target;
  const given = Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
  const why = reason === undefined ? null : { salt: randomUUID(), text: printable(reason) };
  const write = async (transaction: Queries): Promise<number> => {
    const [line] = await transaction<{ id: number }[]>`
      insert into audit_log (account_id, via, by_name, verb, campaign_id, target, reason_digest)
      values (${actor.id}, ${actor.via}, ${actor.by ?? null}, ${verb}, ${campaign},
              ${json(transaction, given)},
              audit_digest(${why?.salt ?? null}, ${why?.text ?? null}))
      returning id`;
    return line?.id ?? 0;
  };
  if (why === null) return void (await write(sql));
  await atomically(sql, async (transaction) => {
    const line = await write(transaction);
    await transaction`insert into audit_reasons (line_id, salt, reason) values (${line}, ${why.salt}, ${why.text})`;
  });
}

/** @returns how many rehearsals an account has started within the last hour of real time. */
export async function rehearsalsStartedBy(sql: Queries, { id }: Pick<Actor, 'id'>): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from audit_log
    where account_id = ${id} and verb = 'start-campaign' and target ->> 'mode' = 'rehearsal'
      and at > clock_timestamp() - interval '1 hour'`;
  return row?.n ?? 0;
}

/**
 * The log as a table.
 * @param region only lines about campaigns in this region, or accounts of it
 * @param names whether the reader may know who an account belongs to
 */
export const auditSource = (sql: Queries, { region, names }: { region: string | null; names: boolean }): Source => ({
  columns: sql`
    l.id, l.at, l.account_id as account, ${names ? sql`who.name` : sql`null`} as name, l.via, l.by_name as by, l.verb,
    l.campaign_id as campaign, c.definition -> 'name' as "campaignName", l.target, r.reason,
    c.definition ->> 'zone' as zone, ${placesOf(sql)} as places, ${stageOf(sql)} as stage,
    c.definition #> array['lists', l.target ->> 'list', 'name'] as list`,
  from: sql`
    audit_log l left join audit_reasons r on r.line_id = l.id left join campaigns c on c.id = l.campaign_id
    left join accounts who on who.id = l.account_id`,
  where: linesOf(sql, region),
  id: { as: sql`l.id`, type: 'bigint' },
  values: {
    at: { as: sql`l.at`, type: 'timestamptz' },
    account: { as: sql`l.account_id`, type: 'bigint', nullable: true },
    verb: { as: sql`l.verb`, type: 'text' },
    campaign: { as: sql`l.campaign_id`, type: 'text', nullable: true },
  },
});

/** The names of the places that a line names by code. */
const placesOf = (sql: Queries): Fragment => sql`
  (select jsonb_object_agg(g.code, g.name) from regions g
   where g.code in (select code from jsonb_each_text(l.target) t, regexp_split_to_table(t.value, ' ') code
                    where t.key = any(${[...PLACES]})))`;

/** The name of the stage whose round a line names by its key, such as `survey.village@2026-12-01`. */
const stageOf = (sql: Queries): Fragment => sql`
  jsonb_path_query_first(c.definition, '$.stages[*] ? (@.id == $id).name',
    jsonb_build_object('id', regexp_replace(l.target ->> 'key', '[.@].*$', '')))`;

const linesOf = (sql: Queries, region: string | null): Fragment => sql`
  (${region}::text is null or exists (
    select from regions g where ${within(sql, region, 'g.path')}
      and g.code in (c.scope,
                     (select a.region_code from accounts a
                      where a.id = coalesce(l.account_id, (l.target ->> 'account')::bigint)))))`;

/**
 * @param before only lines with smaller numbers
 * @param region only lines about campaigns in this region, or accounts of it
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
  select l.id, l.at, l.account_id as account, l.via, l.by_name as by, l.verb, l.campaign_id as campaign, l.target,
         r.reason, c.definition ->> 'zone' as zone
  from audit_log l left join audit_reasons r on r.line_id = l.id left join campaigns c on c.id = l.campaign_id
  where (${campaign}::text is null or l.campaign_id = ${campaign}) and (${before}::bigint is null or l.id < ${before})
    and ${linesOf(sql, region)}
  order by l.id desc limit ${limit}`;
