import type { Instant } from '../../domain/instant';
import { receiptNumber } from '../../domain/report/receipt';
import { checkReport } from '../../domain/report/report-check';
import type { Figures } from '../../domain/report/report-figures';
import { sentence } from '../../domain/text/refusal';
import { answerInRound } from '../case/answers';
import { isOpen } from '../case/case-lots';
import { atomically, type Queries } from '../db/db';
import { json } from '../db/json';
import { plansByIndex } from '../db/plans';
import type { RowOutcome } from '../list/row-outcome';
import { type AskAddress, askAt } from '../round/asks';
import { lockOpenPlace, type OpenPlace, type Present, presentReport } from './open-place';
import { namePhotos } from './photos';
import { ReportRefused } from './report-refusals';
import {
  type Content,
  countRows,
  type HandedIn,
  handedAt,
  hasRows,
  isFull,
  refuse,
  refuseHelper,
  takeSent,
} from './rows-of-report';

export { ReportRefused } from './report-refusals';
export type { HandedIn } from './rows-of-report';

export interface Recorded {
  receipt: string;
  version: number;
  onTime: boolean;
  /** The same report was handed in before; `receipt` is its receipt. */
  repeated: boolean;
  /** Workflow id of the round, for `client.reportArrived` after the transaction. */
  round: string;
  figures: Figures;
  nothing: boolean;
  reportedAt: Instant;
  /** What became of each row sent. */
  rows?: readonly RowOutcome[];
}

const sameFigures = (one: Figures, other: Figures): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/**
 * @returns the report that was taken under a submission's key, whatever has happened to it since; null when the key is
 *   new. So a phone learns that its report has arrived even after a lock, a return or a later version.
 */
export async function takenBefore(
  sql: Queries,
  { submission, ...ask }: AskAddress & { submission: string },
): Promise<Recorded | null> {
  const [taken] = await sql<(Omit<Recorded, 'repeated' | 'rows'> & { rows: RowOutcome[] | null })[]>`
    select p.receipt, p.version, p.nothing, p.figures, p.on_time as "onTime", p.reported_at as "reportedAt", u.round_id as round, s.rows
    from submissions s join reports p on p.id = s.report_id
    join asks u on u.id = s.ask_id and u.round_id is not null
    where s.ask_id = ${askAt(sql, ask)} and s.submission = ${submission}`;
  if (!taken) return null;
  const { rows, ...report } = taken;
  return { ...report, repeated: true, ...(rows && { rows }) };
}

/** Stores the key of a report. */
const keepSubmission = (sql: Queries, submission: string, { receipt, rows }: Recorded) => sql`
  insert into submissions (ask_id, submission, report_id, rows)
  select ask_id, ${submission}, id, ${rows ? json(sql, rows) : null} from reports where receipt = ${receipt}`;

/** Who hands in the next version of a report, and under which key, with what became of the rows sent. */
type Version = Pick<HandedIn, 'via' | 'contact' | 'account' | 'byName' | 'begun' | 'submission'> & {
  kept?: readonly RowOutcome[] | undefined;
};

/** Writes the next version and makes it the present one, in one statement; its key, if it has one, is kept with it. */
export async function addVersion(
  sql: Queries,
  { ask }: OpenPlace,
  { via, contact, account, byName, begun = false, submission, kept }: Version,
  report: Pick<Recorded, 'nothing' | 'figures' | 'onTime' | 'reportedAt'>,
) {
  const [row] = await sql<{ id: number; version: number }[]>`
    select nextval(pg_get_serial_sequence('reports', 'id')) as id,
           (select coalesce(max(version), 0) + 1 from reports where ask_id = ${ask})::int as version`;
  if (!row) throw new Error('Postgres gave no number for the report');
  const receipt = receiptNumber(row.id);
  const { nothing, reportedAt } = report;
  await sql`
    with added as (
      insert into reports (id, ask_id, version, receipt, nothing, figures, on_time, via, contact_id, account_id, by_name, reported_at, whole)
      overriding system value
      values (${row.id}, ${ask}, ${row.version}, ${receipt}, ${nothing},
              ${sql.json(report.figures)}, ${report.onTime}, ${via}, ${contact ?? null}, ${account ?? null}, ${byName ?? null}, ${reportedAt}, ${!begun})
      returning id),
    key as (
      insert into submissions (ask_id, submission, report_id, rows)
      select ${ask}, ${submission ?? null}, id, ${kept ? json(sql, kept) : null} from added where ${submission !== undefined})
    update asks set
      ${begun ? sql`` : sql`report_id = ${row.id}, on_paper = false, reported_at = coalesce(reported_at, ${reportedAt}::timestamptz),`}
      begun_at = coalesce(begun_at, case when ${nothing} then null else ${reportedAt}::timestamptz end)
    where id = ${ask} ${begun ? sql`and not ${nothing}` : sql``}`;
  return { receipt, version: row.version };
}

/**
 * Takes a report: checks it against the form, and makes it the unit's present one, in one transaction. The same
 * figures, or the same key, give the same receipt again; other figures become the next version, until the lock.
 * @param handed money in yuan
 * @returns the receipt; figures with money in fen
 * @throws ReportRefused with the reason (`invalid` carries the problems by field); nothing is written then
 */
