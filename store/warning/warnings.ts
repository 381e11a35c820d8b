import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import { printable } from '../../domain/text/printable';
import { Refused, type Sentence, sentence } from '../../domain/text/refusal';
import type { Touched } from '../../domain/warning/feed/changes';
import type { Place } from '../../domain/warning/feed/place-index';
import type { Colour, Hazard, Severity, Warning } from '../../domain/warning/feed/warning';
import { atomically, type Queries, type Sql } from '../db/db';
import { orSetAside } from '../db/set-aside';
import { openDutyItem } from './duty-items';
import { type Placed, placeWarning } from './place-warning';
import { amendWarning, insertWarning, knownWarning, partsOf, warnablePlaces } from './warning-rows';
import { keepText, type RawText } from './warning-texts';
import { type Tell, tellTouched } from './weather-events';

/** A problem of reading a feed, as a sentence of the catalogue. */
export interface ReadingProblem extends Sentence {
  /** After a `note` the warning is still complete. */
  level: 'error' | 'note';
  path?: string;
  identifier?: string;
}

/** A feed's document, parsed and original. */
export interface Intake {
  /** 'live', or the campaign of a rehearsal. */
  scope: string;
  /** The feed or the hook through which it came. */
  source: string;
  read: {
    warnings: readonly Warning[];
    problems: readonly ReadingProblem[];
    /** Words that the feed wants shown with its warnings. */
    attributions?: readonly string[];
  };
  raw: RawText;
  /** In the time of the scope. */
  at: Instant;
  /** Regions of the point at which a feed was polled. */
  given?: readonly string[];
  /** Set for an administrator's drill: alerts that it opens are marked as a drill. */
  drill?: { by: string };
  /** Store the text even when it has nothing new. */
  keep?: boolean;
}

/** The result of an intake. */
export interface Taken {
  /** Number of new messages, and of known ones. */
  fresh: number;
  known: number;
  /** New questions for the duty officer. */
  duty: number;
  touched: Touched[];
  /** Warnings that could not be taken, each a question for the duty officer. */
  aside: ReadingProblem[];
}

/** Waits until no other transaction takes warnings of the scope; others then wait for this transaction. */
export const lockScope = (sql: Queries, scope: string) =>
  sql`select pg_advisory_xact_lock(hashtext('warnings'), hashtext(${scope}))`;

/** After so many warnings of a long feed, waiting callers (an officer who raises a warning) get their turn. */
const BATCH = 50;

/**
 * Stores every message once, finds its event, and raises questions for the duty officer. Tests and exercises are stored
 * without effect, unless they become a drill. A warning that cannot be taken is set aside, and the others go on. Two
 * processes may take the same warning.
 * @param sql the pool: then a long feed is taken in batches, each all or nothing; or a transaction: then everything is
 *   part of it
 */
export async function takeWarnings(sql: Queries, intake: Intake): Promise<Taken> {
  const places = await warnablePlaces(sql);
  const taken: Taken = { fresh: 0, known: 0, duty: 0, touched: [], aside: [] };
  const ordered = inOrder(intake.read.warnings);
  const text: Text = { kept: null };
  for (let from = 0; from === 0 || from < ordered.length; from += BATCH) {
    const problems = from === 0 ? intake.read.problems.filter(needsLook) : [];
    const batch = { warnings: ordered.slice(from, from + BATCH), problems, places, text };
    add(taken, await atomically(sql, (tx) => takeBatch(tx, intake, batch)));
  }
  return taken;
}

function add(taken: Taken, more: Taken): void {
  for (const count of ['fresh', 'known', 'duty'] as const) taken[count] += more[count];
  taken.touched.push(...more.touched);
  taken.aside.push(...more.aside);
}

/** The number of the original text, once a new message in it has caused its storage. */
interface Text {
  kept: number | null;
}

interface Batch {
  warnings: readonly Warning[];
  problems: readonly ReadingProblem[];
  places: readonly Place[];
  text: Text;
}

async function takeBatch(tx: Queries, intake: Intake, { warnings, problems, places, text }: Batch): Promise<Taken> {
  await lockScope(tx, intake.scope);
  const taken: Taken = { fresh: 0, known: 0, duty: 0, touched: [], aside: [] };
  const keep = async (sql: Queries) =>
    (text.kept ??= await keepText(sql, { ...intake, attributions: intake.read.attributions }));
  if (intake.keep) await keep(tx);
  for (const problem of problems) if (await askAbout(tx, intake, problem, await keep(tx))) taken.duty += 1;
  for (const warning of warnings) {
    const before = text.kept;
    const part = await orSetAside(tx, (sql) => takeOne(sql, warning, { intake, places, text: () => keep(sql) }));
    if ('failed' in part) {
      // The rollback of the part also removes its stored text.
      text.kept = before;
      const problem = notTaken(warning, part.failed);
      taken.aside.push(problem);
      if (await askAbout(tx, intake, problem, await keep(tx))) taken.duty += 1;
      continue;
    }
    for (const { fresh, placed } of part.done) {
      taken[fresh ? 'fresh' : 'known'] += 1;
      taken.duty += placed?.duty ?? 0;
      taken.touched.push(...(placed?.touched ?? []));
    }
  }
  return taken;
}

/** Its identifier itself may be what cannot be stored. */
const notTaken = ({ identifier }: Warning, reason: string): ReadingProblem => ({
  level: 'error',
  ...sentence('warning-not-taken', { reason }),
  identifier: printable(identifier.slice(0, LONGEST_ABOUT)),
});

const LONGEST_ABOUT = 200;

/** @returns whether the duty officer is asked; an acknowledgement or the level green is readable and only a note. */
export const needsLook = ({ level }: ReadingProblem): boolean => level === 'error';

