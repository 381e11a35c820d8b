import type { Day } from '../../domain/campaign/calendar/days';
import type { Definition, Form } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Step } from '../../domain/list/steps';
import { receiptNumber } from '../../domain/report/receipt';
import { checkReport, type ReportInput } from '../../domain/report/report-check';
import type { Figures } from '../../domain/report/report-figures';
import { type Sentence, sentence } from '../../domain/text/refusal';
import { answerInRound } from '../case/answers';
import { isOpen } from '../case/case-lots';
import { atomically, type Queries } from '../db/db';
import { json } from '../db/json';
import { plansByIndex } from '../db/plans';
import { doRows } from '../list/acts/do-rows';
import type { RowDone } from '../list/acts/row-done';
import type { Hand } from '../list/deeds';
import { figuresOfList } from '../list/list-figures';
import { type DeedsSent, takeDeeds } from '../list/pairs/take-deeds';
import { isContact } from '../list/pairs/unit-pairs';
import { MOST_ROWS, proposeRows, type RowsSent } from '../list/propose';
import type { RowOutcome } from '../list/row-outcome';
import { openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';
import { type AskAddress, askAt } from '../round/asks';
import { namePhotos } from './photos';
import { ReportRefused } from './report-refusals';

export { ReportRefused } from './report-refusals';

export interface HandedIn extends AskAddress {
  input: ReportInput;
  via: 'form' | 'api' | 'cli' | 'sms' | 'paper';
  /** Id of the contact whose link was used. */
  contact?: number;
  /** Number of the account of an officer. */
  account?: number | undefined;
  /** Who does it where no contact does: an officer who keys a paper list. */
  hand?: Hand;
  /** When the paper was handed over: its rows and the report count from then. */
  handedOver?: Instant;
  /** The paper whose rows are keyed, and whether somebody above has let it in after the lock. */
  paper?: { id: number; opened: boolean };
  /** The sender's key for this report (a UUID): a second hand-in with the same key gives the first receipt. */
  submission?: string;
  /** For a list ask: rows to add, correct or take back, and the key that seals them. */
  rows?: RowsSent;
  people?: PeopleKey;
  /** For a list ask that does a step after the proposal: what was done with each row. */
  did?: readonly RowDone[];
  /** For a list ask about pairs: what their helpers have done. */
  deeds?: DeedsSent;
  /** For a list ask: more rows follow, so reminders go on. */
  begun?: boolean;
}

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
}

