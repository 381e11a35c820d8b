import type { Form } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { receiptNumber } from '../../domain/report/receipt';
import { checkReport, type ReportInput } from '../../domain/report/report-check';
import type { Figures } from '../../domain/report/report-figures';
import { sentence } from '../../domain/text/refusal';
import { atomically, type Queries } from '../db/db';
import { type AskAddress, askAt } from '../round/asks';
import { namePhotos } from './photos';
import { ReportRefused } from './report-refusals';

export { ReportRefused } from './report-refusals';

export interface HandedIn extends AskAddress {
  input: ReportInput;
  via: 'form' | 'api' | 'cli' | 'sms';
  /** Id of the contact whose link was used. */
  contact?: number;
  /**
   * Made by the sender for this report (a UUID): handed in again under it, the report is the one that was taken first.
   */
  submission?: string;
}

export interface Recorded {
  receipt: string;
  version: number;
  onTime: boolean;
  /** The same was handed in before; this is that report's receipt. */
  repeated: boolean;
  /** Workflow id of the round, to be told with `client.reportArrived` after the transaction. */
  round: string;
  figures: Figures;
  nothing: boolean;
  reportedAt: Instant;
}

interface OpenPlace {
  /** Number of the ask. */
  ask: number;
  round: string;
  form: Form;
  dueAt: Instant;
  now: Instant;
}

interface Present {
  /** When its first version arrived: a correction does not make a report late. */
  since: Instant;
  receipt: string;
  version: number;
  nothing: boolean;
  figures: Figures;
  onTime: boolean;
  reportedAt: Instant;
}

/** Says why there is no such place in a round: each answer sends the reader somewhere else. */
async function refuseAbsent(sql: Queries, { campaign, key }: AskAddress): Promise<never> {
  const [found] = await sql<{ opened: boolean; planned: boolean }[]>`
    select exists (select 1 from rounds where campaign_id = ${campaign} and key = ${key}) as opened,
           jsonb_path_exists(plan, '$.stages[*].rounds[*] ? (@.key == $key)', jsonb_build_object('key', ${key}::text)) as planned
    from campaigns where id = ${campaign}`;
  if (!found) throw new ReportRefused(sentence('unknown-campaign', { campaign }));
  if (found.opened) throw new ReportRefused(sentence('not-asked'));
  throw new ReportRefused(sentence(found.planned ? 'not-open' : 'unknown-round'));
}

/**
 * Locks the unit's place, and the round against being closed meanwhile, then looks at the clock: a report that had to
 * wait for the lock is judged by when it got it. The round is locked before the unit, as in every
 * other transaction, so there are no deadlocks.
 */
async function lockOpenPlace(sql: Queries, place: AskAddress): Promise<OpenPlace> {
  const [locked] = await sql`
    select 1 from rounds where id = (select round_id from asks where id = ${askAt(sql, place)}) for share`;
  if (!locked) return refuseAbsent(sql, place);
  await sql`select 1 from asks where id = ${askAt(sql, place)} for no key update`;
  const [found] = await sql<
    (OpenPlace & { state: string; campaignState: string; opensAt: Instant; locksAt: Instant })[]
  >`
    select u.id as ask, r.id as round, c.definition #> array['forms', r.form] as form,
           r.opens_at as "opensAt", r.due_at as "dueAt", r.locks_at as "locksAt", r.state, c.state as "campaignState",
           campaign_now(c.id) as now
    from asks u join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
    where u.id = ${askAt(sql, place)}`;
  if (!found) return refuseAbsent(sql, place);
  if (found.state === 'cancelled' || found.campaignState === 'cancelled')
    throw new ReportRefused(sentence('cancelled'));
  if (found.state === 'locked' || found.now >= found.locksAt) throw new ReportRefused(sentence('locked'));
  if (found.state === 'closed') throw new ReportRefused(sentence('closed'));
  if (found.now < found.opensAt) throw new ReportRefused(sentence('not-open'));
  return found;
}

/** @returns the report that counts now, or null while the unit is silent. */
async function presentReport(sql: Queries, { ask }: OpenPlace): Promise<Present | null> {
  const [present] = await sql<Present[]>`
    select u.reported_at as since, p.receipt, p.version, p.nothing, p.figures, p.on_time as "onTime",
           p.reported_at as "reportedAt"
    from asks u join reports p on p.id = u.report_id where u.id = ${ask}`;
  return present ?? null;
}

const sameFigures = (one: Figures, other: Figures): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/**
 * @returns what was taken under a submission's key before, whatever has become of it since; null when the key is new.
 * Neither a lock nor a return nor a later version keeps a phone from learning that its report had arrived.
 */
