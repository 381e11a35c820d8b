import type { Found } from '../../domain/case/turns';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { ANSWERED, type AnsweredCase } from './answered';

/** Cases that one workflow asks about together. */
export interface CaseLot {
  lot: number;
  campaign: string;
  kind: string;
  /** Code of the area of its rounds. */
  area: string;
  workflowId: string;
  /** Prefix of the keys of its rounds. */
  key: string;
  /** Number of times that its cases were passed upwards. */
  level: number;
  /** Number of the person in each report; null without a report. */
  number: number | null;
  /** The warning during which they were opened. */
  alert: number | null;
  /** Of returned rows: their list, and until when they are handed in again. */
  returned: { list: string; due: Instant } | null;
  /** When its first round opens; null where that is a time after the opening of its cases. */
  asksAt: Instant | null;
}

/** As instants are written. */
const INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

const COLUMNS = (sql: Queries) => sql`
  l.id as lot, l.campaign_id as campaign, l.kind, l.area, l.workflow_id as "workflowId", l.key, l.level, l.number,
  l.alert_id as alert, l.asks_at as "asksAt",
  case when l.list is not null then jsonb_build_object('list', l.list, 'due', to_char(l.due_at at time zone 'UTC', ${INSTANT})) end as returned`;

/** @returns the lot. @throws Error for an unknown number */
export async function getLot(sql: Queries, lot: number): Promise<CaseLot> {
  const [row] = await sql<CaseLot[]>`select ${COLUMNS(sql)} from case_lots l where l.id = ${lot}`;
  if (!row) throw new Error(`There is no lot ${lot} of cases.`);
  return row;
}

/** Selects lots: of a campaign, of a round of reports, or of cases that another lot passed upwards or that follow. */
type Which = { campaign: string } | { origin: string } | { passedFrom: number };

/** @returns the lots with an open case. */
export function openLots(sql: Queries, which: Which): Promise<CaseLot[]> {
  const wanted =
    'campaign' in which
      ? sql`l.campaign_id = ${which.campaign}`
      : 'origin' in which
        ? sql`l.origin_round_id = ${which.origin}`
        : sql`l.passed_from = ${which.passedFrom}`;
  return sql<CaseLot[]>`
    select ${COLUMNS(sql)} from case_lots l
    where ${wanted} and exists (select 1 from cases f where f.lot_id = l.id and f.state <> 'closed') order by l.id`;
}

/**
 * @param of the campaign, or one of its rounds
 * @returns the lots of a campaign whose next round is not planned: new ones, and those that wait for their workflow a
 *   moment. A start that was lost is made up for by the next one.
 */
export const lotsToStart = (sql: Queries, of: { campaign: string } | { round: string }): Promise<CaseLot[]> => sql<
  CaseLot[]
>`
  select ${COLUMNS(sql)} from case_lots l
  where l.id in (
    select lot_id from cases
    where campaign_id = ${'campaign' in of ? of.campaign : sql`(select campaign_id from rounds where id = ${of.round})`}
      and state = 'waiting' and due_at is null)
  order by l.id`;

/** The regions that are asked about a lot now. */
export interface LotAsked {
  /** Their kind of region. */
  of: string;
  /** Their codes. */
  only: string[];
  /** Kinds of the regions above them, from their superior to the top of the campaign's scope. */
  above: string[];
  /** Name of the place of the case, for a lot of one case when another region is asked. */
  place: string | null;
  /** Number of the case, for a lot of one case. */
  one: number | null;
  /** Kind of the case that it follows. */
  follows: string | null;
}

/** @returns the regions that are asked about the open cases of a lot; null without an open case. */
export async function lotAsked(sql: Queries, lot: number): Promise<LotAsked | null> {
  const [row] = await sql<LotAsked[]>`
    with asked as (
      select g.*, f.id as case_id, case when a.code <> g.code then a.name end as about, top.path as top,
             (select kind from cases before where before.id = f.follows_id) as follows
      from cases f join campaigns c on c.id = f.campaign_id join regions g on g.code = f.assignee_code
      join regions a on a.code = f.region_code join regions top on top.code = c.scope
      where f.lot_id = ${lot} and f.state <> 'closed')
    select min(kind) as of, array_agg(code order by path) as only, case when count(*) = 1 then min(about) end as place,
           case when count(*) = 1 then min(case_id) end as one, min(follows) as follows,
           array(select up.kind from (select path, top from asked order by level desc, code limit 1) deepest
                 join regions up on starts_with(deepest.path, up.path) and up.path <> deepest.path and starts_with(up.path, deepest.top)
                 order by up.level desc) as above
    from asked having count(*) > 0`;
  return row ?? null;
}

/** Records the opening of a lot's next round. */
export async function noteWaiting(sql: Queries, { lot, until }: { lot: number; until: Instant }): Promise<void> {
  await sql`update cases set due_at = ${until} where lot_id = ${lot} and state = 'waiting'`;
}

