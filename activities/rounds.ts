import { annotate, traced, traceparent } from '../config/tracing';
import type { Rung } from '../domain/campaign/plan';
import type { Instant } from '../domain/instant';
import { type RoundOutcome, roundWorkflowId } from '../domain/round/round';
import type { Tally } from '../domain/round/tally';
import type { WaveNews, WaveToOpen } from '../domain/round/wave';
import { zoneOf } from '../store/campaign/campaigns';
import { lockAssignees, noteAsked } from '../store/case/case-lots';
import { openCounted } from '../store/case/cases-of-reports';
import { waitingStarts } from '../store/case/starts';
import { dataErrorCode } from '../store/db/data-error';
import type { Sql, Transaction } from '../store/db/db';
import { plansByIndex } from '../store/db/plans';
import { clearMessages } from '../store/message/messages';
import * as rounds from '../store/round/rounds';
import * as rungs from '../store/round/rungs';
import type { CaseDependencies } from './cases';
import { dayIn } from './day-in';

interface Climbing {
  campaign: string;
  round: string;
  rung: Rung;
  now: Instant;
}

interface Climbed {
  silent: number;
  messages: number;
  tally: Tally;
}

/** @returns the outcome; null when the data of one round break it: that round tries for itself, and says so */
const unlessFaulty = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (dataErrorCode(error) === null) throw error;
    return null;
  });

/** The activities of rounds; each may run twice and does its work once. */
export function createRoundActivities({ sql, startCases }: { sql: Sql } & Pick<CaseDependencies, 'startCases'>) {
  /** Starts the cases that the reports of the round have opened. */
  async function startWaiting(round: string): Promise<void> {
    const { starts, clock } = await waitingStarts(sql, { round });
    if (starts.length > 0) await startCases(starts, clock);
  }

  /** Counts, and starts what the reports of the round have opened: cases of people whom two places propose. */
  async function count(round: string): Promise<Tally> {
    await startWaiting(round);
    return rounds.tallyRound(sql, round);
  }

  /** Thousands of rounds do the same within a minute: planned anew for each, checks of foreign keys were half of it. */
  const shortly = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    sql.begin(async (tx) => {
      await plansByIndex(tx);
      return work(tx);
    }) as Promise<T>;

  const climb = (climbing: Climbing): Promise<Climbed> => {
    const { campaign, round, rung, now } = climbing;
    const attributes = { campaign, round, rung: rung.id, kind: rung.kind };
    return traced('climb rung', { attributes }, async () => {
      const today = dayIn(await zoneOf(sql, campaign), now);
      const result = await shortly((tx) => rungs.climbRung(tx, { ...climbing, today, traceparent: traceparent() }));
      annotate({ ...result });
      return { ...result, tally: await count(round) };
    });
  };

  return {
    /** @returns the number of asked units. */
    openRound: (opened: rounds.OpenRound): Promise<number> =>
      shortly(async (tx) => {
        const { cause, round } = opened;
        if (cause?.origin !== 'case') return rounds.openRound(tx, opened);
        const only = await lockAssignees(tx, cause.lot);
        const units = await rounds.openRound(tx, { ...opened, round: { ...round, only } });
        await noteAsked(tx, { lot: cause.lot, due: round.dueAt });
        return units;
      }),

    /**
     * Opens rounds of neighbouring areas at once, and climbs the first rung of each. A fault of one hurts no other:
     * what it breaks is left to the rounds.
     */
    async openRounds(wave: WaveToOpen): Promise<WaveNews> {
      const { campaign, round, areas, now } = wave;
      const opened = await unlessFaulty(shortly((tx) => rounds.openRounds(tx, wave)));
      const climbed: Record<string, Tally> = {};
      for (const { code, first: rung } of opened === null ? [] : areas) {
        if (!rung || now === undefined) continue;
        const id = roundWorkflowId(campaign, round.key, code);
        const result = await unlessFaulty(climb({ campaign, round: id, rung, now }));
        if (result) climbed[code] = result.tally;
      }
      return { opened: opened !== null, climbed };
    },

    /** Writes the rung's messages, chases and calls, and counts; delivery sends the messages. */
    climbRung: (climbing: Climbing): Promise<Climbed> => climb(climbing),

    /** Records overdue rungs that a later one has overtaken, so that the self-check finds every rung. */
    async skipRungs({ round, rungs: skipped, now }: { round: string; rungs: Rung[]; now: Instant }): Promise<void> {
      for (const rung of skipped)
        await rungs.logRung(sql, { round, rung, now, silent: 0, messages: 0, outcome: 'superseded' });
    },

    tallyRound: ({ round }: { round: string }): Promise<Tally> => count(round),

    /**
     * Ends the round for good, and clears its waiting messages, except the message about the end itself. Each person
     * whom a figure counts that says so (`case`) is a case from now on.
     */
    async settleRound({
      campaign,
      round,
      as,
    }: {
      campaign: string;
      round: string;
      as: RoundOutcome['as'];
    }): Promise<Tally> {
      const { tally, opens } = await shortly(async (tx) => {
        await rounds.endRound(tx, round, as);
        await clearMessages(tx, { campaign, round, reason: as === 'cancelled' ? 'cancelled' : 'round-over' });
        const opens = as !== 'cancelled' && (await openCounted(tx, { round }));
        return { tally: await rounds.tallyRound(tx, round), opens };
      });
      if (opens) await startWaiting(round);
      return tally;
    },
  };
}
