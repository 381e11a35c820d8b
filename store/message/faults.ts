import type { Language } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { CATALOGUE, type SentenceCode } from '../../domain/text/catalogue';
import { type Sentence, tellIn, type Value } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { concerns } from '../db/scope';

/**
 * budget-80, budget-spent, budget-overrun   of a campaign
 * provider-down, provider-account           of an SMS provider (or the mail server)
 * lane         SMS of a campaign, or of a queue, that have no way out
 * replies      replies by SMS that could not be handled
 * template     a text that cannot be used
 * bounces      the mailbox of bounced e-mails cannot be read
 * feed-failing             a feed of warnings cannot be fetched
 * feed-silent              nothing has been heard of a feed of warnings for too long
 * queue-paused a queue of live messages is paused: what waits there does not go out
 * self-check   messages that were due and those accounted for differ
 * rungs        a round or rung that was due has come to nothing: its workflow stands still, or is not there
 * step-failed  a step of a campaign's workflow cannot be carried out; the scope names campaign, round and step
 * report       the report of a campaign that has ended could not be written
 */
export const FAULT_KINDS = [
  'budget-80',
  'budget-spent',
  'budget-overrun',
  'provider-down',
  'provider-account',
  'lane',
  'replies',
  'template',
  'bounces',
  'feed-failing',
  'feed-silent',
  'queue-paused',
  'self-check',
  'rungs',
  'step-failed',
  'report',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that a person must handle. */
export interface Fault {
  kind: FaultKind;
  /** The campaign, provider or template that it is about. */
  scope: string;
  /** Figures and codes; never a person's name or number. */
  detail: Record<string, string | number | null>;
  openedAt: Instant;
}

/** @returns a sentence as details of a fault: its code as `reason`, beside its values. */
export const asDetail = ({ code, values }: Sentence): Fault['detail'] => ({
  reason: code,
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, said(value)])),
});

const said = (value: Value): string | number => (typeof value === 'object' ? value['zh-CN'] : value);

const isCode = (reason: unknown): reason is SentenceCode => typeof reason === 'string' && reason in CATALOGUE;

/** @returns the details; a reason that is a code of the catalogue becomes its sentence in the language. */
export function detailIn(language: Language, { detail }: Pick<Fault, 'detail'>): Fault['detail'] {
  const { reason, ...others } = detail;
  if (!isCode(reason)) return detail;
  const values = Object.fromEntries(
    Object.entries(others).flatMap(([name, value]): [string, Value][] => (value === null ? [] : [[name, value]])),
  );
  const isTold = (name: string) => CATALOGUE[reason].en.includes(`{${name}}`);
  const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !isTold(name)));
  return { ...rest, reason: tellIn(language, { code: reason, values }) };
}

type Identity = Pick<Fault, 'kind' | 'scope'>;

/** Raises a fault; an open one only gets the newer details. */
export async function openFault(
  sql: Queries,
  { kind, scope, detail = {} }: Identity & Partial<Pick<Fault, 'detail'>>,
): Promise<void> {
  await sql`
    insert into faults (kind, scope, detail) values (${kind}, ${scope}, ${sql.json(detail)})
    on conflict (kind, scope) where closed_at is null do update set detail = excluded.detail`;
}

/** Closes a fault; one that is not open stays as it is. */
export async function closeFault(sql: Queries, { kind, scope }: Identity): Promise<void> {
  await sql`update faults set closed_at = clock_timestamp() where kind = ${kind} and scope = ${scope} and closed_at is null`;
}

/**
 * @param region leaves out the faults of campaigns that do not concern it
 * @returns the open faults, the oldest first
 */
export const openFaults = (sql: Queries, region: string | null = null): Promise<Fault[]> => sql<Fault[]>`
  select kind, scope, detail, opened_at as "openedAt" from faults f
  where closed_at is null and not exists (
    select from campaigns c where c.id = split_part(f.scope, '/', 1) and not ${concerns(sql, region, sql`c.scope`)})
  order by opened_at, id`;

/** @returns campaigns and lanes with an open fault that nothing goes out. */
export async function openLaneFaults(sql: Queries): Promise<Set<string>> {
  const rows = await sql<{ scope: string }[]>`select scope from faults where kind = 'lane' and closed_at is null`;
  return new Set(rows.map(({ scope }) => scope));
}
