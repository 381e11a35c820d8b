import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIdOf } from '../../../config/build-id';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { type Breaking, type Broken, breakBy } from './breaking';
import { type Counted, countSeason, lostWarnings } from './count';
import { differences } from './differences';
import type { FaultKind } from './fault';
import { scheduleOf } from './schedule';
import { forget, openSeasonStage, type SeasonStage } from './stage';

/** What a season under chaos has come to. */
export interface Chaos extends Omit<Counted, 'violations'> {
  seed: number;
  minutes: number;
  /** How often the season was played while things broke. */
  seasons: number;
  /** Faults by kind. */
  faults: Broken;
  /** Processes that ended although nobody had killed them, and were started again. */
  fallen: number;
  /** Each season's summary is that of the undisturbed one, byte for byte. */
  summaryEqual: boolean;
  /** Where a summary is another, what else an audit has found, and why a season did not come to its end. */
  wrong: string[];
  /** Folder with the logs of the processes; null when nothing was wrong. */
  kept: string | null;
}

export interface Season {
  definition: Definition;
  seed: number;
  minutes: number;
  /** Kinds of fault; all when left out. */
  kinds?: readonly FaultKind[] | undefined;
  /** Fills the register. */
  settle(sql: Sql): Promise<void>;
  log(line: string): void;
  signal?: AbortSignal;
}

/** What comes on top of the minutes: all comes up, the undisturbed season, and the end of the last one. */
const BESIDES_MS = 25 * 60_000;

/**
 * Plays a season once undisturbed, and then again and again while all is broken that the schedule of the seed names,
 * until the minutes are over; the last one goes on to its end. Each is audited, counted from its rows, and compared
 * with the first. It ends in any case 25 minutes after the minutes.
 */
export async function seasonUnderChaos(season: Season): Promise<Chaos> {
  const { minutes } = season;
  const home = mkdtempSync(join(tmpdir(), 'nuandong-season-'));
  const late = AbortSignal.timeout(minutes * 60_000 + BESIDES_MS);
  const ending = season.signal ? AbortSignal.any([late, season.signal]) : late;
  season.log(`All of it lies in ${home}.`);
  const stage = await inTime(openSeasonStage({ ...season, home }), ending);
  const { isGood, ...told } = await judged(stage, { ...season, home }, ending).finally(() => stage.close());
  // The disk of Postgres is mounted there until the stage is closed.
  if (isGood) forget(home);
  return { ...told, kept: isGood ? null : home };
}

async function judged(stage: SeasonStage, season: Season & { home: string }, ending: AbortSignal) {
  const { seed, minutes } = season;
  const { counts, seasons, broken, isEqual, wrong: met } = await playOn(stage, season, ending);
  const { violations, ...counted } = sumOf(counts);
  const wrong = [...met, ...violations];
  const isGood = wrong.length + counted.lost + counted.doubled + counted.unaccounted + counted.unbalanced === 0;
  return {
    ...{ seed, minutes, seasons, faults: broken, fallen: stage.crew.fallen(), ...counted },
    ...{ summaryEqual: isEqual, wrong, isGood },
  };
}

interface Played {
  /** Of the undisturbed season, and of each later one. */
  counts: Counted[];
  seasons: number;
  broken: Broken;
  /** Every summary is that of the undisturbed season. */
  isEqual: boolean;
  wrong: string[];
}

async function playOn(
  stage: SeasonStage,
  { seed, minutes, kinds, log, home }: Season & { home: string },
  ending: AbortSignal,
): Promise<Played> {
  const counts: Counted[] = [];
  const wrong: string[] = [];
  const over = new AbortController();
  const build = await buildIdOf({});
  let isEqual = false;
  let seasons = 0;
  let breaking: Breaking | null = null;
  const played = async () => {
    const began = Date.now();
    const summary = await inTime(stage.play(ending), ending);
    const counted = await countSeason(stage, summary);
    writeFileSync(join(home, `messages-${counts.length}.json`), await messagesOf(stage, summary.campaign));
    counts.push(counted);
    log(`A season in ${Math.round((Date.now() - began) / 1000)} s: ${counted.messages} messages`);
    return summary;
  };
  try {
    const calm = await played();
    log('Now things break.');
    breaking = breakBy(scheduleOf(seed, minutes, kinds), stage, {
      log,
      signal: AbortSignal.any([ending, over.signal]),
    });
    const end = Date.now() + minutes * 60_000;
    do {
      seasons += 1;
      wrong.push(...differences(calm, await played()).map((difference) => `season ${seasons} ${difference}`));
    } while (Date.now() < end && wrong.length === 0);
    isEqual = wrong.length === 0;
    over.abort();
    await inTime(breaking.ended, ending);
    wrong.push(...(await lostWarnings(stage)).map((id) => `warning ${id} of the feed was not taken`));
  } catch (error) {
    wrong.push(`season ${seasons}: ${saidBy(error)}`);
    over.abort();
  }
  // A process that starts again makes its workflows of the sources as they are then.
  if ((await buildIdOf({})) !== build) wrong.push('The sources of the workflows changed while it ran: run it again.');
  return { counts, seasons, broken: breaking?.broken() ?? {}, isEqual, wrong };
}

/** Every message of a season in the order of its texts, to compare one season with another by hand. */
async function messagesOf({ sql }: SeasonStage, campaign: string): Promise<string> {
  const rows = await sql`
    select m.id, m.round_id as round, m.rung, m.kind, m.region_code as region, m.channel, m.state, m.reason, m.provider_code as code,
           m.attempts, m.lookups, m.planned_at as planned, m.submitted_at as submitted, m.accepted_at as accepted, m.settled_at as settled,
           m.provider_ref as ref, m.envelope
    from messages m where m.campaign_id = ${campaign} order by m.region_code, m.planned_at, m.kind, m.rung, m.id`;
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}

/** An error with its causes: Temporal's say everything there. */
const saidBy = (error: unknown): string =>
  error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : [saidBy(error.cause)])].join(': ')
    : String(error);

const sumOf = (counts: readonly Counted[]): Counted => {
  const sum = (what: (one: Counted) => number) => counts.reduce((all, one) => all + what(one), 0);
  return {
    messages: sum(({ messages }) => messages),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    unaccounted: sum(({ unaccounted }) => unaccounted),
    unbalanced: sum(({ unbalanced }) => unbalanced),
    violations: counts.flatMap(({ violations }) => violations),
  };
};

/** @throws the reason of the signal, when it comes before the end of the work */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('It took too long.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
