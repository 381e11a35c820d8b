import type { Text } from '../../domain/campaign/definition/words';
import { outcomeName } from '../../domain/case/case-kinds';
import { caseKind, type WithCases } from '../../domain/case/kinds-of';
import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';
import { PARTS } from './answered';

/** A case for lists: places and counts, no person. */
export interface ListedCase {
  id: number;
  campaign: string;
  kind: string;
  kindName: Text;
  /** Number of the person in the report that opened it; null without a report. */
  number: number | null;
  /** Number of the row of a list that it is about. */
  entry: number | null;
  /** Place of the case, and the place that is asked now: codes and names. */
  region: string;
  place: string;
  assigneeCode: string;
  assignee: string;
  state: 'waiting' | 'asked' | 'closed';
  /** Number of its rounds, with the present one. */
  rounds: number;
  /** Opening of the next round, or deadline of the open one; null for a closed case, or between two rounds. */
  dueAt: Instant | null;
  /** Deadline of the first answer; null before it was asked for. */
  answerBy: Instant | null;
  /** The last answer; for a closed case its outcome. */
  outcome: string | null;
  outcomeName: Text | null;
  openedAt: Instant;
  reopenedAt: Instant | null;
  closedAt: Instant | null;
  /** Campaign time, and the campaign's zone. */
  now: Instant;
  zone: string;
}

/** A case as it is read: what it is called stands in its campaign. */
export type CaseRow = Omit<ListedCase, 'kindName' | 'outcomeName'> & { parts: WithCases };

const COLUMNS = (sql: Queries): Fragment => sql`
  f.id, f.campaign_id as campaign, f.kind, f.number, f.entry_id as entry, g.code as region, g.name as place,
  a.code as "assigneeCode", a.name as assignee, f.state, f.rounds, f.due_at as "dueAt", f.answer_by as "answerBy",
  f.outcome, f.opened_at as "openedAt", f.reopened_at as "reopenedAt", f.closed_at as "closedAt",
  coalesce(c.ended_at, campaign_now(c.id)) as now, c.definition ->> 'zone' as zone,
  ${PARTS(sql)} as parts`;

const FROM = (sql: Queries): Fragment => sql`
  cases f join campaigns c on c.id = f.campaign_id join regions g on g.code = f.region_code
  join regions a on a.code = f.assignee_code`;

/** @returns the case with its words. */
export function listed({ parts, ...row }: CaseRow): ListedCase {
  const kind = caseKind(parts, row.kind);
  return { ...row, kindName: kind.name, outcomeName: row.outcome === null ? null : outcomeName(kind, row.outcome) };
}

/** @returns what may be answered to a case, with its words */
export const outcomesOf = ({ parts, kind }: Pick<CaseRow, 'parts' | 'kind'>): { outcome: string; name: Text }[] =>
  Object.entries(caseKind(parts, kind).outcomes).map(([outcome, { name }]) => ({ outcome, name }));

/** Most cases that a page can show and a person can read. */
export const CASES_AT_ONCE = 500;

/**
 * @param top the reader's region; null for all @returns the cases of a warning, 500 at most: open ones first, by their
 *   time, then the newest
 */
export async function casesOfAlert(
  sql: Queries,
  { alert, top }: { alert: number; top: string | null },
): Promise<ListedCase[]> {
  const rows = await sql<CaseRow[]>`
    select ${COLUMNS(sql)} from ${FROM(sql)} where f.alert_id = ${alert} and ${within(sql, top, 'g.path')}
    order by f.state = 'closed', case when f.state <> 'closed' then f.due_at end nulls last, f.closed_at desc, f.id
    limit ${CASES_AT_ONCE}`;
  return rows.map(listed);
}

/**
 * Cases of a campaign, or of all live ones that run.
 * @param ofCampaign whether a filter names the campaign
 */
export const caseSource = (sql: Queries, { top, ofCampaign }: { top: string | null; ofCampaign: boolean }): Source => ({
  columns: sql`${COLUMNS(sql)}, f.posting_id as posting`,
  from: FROM(sql),
  where: sql`${ofCampaign ? sql`true` : sql`c.mode = 'live' and c.state in ('running', 'paused')`}
             and (${within(sql, top, 'g.path')} or ${within(sql, top, 'a.path')})`,
  id: { as: sql`f.id`, type: 'bigint' },
  values: {
    campaign: { as: sql`f.campaign_id`, type: 'text' },
    region: { as: sql`f.region_code`, type: 'text' },
    place: { as: sql`g.name`, type: 'text' },
    assignee: { as: sql`a.name`, type: 'text' },
    state: { as: sql`f.state`, type: 'text' },
    dueAt: { as: sql`f.due_at`, type: 'timestamptz', nullable: true },
    openedAt: { as: sql`f.opened_at`, type: 'timestamptz' },
    closedAt: { as: sql`f.closed_at`, type: 'timestamptz', nullable: true },
    entry: { as: sql`f.entry_id`, type: 'bigint', nullable: true },
    posting: { as: sql`f.posting_id`, type: 'bigint', nullable: true },
  },
  conditions: {
    view: (condition) =>
      condition.filter === 'choice'
        ? condition.values.reduce<Fragment>(
            (some, view) => sql`${some} and ${inView(sql, { view: view as CaseView, top })}`,
            sql`true`,
          )
        : sql`true`,
  },
});

