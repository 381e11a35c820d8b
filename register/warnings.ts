import { createHash } from 'node:crypto';
import type { Instant } from '../domain/instant';
import type { Place } from '../domain/weather/areas';
import type { Touched } from '../domain/weather/changes';
import type { Colour, Hazard, Severity, Warning } from '../domain/weather/warning';
import { atomically, type Queries, type Sql } from './db';
import { openDutyItem } from './duty-items';
import { type Placed, placeWarning } from './place-warning';
import { amendWarning, insertWarning, knownWarning, warnablePlaces } from './warning-rows';
import { keepText, type RawText } from './warning-texts';
import { tellTouched } from './weather-events';

/** What the reader of a feed could not make sense of. */
export interface ReadingProblem {
  /** A `note` was got over; the warning is there. */
  level: 'error' | 'note';
  code: string;
  message: string;
  path?: string;
  identifier?: string;
}

/** What a feed said, read and as it came. */
export interface Intake {
  /** 'live', or the campaign of a rehearsal. */
  scope: string;
  /** The feed or the hook through which it came. */
  source: string;
  read: {
    warnings: readonly Warning[];
    problems: readonly ReadingProblem[];
    /** What the feed wants shown wherever its warnings are. */
    attributions?: readonly string[];
  };
  raw: RawText;
  /** In the time of the scope. */
  at: Instant;
  /** Regions that the point stands for at which a feed was asked. */
  given?: readonly string[];
  /** An administrator makes a drill of it: what it opens is marked as one. */
  drill?: { by: string };
  /** Keep the text even when it says nothing new. */
  keep?: boolean;
}

/** What became of it. */
export interface Taken {
  /** Messages that had not been here before, and those that had. */
  fresh: number;
  known: number;
  /** New questions for the duty officer. */
  duty: number;
  touched: Touched[];
}

/** Takes part in the same place in line for everybody who takes warnings of a scope. */
export const lockScope = (sql: Queries, scope: string) =>
  sql`select pg_advisory_xact_lock(hashtext('warnings'), hashtext(${scope}))`;

/**
 * Keeps every message once, finds the event each belongs to, and asks the duty officer what cannot be decided. Tests and
 * exercises are kept and touch nothing, unless they are made a drill. All or nothing; two processes may take the same.
 */
export const takeWarnings = (sql: Queries, intake: Intake): Promise<Taken> =>
  atomically(sql, (tx) => takeIn(tx, intake));

async function takeIn(tx: Queries, intake: Intake): Promise<Taken> {
  const { scope, read, at } = intake;
  await lockScope(tx, scope);
  const places = await warnablePlaces(tx);
  const taken: Taken = { fresh: 0, known: 0, duty: 0, touched: [] };
  const keep = () => keepText(tx, { ...intake, attributions: read.attributions });
  let kept: number | null = intake.keep ? await keep() : null;
  const text = async () => (kept ??= await keep());

  for (const problem of read.problems.filter(needsLook))
    if (await askAbout(tx, intake, problem, await text())) taken.duty += 1;
  for (const warning of inOrder(read.warnings)) {
    const { fresh, placed } = await takeOne(tx, warning, { intake, places, text, at });
    taken[fresh ? 'fresh' : 'known'] += 1;
    taken.duty += placed?.duty ?? 0;
    taken.touched.push(...(placed?.touched ?? []));
  }
  return taken;
}

/** An acknowledgement or a draft is no warning, and no business of anybody's. */
export const needsLook = ({ level, code }: ReadingProblem): boolean => level === 'error' && code !== 'not-a-warning';

const inOrder = (warnings: readonly Warning[]): Warning[] =>
  [...warnings].sort((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt));

interface TakeOne {
  intake: Intake;
  places: readonly Place[];
  text: () => Promise<number>;
  at: Instant;
}

async function takeOne(
  tx: Queries,
  warning: Warning,
  { intake, places, text, at }: TakeOne,
): Promise<{ fresh: boolean; placed: Placed | null }> {
  const { scope, given = [], drill } = intake;
  const drillBy = drill?.by ?? null;
  const before = await knownWarning(tx, { scope, ...warning });
  if (!before) {
    const id = await insertWarning(tx, { scope, warning, text: await text(), at, drillBy, given });
    if (id === null || (warning.status !== 'actual' && !drill)) return { fresh: true, placed: null };
    return { fresh: true, placed: await placeWarning(tx, id, { places, at }) };
  }
  // The same message says something new only where it is asked for at another point, or made a drill.
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
  { code, message, path, identifier }: ReadingProblem,
  text: number,
): Promise<boolean> {
  // A feed that is wrong in the same way every five minutes is one question.
  const about =
    identifier ??
    createHash('sha256')
      .update(JSON.stringify([code, path, message]))
      .digest('hex')
      .slice(0, 16);
  const proposal = { code, message, path: path ?? null, identifier: identifier ?? null };
  return openDutyItem(tx, { scope, kind: 'bad-input', source, about, warning: null, text, proposal, at });
}

/** Everything was kept, but whoever acts on warnings could not be told; the next intake tells it. */
export class WarningsUntold extends Error {
  override readonly name = 'WarningsUntold';
}

/** Starts or signals what follows warnings. @returns the ids of the workflows */
export type Tell = (scope: string, touched: readonly Touched[]) => Promise<string[]>;

/**
 * The one way in for whatever a feed says, polled or pushed: takes it, and tells whoever acts on warnings.
 * @throws WarningsUntold
 */
export async function receiveWarnings(sql: Sql, intake: Intake, tell: Tell): Promise<Taken & { workflows: string[] }> {
  const taken = await takeWarnings(sql, intake);
  return { ...taken, workflows: await tellTaken(sql, intake.scope, tell) };
}

/**
 * Tells whoever acts on warnings what was taken, after the transaction.
 * @returns the ids of the workflows
 * @throws WarningsUntold
 */
export async function tellTaken(sql: Sql, scope: string, tell: Tell): Promise<string[]> {
  try {
    return await tellTouched(sql, scope, tell);
  } catch (cause) {
    throw new WarningsUntold('It was kept, but the alerts could not be told yet.', { cause });
  }
}

/** A warning that holds now. */
export interface LiveWarning {
  event: number;
  hazard: Hazard;
  /** Null while neither the office nor the duty officer has said it. */
  colour: Colour | null;
  severity: Severity;
  onsetAt: Instant;
  /** When the weather ends; where nobody says, when the event ends unless somebody speaks again. */
  endsAt: Instant;
  headline: string;
  issuer: string;
  drill: boolean;
  /** Codes of the topmost regions covered, the one asked for among them, above or below. */
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