const inOrder = (warnings: readonly Warning[]): Warning[] =>
  [...warnings].sort((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt));

interface TakeOne {
  intake: Intake;
  places: readonly Place[];
  text: () => Promise<number>;
}

interface TakenOne {
  fresh: boolean;
  placed: Placed | null;
}

/** Takes a warning; a cancellation also cancels every event of the cancelled message. */
async function takeOne(sql: Queries, warning: Warning, taking: TakeOne): Promise<TakenOne[]> {
  const all = [warning, ...(await cancelledWith(sql, taking.intake.scope, warning))];
  const taken: TakenOne[] = [];
  for (const one of all) taken.push(await takeMessage(sql, one, taking));
  return taken;
}

/** A message about several events is stored once for each (`number#event`), so a cancellation cancels all of them. */
async function cancelledWith(sql: Queries, scope: string, warning: Warning): Promise<Warning[]> {
  const { messageType, source, identifier, supersedes } = warning;
  if (messageType !== 'cancel' || supersedes.length === 0) return [];
  const parts = await partsOf(sql, { scope, source, identifiers: supersedes });
  return parts.map((part) => ({
    ...warning,
    identifier: `${identifier}${part.slice(part.indexOf('#'))}`,
    event: part,
    supersedes: [part],
  }));
}

async function takeMessage(tx: Queries, warning: Warning, { intake, places, text }: TakeOne): Promise<TakenOne> {
  const { scope, given = [], drill, at } = intake;
  const drillBy = drill?.by ?? null;
  const before = await knownWarning(tx, { scope, ...warning });
  if (!before) {
    const id = await insertWarning(tx, { scope, warning, text: await text(), at, drillBy, given });
    if (id === null || (warning.status !== 'actual' && !drill)) return { fresh: true, placed: null };
    return { fresh: true, placed: await placeWarning(tx, id, { places, at }) };
  }
  // A known message is new only when it comes for another point, or becomes a drill.
  const elsewhere = given.filter((code) => !before.given.includes(code));
  const madeDrill = drillBy !== null && before.event === null;
  if (elsewhere.length === 0 && !madeDrill) return { fresh: false, placed: null };
  await amendWarning(tx, before.id, { given: elsewhere, drillBy: madeDrill ? drillBy : null });
  const kept = before.event === null && !madeDrill;
  return { fresh: false, placed: kept ? null : await placeWarning(tx, before.id, { places, at }) };
}

function askAbout(
  tx: Queries,
  { scope, source, at }: Intake,
  { code, values, path, identifier }: ReadingProblem,
  text: number,
): Promise<boolean> {
  // A feed with the same fault every five minutes raises one question.
  const about =
    identifier ??
    createHash('sha256')
      .update(JSON.stringify([code, path, values]))
      .digest('hex')
      .slice(0, 16);
  const proposal = { message: { code, values }, path: path ?? null, identifier: identifier ?? null };
  return openDutyItem(tx, { scope, kind: 'bad-input', source, about, warning: null, text, proposal, at });
}

/** All warnings were stored, but the alerts could not be told; the next intake or poll tells them. */
export class WarningsUntold extends Refused {
  override name = 'WarningsUntold';
  constructor(options?: ErrorOptions) {
    super(sentence('warning-untold'), [], options);
  }
}

/**
 * The one way in for a document of a feed, polled or pushed: takes its warnings, and tells the alerts.
 * @throws WarningsUntold
 */
export async function receiveWarnings(sql: Sql, intake: Intake, tell: Tell): Promise<Taken & { workflows: string[] }> {
  const taken = await takeWarnings(sql, intake);
  return { ...taken, workflows: await tellTaken(sql, intake.scope, tell) };
}

/**
 * Tells the alerts about taken warnings, after the transaction.
 * @returns the ids of the workflows
 * @throws WarningsUntold
 */
export async function tellTaken(sql: Sql, scope: string, tell: Tell): Promise<string[]> {
  try {
    return await tellTouched(sql, scope, tell);
  } catch (cause) {
    throw new WarningsUntold({ cause });
  }
}

/** A warning that holds now. */
export interface LiveWarning {
  event: number;
  hazard: Hazard;
  /** Null while neither the office nor the duty officer has given it. */
  colour: Colour | null;
  severity: Severity;
  onsetAt: Instant;
  /** When the weather ends; without such a time, when the event lapses unless another message comes. */
  endsAt: Instant;
  headline: string;
  issuer: string;
  drill: boolean;
  /** Codes of the topmost covered regions; the requested region is among them, or below or above one. */
  regions: string[];
}

/**
 * @param region code; a warning for a region above it, for itself or for a part of it covers it
 * @returns the warnings that hold there now, the newest last
 */
export const liveWarnings = (
  sql: Queries,
  { scope, region, hazard, now }: { scope: string; region: string; hazard?: Hazard; now: Instant },
): Promise<LiveWarning[]> => sql<LiveWarning[]>`
  select e.id as event, e.hazard, e.colour, e.standing ->> 'severity' as severity,
         e.standing ->> 'onsetAt' as "onsetAt", e.lapses_at as "endsAt",
         e.standing ->> 'headline' as headline, e.standing ->> 'issuer' as issuer, e.drill, e.regions
  from weather_events e
  where e.scope = ${scope} and e.state = 'live' and e.lapses_at > ${now} and e.hazard <> 'other'
    and (${hazard ?? null}::text is null or e.hazard = ${hazard ?? null})
    and exists (
      select 1 from regions asked join regions r on r.code = any(e.regions)
      where asked.code = ${region} and (starts_with(asked.path, r.path) or starts_with(r.path, asked.path)))
  order by e.id`;
