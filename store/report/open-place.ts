import { DateTime } from 'luxon';
import type { Day } from '../../domain/campaign/calendar/days';
import type { Definition, Form } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Step } from '../../domain/list/steps';
import type { Figures } from '../../domain/report/report-figures';
import { sentence } from '../../domain/text/refusal';
import { definitionOf, rowVersion } from '../campaign/definitions';
import type { Queries } from '../db/db';
import { type AskAddress, askAt } from '../round/asks';
import { ReportRefused } from './report-refusals';

/** The place of a report that can be taken now. */
export interface OpenPlace {
  /** Number of the ask. */
  ask: number;
  round: string;
  /** The lot of cases that the round asks about; null for any other round. */
  lot: number | null;
  form: Form;
  opensAt: Instant;
  dueAt: Instant;
  locksAt: Instant;
  now: Instant;
  /** For a list ask. */
  list: string | null;
  does: Step | null;
  definition: Definition | null;
  /** In the campaign's zone. */
  today: Day;
  /** The round is over, and only returned rows are taken: their return has a time of its own. */
  over: boolean;
  /** The unit's report at that moment, or null while it is silent; of a list also what has come so far. */
  present: Present | null;
  /** Whether the unit has handed in anything under a key of its own. */
  handedIn: boolean;
}

/** The report that counts. */
export interface Present {
  /** When the first version arrived: a correction does not make a report late. Null for rows that are not all yet. */
  since: Instant | null;
  whole: boolean;
  /** The list is here on paper, and its rows are not keyed yet: there are no figures. */
  onPaper: boolean;
  receipt: string;
  version: number;
  nothing: boolean;
  figures: Figures;
  onTime: boolean;
  reportedAt: Instant;
}

/** Refuses with the reason why the round has no such place: each reason needs another step from the reader. */
async function refuseAbsent(sql: Queries, { campaign, key }: AskAddress): Promise<never> {
  const [found] = await sql<{ opened: boolean; planned: boolean }[]>`
    select exists (select 1 from rounds where campaign_id = ${campaign} and key = ${key}) as opened,
           jsonb_path_exists(plan, '$.stages[*].rounds[*] ? (@.key == $key)', jsonb_build_object('key', ${key}::text)) as planned
    from campaigns where id = ${campaign}`;
  if (!found) throw new ReportRefused(sentence('unknown-campaign', { campaign }));
  if (found.opened) throw new ReportRefused(sentence('not-asked'));
  throw new ReportRefused(sentence(found.planned ? 'not-open' : 'unknown-round'));
}

/** A place as Postgres has it; of its present report each column. */
type Found = Omit<OpenPlace, 'form' | 'definition' | 'today' | 'over' | 'present'> & {
  [Name in keyof Present]: Present[Name] | null;
} & {
  formId: string | null;
  version: number | null;
  state: string;
  campaignState: string;
  definitionVersion: string;
};

/**
 * Locks the unit's place, and the round against closing, and then reads the clock: after a wait, the time at which the
 * report got the lock counts. Every transaction locks the round before the unit, so there are no deadlocks.
 * @param place `opened`: somebody above has let a paper in after the lock
 */
export async function lockOpenPlace(
  sql: Queries,
  { opened = false, ...place }: AskAddress & { opened?: boolean },
): Promise<OpenPlace> {
  // The inner lock comes first.
  const [locked] = await sql<{ id: number }[]>`
    select u.id from (
      select id from rounds where id = (select round_id from asks where id = ${askAt(sql, place)}) for share) r
    cross join asks u where u.id = ${askAt(sql, place)} for no key update of u`;
  if (!locked) return refuseAbsent(sql, place);
  const [row] = await sql<Found[]>`
    select u.id as ask, r.id as round, r.lot_id as lot, r.form as "formId",
           r.opens_at as "opensAt", r.due_at as "dueAt", r.locks_at as "locksAt", r.state, c.state as "campaignState",
           campaign_now(c.id) as now, r.list, r.does, ${rowVersion(sql)} as "definitionVersion",
           exists (select from submissions s where s.ask_id = u.id) as "handedIn", ${presentColumns(sql)}
    from asks u join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
    left join lateral (${presentOf(sql)}) p on true
    where u.id = ${locked.id}`;
  const found = row && (await withDefinition(sql, place, row));
  if (!found) return refuseAbsent(sql, place);
  if (found.state === 'cancelled' || found.campaignState === 'cancelled')
    throw new ReportRefused(sentence('cancelled'));
  const over = found.state === 'locked' || found.state === 'closed' || found.now >= found.locksAt;
  if (over && opened) return { ...found, over: false };
  if (over && (await hasReturnedRows(sql, place, found))) return { ...found, over };
  if (found.state === 'locked' || found.now >= found.locksAt) throw new ReportRefused(sentence('locked'));
  if (found.state === 'closed') throw new ReportRefused(sentence('closed'));
  if (found.now < found.opensAt) throw new ReportRefused(sentence('not-open'));
  return { ...found, over };
}

/** @returns whether the unit still has time to correct rows that were returned to it */
async function hasReturnedRows(
  sql: Queries,
  { campaign, unit }: AskAddress,
  { list, does, now }: Pick<OpenPlace, 'list' | 'does' | 'now'>,
): Promise<boolean> {
  if (list === null || does !== 'propose') return false;
  const found = await sql`
    select from entries where campaign_id = ${campaign} and list = ${list} and unit_code = ${unit}
      and state = 'returned' and return_due > ${now} limit 1`;
  return found.length > 0;
}

async function withDefinition(sql: Queries, { campaign }: AskAddress, row: Found) {
  const {
    formId,
    definitionVersion,
    since,
    whole,
    onPaper,
    receipt,
    version,
    nothing,
    figures,
    onTime,
    reportedAt,
    ...place
  } = row;
  const definition = await definitionOf(sql, campaign, definitionVersion);
  const present = { since, whole, onPaper, receipt, version, nothing, figures, onTime, reportedAt };
  return {
    ...place,
    form: definition.forms[formId ?? ''] as Form,
    definition: row.list === null ? null : definition,
    today: DateTime.fromISO(row.now, { zone: definition.zone }).toISODate() ?? '',
    present: receipt === null ? null : (present as Present),
  };
}

const presentColumns = (sql: Queries) => sql`
  u.reported_at as since, p.whole, u.on_paper as "onPaper", p.receipt, p.version, p.nothing, p.figures, p.on_time as "onTime",
  p.reported_at as "reportedAt"`;

/** The present report of the ask `u`. */
const presentOf = (sql: Queries) => sql`
  select * from reports o
  where o.ask_id = u.id and o.returned_at is null and (o.id = u.report_id or u.report_id is null and not o.whole)
  order by o.version desc limit 1`;

/** @returns the unit's report after its rows were taken: they may have answered another question as well */
export async function presentReport(sql: Queries, { ask }: OpenPlace): Promise<Present | null> {
  const [present] = await sql<Present[]>`
    select ${presentColumns(sql)} from asks u cross join lateral (${presentOf(sql)}) p where u.id = ${ask}`;
  return present ?? null;
}
