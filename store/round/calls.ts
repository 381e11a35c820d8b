import type { Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import { stageText } from '../campaign/stage-text';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { peopleAt } from '../people/people-at';
import type { Source } from '../table/keyset';

/** The outcome of a call; the last two leave the unit on the list. */
export const CALL_RESULTS = ['reported', 'will-report', 'handed-over', 'no-answer', 'wrong-number'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];
const CLOSES: readonly CallResult[] = ['reported', 'will-report', 'handed-over'];

export interface CallListed {
  id: number;
  campaign: string;
  key: string;
  /** Its round's stage. */
  stage: Text;
  code: string;
  name: string;
  parentName: string | null;
  reason: string;
  openedAt: Instant;
  locksAt: Instant;
  result: CallResult | null;
  note: string | null;
  attempts: number;
  triedAt: Instant | null;
  closedAt: Instant | null;
  reportedAt: Instant | null;
  zone: string;
  /** Its round asks for rows of a list, which are entered on a page of their own. */
  list: string | null;
  /** The people to call; empty when the reader may not see people. */
  people: { id: number; role: DutyWord; name: string; phone: string | null }[];
}

interface Wanted {
  top: string | null;
  campaign?: string | undefined;
  /** Code of a unit: only its calls, open ones and others. */
  unit?: string | undefined;
  /** Calls that need nothing more: the unit was reached, or has reported. */
  done?: boolean | undefined;
  people: boolean;
  limit: number;
}

const columns = (sql: Queries, people: boolean): Fragment => sql`
  c.id, c.campaign_id as campaign, r.key, ${stageText(sql, { round: 'r', campaign: 'k' })} as stage, g.code, g.name, p.name as "parentName", c.reason,
         c.opened_at as "openedAt", r.locks_at as "locksAt", c.result, c.note, c.attempts, c.tried_at as "triedAt",
         c.closed_at as "closedAt", u.reported_at as "reportedAt", k.definition ->> 'zone' as zone,
         ${listWithDefinition(sql)} as list,
         ${people ? peopleAt(sql, sql`g.code`) : sql`'[]'::jsonb`} as people`;

const from = (sql: Queries): Fragment => sql`
  call_list c join rounds r on r.id = c.round_id join campaigns k on k.id = c.campaign_id
  join regions g on g.code = c.unit_code left join regions p on p.code = g.parent_code
  left join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code`;

/**
 * @returns the units on the call list that have not reported meanwhile, the oldest first; or what is done, newest
 * first
 */
export const callList = (
  sql: Queries,
  { top, campaign, unit, done = false, people, limit }: Wanted,
): Promise<CallListed[]> => sql<CallListed[]>`
  select ${columns(sql, people)} from ${from(sql)}
  where ${unit === undefined ? (done ? sql`(c.closed_at is not null or u.reported_at is not null)` : sql`c.closed_at is null and u.reported_at is null`) : sql`c.unit_code = ${unit}`}
    and ${within(sql, top, 'g.path')}
    and ${campaign === undefined ? sql`k.mode = 'live' and r.state = 'open'` : sql`c.campaign_id = ${campaign}`}
  order by ${done ? sql`coalesce(c.closed_at, u.reported_at) desc` : sql`c.opened_at`}, c.id limit ${limit}`;

/** Calls of a campaign, or of the open rounds of all live ones. */
export const callSource = (
  sql: Queries,
  { top, people, ofCampaign }: { top: string | null; people: boolean; ofCampaign: boolean },
): Source => ({
  columns: sql`${columns(sql, people)}, ${settled(sql)} as settled`,
  from: from(sql),
  where: sql`${within(sql, top, 'g.path')} and ${ofCampaign ? sql`true` : sql`k.mode = 'live' and r.state = 'open'`}`,
  id: { as: sql`c.id`, type: 'bigint' },
  values: {
    campaign: { as: sql`c.campaign_id`, type: 'text' },
    settled: { as: settled(sql), type: 'text' },
    code: { as: sql`g.code`, type: 'text' },
    name: { as: sql`g.name`, type: 'text' },
    parentName: { as: sql`p.name`, type: 'text', nullable: true },
    reason: { as: sql`c.reason`, type: 'text' },
    openedAt: { as: sql`c.opened_at`, type: 'timestamptz' },
    locksAt: { as: sql`r.locks_at`, type: 'timestamptz' },
    result: { as: sql`c.result`, type: 'text', nullable: true },
    attempts: { as: sql`c.attempts`, type: 'bigint' },
    triedAt: { as: sql`c.tried_at`, type: 'timestamptz', nullable: true },
  },
});

const settled = (sql: Queries): Fragment =>
  sql`case when c.closed_at is null and u.reported_at is null then 'open' else 'done' end`;

const listWithDefinition = (sql: Queries) =>
  sql`case when k.definition #>> array['lists', r.list, 'rows'] is distinct from 'none' then r.list end`;

/** Records the outcome of a call. @returns whether there was such a call within `top` */
export async function recordCall(
  sql: Queries,
  { id, top, result, note }: { id: number; top: string | null; result: CallResult; note: string | null },
): Promise<boolean> {
  const rows = await sql`
    update call_list c set result = ${result}, note = ${note}, attempts = attempts + 1, tried_at = campaign_now(c.campaign_id),
           closed_at = ${CLOSES.includes(result) ? sql`campaign_now(c.campaign_id)` : sql`null`}
    from regions g where c.id = ${id} and g.code = c.unit_code and ${within(sql, top, 'g.path')} returning c.id`;
  return rows.length > 0;
}

/** @returns whether the unit of a call has reported; null without such a call within `top` */
export async function calledHasReported(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<boolean | null> {
  const [call] = await sql<{ reported: boolean }[]>`
    select coalesce(u.reported_at is not null, false) as reported
    from call_list c join regions g on g.code = c.unit_code
    left join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code
    where c.id = ${id} and ${within(sql, top, 'g.path')}`;
  return call?.reported ?? null;
}

/** A report by telephone is what a call came to. */
export async function settleCall(sql: Queries, { round, unit }: OfUnit): Promise<void> {
  await sql`
    update call_list c set result = 'reported', attempts = attempts + 1, tried_at = campaign_now(c.campaign_id),
           closed_at = campaign_now(c.campaign_id)
    where round_id = ${round} and unit_code = ${unit} and closed_at is null`;
}

interface OfUnit {
  round: string;
  unit: string;
}

const OPEN_AGAIN = (sql: Queries) => sql`
  update call_list c set result = null, closed_at = null, attempts = greatest(attempts - 1, 0),
         tried_at = case when attempts > 1 then tried_at end`;

/** The report that settled a unit's call was taken back. */
export async function reopenCall(sql: Queries, { round, unit }: OfUnit): Promise<void> {
  await sql`${OPEN_AGAIN(sql)} where round_id = ${round} and unit_code = ${unit} and result = 'reported'`;
}

/** Undoes the outcome of a call. @returns whether there was a closed call of a silent unit within `top` */
export async function undoCall(sql: Queries, { id, top }: { id: number; top: string | null }): Promise<boolean> {
  const rows = await sql`
    ${OPEN_AGAIN(sql)} from regions g
    where c.id = ${id} and c.closed_at is not null and g.code = c.unit_code and ${within(sql, top, 'g.path')}
      and not exists (select from asks u where u.round_id = c.round_id and u.unit_code = c.unit_code and u.reported_at is not null)
    returning c.id`;
  return rows.length > 0;
}