export async function takenBefore(
  sql: Queries,
  { submission, ...ask }: AskAddress & { submission: string },
): Promise<Recorded | null> {
  const [taken] = await sql<Omit<Recorded, 'repeated'>[]>`
    select p.receipt, p.version, p.nothing, p.figures, p.on_time as "onTime", p.reported_at as "reportedAt", u.round_id as round
    from submissions s join reports p on p.id = s.report_id
    join asks u on u.id = s.ask_id and u.round_id is not null
    where s.ask_id = ${askAt(sql, ask)} and s.submission = ${submission}`;
  return taken ? { ...taken, repeated: true } : null;
}

/** Remembers under which key a report came. */
const keepSubmission = (sql: Queries, submission: string, receipt: string) => sql`
  insert into submissions (ask_id, submission, report_id)
  select ask_id, ${submission}, id from reports where receipt = ${receipt}`;

/** Writes the next version and makes it the present one. */
async function addVersion(
  sql: Queries,
  { ask }: OpenPlace,
  { via, contact }: HandedIn,
  report: Omit<Recorded, 'receipt' | 'version' | 'repeated'>,
) {
  const [row] = await sql<{ id: number; version: number }[]>`
    select nextval(pg_get_serial_sequence('reports', 'id')) as id,
           (select coalesce(max(version), 0) + 1 from reports where ask_id = ${ask})::int as version`;
  if (!row) throw new Error('Postgres gave no number for the report');
  const receipt = receiptNumber(row.id);
  await sql`
    insert into reports (id, ask_id, version, receipt, nothing, figures, on_time, via, contact_id, reported_at)
    overriding system value
    values (${row.id}, ${ask}, ${row.version}, ${receipt}, ${report.nothing},
            ${sql.json(report.figures)}, ${report.onTime}, ${via}, ${contact ?? null}, ${report.reportedAt})`;
  await sql`
    update asks set report_id = ${row.id}, reported_at = coalesce(reported_at, ${report.reportedAt}::timestamptz)
    where id = ${ask}`;
  return { receipt, version: row.version };
}

/**
 * Takes a report: checks it against the form, and makes it the unit's present one, in one transaction. Handing in the
 * same again, or under the same key, gives the same receipt; something else is the next version, until the lock.
 * @param handed money in yuan
 * @returns the receipt; figures with money in fen
 * @throws ReportRefused with the reason (`invalid` carries the problems by field); nothing is written then
 */
export async function recordReport(sql: Queries, handed: HandedIn): Promise<Recorded> {
  const { submission } = handed;
  return atomically(sql, async (transaction) => {
    // Before anybody asks whether the place is open: no lock keeps a sender from the first receipt.
    const before = submission ? await takenBefore(transaction, { ...handed, submission }) : null;
    if (before) return before;
    const place = await lockOpenPlace(transaction, handed);
    const taken = submission ? await takenBefore(transaction, { ...handed, submission }) : null;
    if (taken) return taken;
    const recorded = await recordAt(transaction, place, handed);
    if (submission) await keepSubmission(transaction, submission, recorded.receipt);
    return recorded;
  });
}

/** In a place that is locked and open. */
async function recordAt(sql: Queries, place: OpenPlace, handed: HandedIn): Promise<Recorded> {
  const { form, now, dueAt, round } = place;
  const checked = checkReport(form, handed.input);
  if (!checked.ok) throw new ReportRefused(sentence('invalid'), checked.problems);
  const { nothing, figures } = checked;
  const missing = await namePhotos(sql, handed, { form, figures });
  if (missing.length > 0) throw new ReportRefused(sentence('invalid'), missing);
  const present = await presentReport(sql, place);
  if (present && present.nothing === nothing && sameFigures(present.figures, figures)) {
    const { since: _, ...report } = present;
    return { ...report, repeated: true, round };
  }
  const report = { nothing, figures, onTime: (present?.since ?? now) < dueAt, reportedAt: now, round };
  return { ...report, ...(await addVersion(sql, place, handed, report)), repeated: false };
}

/**
 * Returns the unit's report with a reason: the unit is silent again and will be reminded. Returning it twice for the
 * same reason is once, so that a retried activity does no harm.
 * @returns workflow id of the round, and the version that was returned
 * @throws ReportRefused when there is no such place, no report to return, or the unit could not report anew
 */
export async function returnReport(
  sql: Queries,
  { reason, ...place }: AskAddress & { reason: string },
): Promise<{ round: string; version: number }> {
  return atomically(sql, async (transaction) => {
    const open = await lockOpenPlace(transaction, place);
    const { ask, round, now } = open;
    const present = await presentReport(transaction, open);
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