/**
 * Locks the open cases of a lot, before a round asks about them: an officer's answer comes before it, or after it.
 * @returns codes of the regions that answer for them
 */
export async function lockAssignees(tx: Queries, lot: number): Promise<string[]> {
  const rows = await tx<{ assignee: string }[]>`
    select assignee_code as assignee from cases where lot_id = ${lot} and state <> 'closed' order by id for update`;
  return rows.map(({ assignee }) => assignee);
}

/** Records that a round of a lot is open. A repetition changes nothing. */
export async function noteAsked(sql: Queries, { lot, due }: { lot: number; due: Instant }): Promise<void> {
  await sql`
    update cases set state = 'asked', due_at = ${due}, rounds = rounds + 1, answer_by = coalesce(answer_by, ${due})
    where lot_id = ${lot} and state = 'waiting'`;
}

/** A case of a lot, and the result of a round. */
export type FoundCase = AnsweredCase & Found;

/**
 * Records the results of a round.
 * @param round its workflow id
 * @param field the field of its reports
 * @returns the open cases of the lot
 */
export async function noteFound(
  tx: Queries,
  { lot, round, field }: { lot: number; round: string; field: string },
): Promise<FoundCase[]> {
  const rows = await tx<FoundCase[]>`
    select ${ANSWERED(tx)}, p.figures ->> ${field} as found,
           case when starts_with(up.path, top.path) then up.code end as superior
    from cases f join campaigns c on c.id = f.campaign_id join regions top on top.code = c.scope
    join regions g on g.code = f.assignee_code left join regions up on up.code = g.parent_code
    left join asks u on u.round_id = ${round} and u.unit_code = f.assignee_code left join reports p on p.id = u.report_id
    where f.lot_id = ${lot} and f.state <> 'closed' order by f.id for update of f`;
  await tx`
    update cases f set state = 'waiting', due_at = null, outcome = coalesce(v.found, f.outcome)
    from jsonb_to_recordset(${tx.json(rows.map(({ id, found }) => ({ id, found })))}) as v(id bigint, found text)
    where f.id = v.id`;
  return rows;
}

/** Passes a case to a superior, as a separate lot. */
export async function passCase(
  tx: Queries,
  { id, region, superior, now }: { id: number; region: string; superior: string; now: Instant },
): Promise<void> {
  const key = tx`concat(l.key, '.up-', ${region}::text)`;
  await tx`
    with passed as (
      insert into case_lots (campaign_id, kind, area, key, level, passed_from, origin_round_id, number, alert_id, workflow_id, opened_at)
      select l.campaign_id, l.kind, ${superior}, ${key}, l.level + 1, l.id, l.origin_round_id, l.number, l.alert_id,
             concat('campaign/', l.campaign_id, '/cases/', ${key}, '/', ${superior}::text), ${now}
      from case_lots l join cases f on f.lot_id = l.id where f.id = ${id} returning id)
    update cases set lot_id = passed.id, assignee_code = ${superior} from passed where cases.id = ${id}`;
}

/** @returns whether the case of a region in a lot is open */
export async function isOpen(sql: Queries, { lot, region }: { lot: number; region: string }): Promise<boolean> {
  const found = await sql`select from cases where lot_id = ${lot} and region_code = ${region} and state <> 'closed'`;
  return found.length > 0;
}

/** Closes cases. */
export async function closeCases(
  sql: Queries,
  { ids, outcome, now }: { ids: readonly number[]; outcome: string; now: Instant },
): Promise<void> {
  await sql`
    update cases set state = 'closed', outcome = ${outcome}, due_at = null, closed_at = ${now}
    where id = any(${[...ids]}::bigint[]) and state <> 'closed'`;
}

/**
 * Closes the open cases of a lot.
 * @param tx a transaction
 * @returns true if no case of its campaign is open afterwards: only for the second of two lots that are closed at once
 */
export async function closeLot(
  tx: Queries,
  { lot, outcome, now }: { lot: number; outcome: string; now: Instant },
): Promise<{ last: boolean }> {
  const [held] = await tx<{ campaign: string }[]>`
    select c.id as campaign from campaigns c where c.id = (select campaign_id from case_lots where id = ${lot}) for no key update`;
  await tx`
    update cases set state = 'closed', outcome = ${outcome}, due_at = null, closed_at = ${now}
    where lot_id = ${lot} and state <> 'closed'`;
  return { last: held !== undefined && (await countOpenCases(tx, held.campaign)) === 0 };
}

/** @returns the number of open cases of a campaign. */
export async function countOpenCases(sql: Queries, campaign: string): Promise<number> {
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from cases where campaign_id = ${campaign} and state <> 'closed'`;
  return row?.open ?? 0;
}