export async function recordReport(sql: Queries, handed: HandedIn): Promise<Recorded> {
  const { submission } = handed;
  return atomically(sql, async (transaction) => {
    const before = async () => (submission ? takenBefore(transaction, { ...handed, submission }) : null);
    if (handed.rows || handed.did) await plansByIndex(transaction);
    const opened = handed.paper?.opened ?? false;
    const place = await lockOpenPlace(transaction, { ...handed, opened }).catch(async (refused: unknown) => {
      // No lock keeps a sender from the first receipt.
      const taken = refused instanceof ReportRefused ? await before() : null;
      if (taken) return taken;
      throw refused;
    });
    if ('receipt' in place) return place;
    const taken = place.handedIn ? await before() : null;
    return taken ?? recordAt(transaction, place, handed);
  });
}

/** @returns the typed figures, checked; their photos have arrived. */
async function readFigures(sql: Queries, { form }: OpenPlace, handed: HandedIn): Promise<Content> {
  const checked = checkReport(form, handed.input);
  if (!checked.ok) throw new ReportRefused(sentence('invalid'), checked.problems);
  const { nothing, figures } = checked;
  const missing = await namePhotos(sql, handed, { form, figures });
  if (missing.length > 0) throw new ReportRefused(sentence('invalid'), missing);
  return { nothing, figures };
}

/** The place is open, and its row is locked. */
async function recordAt(sql: Queries, place: OpenPlace, handed: HandedIn): Promise<Recorded> {
  const { dueAt, round } = place;
  const reportedAt = handedAt(place, handed);
  await refuseHelper(sql, place, handed);
  const rows = await takeSent(sql, place, handed);
  const begun =
    place.list !== null && place.lot !== null
      ? await isOpen(sql, { lot: place.lot, region: handed.unit })
      : handed.begun === true && !(await isFull(sql, place, handed));
  const { nothing, figures } = await (hasRows(place) ? countRows(sql, place, handed) : readFigures(sql, place, handed));
  const present = rows ? await presentReport(sql, place) : place.present;
  const keep = async (recorded: Recorded): Promise<Recorded> => {
    const whole = { ...recorded, ...(rows && { rows }) };
    if (handed.submission) await keepSubmission(sql, handed.submission, whole);
    return whole;
  };
  if (present?.onPaper && nothing && !handed.paper) throw refuse(sentence('list-on-paper'));
  if (present?.onPaper && handed.paper && !begun) return keep(await fillIn(sql, place, { present, nothing, figures }));
  const isSame = present?.nothing === nothing && present.whole === !begun && sameFigures(present.figures, figures);
  if (present && isSame) {
    const { since: _, whole: __, onPaper: ___, ...report } = present;
    return keep({ ...report, repeated: true, round });
  }
  const report = { nothing, figures, onTime: (present?.since ?? reportedAt) < dueAt, reportedAt, round };
  const added = await addVersion(sql, place, { ...handed, begun, kept: rows }, report);
  if (place.lot !== null && place.list === null) await answerInRound(sql, { ...place, figures, hand: handed });
  return { ...report, ...added, repeated: false, ...(rows && { rows }) };
}

/** The rows of a paper are keyed: the report as which it was taken has its figures now, and keeps its receipt. */
async function fillIn(
  sql: Queries,
  { ask, round }: OpenPlace,
  { present, nothing, figures }: Content & { present: Present },
): Promise<Recorded> {
  const { since: _, whole: __, onPaper: ___, ...report } = present;
  await sql`
    update reports set nothing = ${nothing}, figures = ${sql.json(figures)}
    where ask_id = ${ask} and version = ${report.version}`;
  await sql`
    update asks set on_paper = false,
           begun_at = coalesce(begun_at, case when ${nothing} then null else ${report.reportedAt}::timestamptz end)
    where id = ${ask}`;
  return { ...report, nothing, figures, repeated: false, round };
}

/**
 * Returns the unit's report with a reason: the unit counts as silent again and gets reminders. A second return for the
 * same reason changes nothing, so that a retried activity does no harm.
 * @returns workflow id of the round, and the version that was returned
 * @throws ReportRefused when there is no such place, no report to return, or the unit could not report again
 */
export async function returnReport(
  sql: Queries,
  { reason, ...place }: AskAddress & { reason: string },
): Promise<{ round: string; version: number }> {
  return atomically(sql, async (transaction) => {
    const open = await lockOpenPlace(transaction, place);
    const { ask, round, now } = open;
    const { present } = open;
    if (present?.onPaper) throw new ReportRefused(sentence('invalid'), [{ field: null, ...sentence('paper-void-it') }]);
    if (!present) {
      const [last] = await transaction<{ version: number; because: string | null }[]>`
        select version, returned_because as because from reports
        where ask_id = ${ask} order by version desc limit 1`;
      if (last?.because === reason) return { round, version: last.version };
      throw new ReportRefused(sentence('nothing-to-return'));
    }
    await transaction`
      update reports set returned_at = ${now}, returned_because = ${reason}
      where ask_id = ${ask} and version = ${present.version}`;
    await transaction`update asks set reported_at = null, report_id = null where id = ${ask}`;
    return { round, version: present.version };
  });
}