interface Present {
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

/**
 * Locks the unit's place, and the round against closing, and then reads the clock: after a wait, the time at which the
 * report got the lock counts. Every transaction locks the round before the unit, so there are no deadlocks.
 * @param place `opened`: somebody above has let a paper in after the lock
 */
export async function lockOpenPlace(
  sql: Queries,
  { opened = false, ...place }: AskAddress & { opened?: boolean },
): Promise<OpenPlace> {
  const [locked] = await sql`
    select 1 from rounds where id = (select round_id from asks where id = ${askAt(sql, place)}) for share`;
  if (!locked) return refuseAbsent(sql, place);
  await sql`select 1 from asks where id = ${askAt(sql, place)} for no key update`;
  const [found] = await sql<(Omit<OpenPlace, 'over'> & { state: string; campaignState: string })[]>`
    select u.id as ask, r.id as round, r.lot_id as lot, c.definition #> array['forms', r.form] as form,
           r.opens_at as "opensAt", r.due_at as "dueAt", r.locks_at as "locksAt", r.state, c.state as "campaignState",
           campaign_now(c.id) as now, r.list, r.does, case when r.list is not null then c.definition end as definition,
           (campaign_now(c.id) at time zone (c.definition ->> 'zone'))::date as today
    from asks u join rounds r on r.id = u.round_id join campaigns c on c.id = u.campaign_id
    where u.id = ${askAt(sql, place)}`;
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

/** @returns the unit's present report, or null while the unit is silent; of a list also what has come so far. */
export async function presentReport(sql: Queries, { ask }: OpenPlace): Promise<Present | null> {
  const [present] = await sql<Present[]>`
    select u.reported_at as since, p.whole, u.on_paper as "onPaper", p.receipt, p.version, p.nothing, p.figures, p.on_time as "onTime",
           p.reported_at as "reportedAt"
    from asks u join reports p on p.ask_id = u.id and (p.id = u.report_id or u.report_id is null and not p.whole)
    where u.id = ${ask} and p.returned_at is null order by p.version desc limit 1`;
  return present ?? null;
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

/** Writes the next version and makes it the present one. */
async function addVersion(
  sql: Queries,
  { ask }: OpenPlace,
  { via, contact, begun = false }: HandedIn,
  report: Omit<Recorded, 'receipt' | 'version' | 'repeated'>,
) {
  const [row] = await sql<{ id: number; version: number }[]>`
    select nextval(pg_get_serial_sequence('reports', 'id')) as id,
           (select coalesce(max(version), 0) + 1 from reports where ask_id = ${ask})::int as version`;
  if (!row) throw new Error('Postgres gave no number for the report');
  const receipt = receiptNumber(row.id);
  await sql`
    insert into reports (id, ask_id, version, receipt, nothing, figures, on_time, via, contact_id, reported_at, whole)
    overriding system value
    values (${row.id}, ${ask}, ${row.version}, ${receipt}, ${report.nothing},
            ${sql.json(report.figures)}, ${report.onTime}, ${via}, ${contact ?? null}, ${report.reportedAt}, ${!begun})`;
  await (begun
    ? sql`
        update asks set begun_at = coalesce(begun_at, ${report.reportedAt}::timestamptz)
        where id = ${ask} and not ${report.nothing}`
    : sql`
        update asks set report_id = ${row.id}, on_paper = false, reported_at = coalesce(reported_at, ${report.reportedAt}::timestamptz),
               begun_at = coalesce(begun_at, case when ${report.nothing} then null else ${report.reportedAt}::timestamptz end)
        where id = ${ask}`);
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
    // Comes before the check whether the place is open: no lock keeps a sender from the first receipt.
    const before = submission ? await takenBefore(transaction, { ...handed, submission }) : null;
    if (before) return before;
    if (handed.rows || handed.did) await plansByIndex(transaction);
    const place = await lockOpenPlace(transaction, { ...handed, opened: handed.paper?.opened ?? false });
    const taken = submission ? await takenBefore(transaction, { ...handed, submission }) : null;
    if (taken) return taken;
    const recorded = await recordAt(transaction, place, handed);
    if (submission) await keepSubmission(transaction, submission, recorded);
    return recorded;
  });
}

type Content = Pick<Recorded, 'nothing' | 'figures'>;

/** @returns the typed figures, checked; their photos have arrived. */
async function readFigures(sql: Queries, { form }: OpenPlace, handed: HandedIn): Promise<Content> {
  const checked = checkReport(form, handed.input);
  if (!checked.ok) throw new ReportRefused(sentence('invalid'), checked.problems);
  const { nothing, figures } = checked;
  const missing = await namePhotos(sql, handed, { form, figures });
  if (missing.length > 0) throw new ReportRefused(sentence('invalid'), missing);
  return { nothing, figures };
}

const refuse = (said: Sentence) => new ReportRefused(sentence('invalid'), [{ field: null, ...said }]);

/** A paper list counts from the moment at which it was handed over, while the round was open. */
const handedAt = ({ now, opensAt }: OpenPlace, { handedOver }: HandedIn): Instant =>
  handedOver !== undefined && handedOver >= opensAt && handedOver < now ? handedOver : now;

/** Adds, corrects and takes back rows before they are counted. */
async function takeRows(tx: Queries, place: OpenPlace, handed: HandedIn, sent: RowsSent): Promise<RowOutcome[]> {
  const { list, does, definition, today, lot } = place;
  const over = place.over || lot !== null;
  const { campaign, unit, key, via, contact, submission, people, hand = { via, contact } } = handed;
  const listed = list === null ? undefined : definition?.lists[list];
  const form = listed?.row === undefined ? undefined : definition?.forms[listed.row];
  if (!list || does !== 'propose' || !listed || !form || !people) throw refuse(sentence('list-not-asked'));
  if (sent.rows.length + sent.gone.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  const doing = { campaign, hand, at: handedAt(place, handed), round: key, submission };
  const keyring = await openKeyring(tx, people);
  const proposing = { ...doing, list, unit, definition: listed, form, keyring, today, over, paper: handed.paper?.id };
  return proposeRows(tx, proposing, sent);
}

/** Does the asked step with rows before they are counted. */
async function takeDone(
  tx: Queries,
  place: OpenPlace,
  handed: HandedIn,
  did: readonly RowDone[],
): Promise<RowOutcome[]> {
  const { list, does: step, definition, now, today } = place;
  const { campaign, unit, key, via, contact, submission, people, hand = { via, contact } } = handed;
  if (!list || !step || step === 'propose' || step === 'support' || !definition)
    throw refuse(sentence('list-not-asked'));
  if (did.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  const doing = { campaign, hand, at: now, round: key, submission };
  return doRows(tx, { ...doing, list, step, unit, definition, today, people }, did);
}

/** Adds deeds for pairs before they are counted. */
async function takeDeedsOfPairs(
  tx: Queries,
  place: OpenPlace,
  handed: HandedIn,
  deeds: DeedsSent,
): Promise<RowOutcome[]> {
  const { list, does, now, today } = place;
  const { campaign, unit, key, via, contact, submission, hand = { via, contact } } = handed;
  if (!list || does !== 'support') throw refuse(sentence('list-not-asked'));
  if (deeds.done.length + deeds.undone.length > MOST_ROWS) throw refuse(sentence('too-many-rows', { most: MOST_ROWS }));
  return takeDeeds(tx, { campaign, hand, at: now, round: key, submission, list, unit, today }, deeds);
}

/** Who helps somebody enters their own deeds; that those of a unit are all, its contact says. */
async function refuseHelper(sql: Queries, { does }: OpenPlace, { contact, unit, begun }: HandedIn): Promise<void> {
  if (does !== 'support' || begun === true || contact === undefined) return;
  if (!(await isContact(sql, { unit, contact }))) throw refuse(sentence('pairs-not-all-yours'));
}

/** @returns the figures of a list's rows: nobody types them. */
async function countRows(sql: Queries, { list, does, definition }: OpenPlace, handed: HandedIn): Promise<Content> {
  const listed = list === null ? undefined : definition?.lists[list];
  if (!list || !does || !listed) throw new Error('The round asks for no step of a list.');
  const { campaign, key, unit, input } = handed;
  if (Object.keys(input.figures).length > 0) throw refuse(sentence('list-counted'));
  const { figures, rows } = await figuresOfList(sql, { campaign, list, does, unit, key }, listed);
  if (input.nothing && rows > 0) throw refuse(sentence('list-not-empty', { rows }));
  return rows === 0 ? { nothing: true, figures: {} } : { nothing: false, figures };
}

/** A unit without a free slot has nothing more to hand in, whether it says so or not. */
async function isFull(
  sql: Queries,
  { list, does, definition }: OpenPlace,
  { campaign, unit }: HandedIn,
): Promise<boolean> {
  if (!list || does !== 'propose' || definition?.lists[list]?.limit !== 'quotas') return false;
  const [quota] = await sql<{ free: number }[]>`
    select coalesce(sum(slots - used), 0)::int as free from quotas
    where campaign_id = ${campaign} and list = ${list} and unit_code = ${unit}`;
  return quota?.free === 0;
}

/** A list with `rows: none` takes typed counts. */
const hasRows = ({ list, definition }: OpenPlace): boolean => list !== null && definition?.lists[list]?.rows !== 'none';

/** Takes what a list ask brings besides its report. @returns what became of each row or deed */
async function takeSent(sql: Queries, place: OpenPlace, handed: HandedIn): Promise<RowOutcome[] | undefined> {
  const { did, deeds, rows } = handed;
  if (did) return takeDone(sql, place, handed, did);
  if (deeds) return takeDeedsOfPairs(sql, place, handed, deeds);
  return rows && takeRows(sql, place, handed, rows);
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
  const present = await presentReport(sql, place);
  if (present?.onPaper && nothing && !handed.paper) throw refuse(sentence('list-on-paper'));
  if (present?.onPaper && handed.paper && !begun)
    return { ...(await fillIn(sql, place, { present, nothing, figures })), ...(rows && { rows }) };
  const isSame = present?.nothing === nothing && present.whole === !begun && sameFigures(present.figures, figures);
  if (present && isSame) {
    const { since: _, whole: __, onPaper: ___, ...report } = present;
    return { ...report, repeated: true, round, ...(rows && { rows }) };
  }
  const report = { nothing, figures, onTime: (present?.since ?? reportedAt) < dueAt, reportedAt, round };
  const added = await addVersion(sql, place, { ...handed, begun }, report);
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
    const present = await presentReport(transaction, open);
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