/** Which cases a list shows: those that the reader's own region answers, those of its whole area, or the late ones. */
export const CASE_VIEWS = ['mine', 'area', 'overdue'] as const;
export type CaseView = (typeof CASE_VIEWS)[number];

export interface CasesWanted {
  view: CaseView;
  /** The reader's region; null for all. */
  top: string | null;
  /** All running live campaigns when left out. */
  campaign?: string | undefined;
  kind?: string | undefined;
  /** Code of a region: only cases about places in it. */
  region?: string | undefined;
  entry?: number | undefined;
  posting?: number | undefined;
  closed: boolean;
  /** Number of the last case of the page before. */
  after?: number | undefined;
  limit: number;
}

/** @returns a page of cases: open ones by their time, closed ones from the newest; the next page comes `after` it. */
export async function listCases(sql: Queries, wanted: CasesWanted): Promise<ListedCase[]> {
  const { top, campaign, kind, region, entry, posting, closed, after, limit } = wanted;
  const order = closed ? sql`(-extract(epoch from f.closed_at))` : sql`coalesce(f.due_at, f.opened_at)`;
  const rows = await sql<CaseRow[]>`
    select ${COLUMNS(sql)} from ${FROM(sql)}
    where ${closed ? sql`f.state = 'closed'` : sql`f.state <> 'closed'`}
      and ${campaign === undefined ? sql`c.mode = 'live' and c.state in ('running', 'paused')` : sql`c.id = ${campaign}`}
      and (${within(sql, top, 'g.path')} or ${within(sql, top, 'a.path')}) and ${inView(sql, wanted)}
      and ${kind === undefined ? sql`true` : sql`f.kind = ${kind}`}
      and ${region === undefined ? sql`true` : within(sql, region, 'g.path')}
      and ${entry === undefined ? sql`true` : sql`f.entry_id = ${entry}`}
      and ${posting === undefined ? sql`true` : sql`f.posting_id = ${posting}`}
      and ${after === undefined ? sql`true` : sql`(${order}, f.id) > (select ${order}, f.id from cases f where f.id = ${after})`}
    order by ${order}, f.id limit ${limit}`;
  return rows.map(listed);
}

/** A reader without a region answers for the regions at the top of campaigns. */
function inView(sql: Queries, { view, top }: Pick<CasesWanted, 'view' | 'top'>): Fragment {
  if (view === 'area') return sql`true`;
  if (view === 'overdue')
    return sql`(f.state = 'asked' and f.due_at < campaign_now(c.id) or f.closed_at > f.answer_by)`;
  return top === null ? sql`f.assignee_code = c.scope` : sql`f.assignee_code = ${top}`;
}

/** A case on a page of its own. */
export interface CaseInFull extends ListedCase {
  /** The reasons of the last answer. */
  reason: string | null;
  /** Its possible answers. */
  outcomes: { outcome: string; name: Text }[];
  /** The list of the row that it is about, and the number of the posting. */
  campaignName: Text;
  list: string | null;
  posting: number | null;
  /** The dispatch note that it is about. */
  dispatch: number | null;
  /** The case that it follows, and those that follow it. */
  follows: number | null;
  followedBy: number[];
  /** How many have raised it. */
  statements: number;
  workflowId: string;
}

/** @returns the case; null when there is none with a place, or an answerer, within `top`. */
export async function findCase(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<CaseInFull | null> {
  const [row] = await sql<(CaseRow & Omit<CaseInFull, keyof ListedCase | 'outcomes'>)[]>`
    select ${COLUMNS(sql)}, f.reason, c.definition -> 'name' as "campaignName", f.posting_id as posting, f.dispatch_id as dispatch, (select e.list from entries e where e.id = f.entry_id) as list,
           f.follows_id as follows, l.workflow_id as "workflowId",
           array(select n.id from cases n where n.follows_id = f.id order by n.id) as "followedBy",
           (select count(*)::int from case_statements s where s.case_id = f.id) as statements
    from ${FROM(sql)} join case_lots l on l.id = f.lot_id
    where f.id = ${id} and (${within(sql, top, 'g.path')} or ${within(sql, top, 'a.path')})`;
  if (!row) return null;
  const { reason, campaignName, list, posting, dispatch, follows, followedBy, statements, workflowId, ...rest } = row;
  return {
    ...listed(rest),
    reason,
    campaignName,
    list,
    posting,
    dispatch,
    follows,
    followedBy: followedBy.map(Number),
    statements,
    workflowId,
    outcomes: outcomesOf(row),
  };
}
