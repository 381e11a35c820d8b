import {
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { earliest, plusMs } from '../domain/instant';
import { dueRungs, openRungs, overtakenRungs, rungKey } from '../domain/ladder';
import { noticeRung } from '../domain/notice';
import type { Rung } from '../domain/plan';
import { campaignWorkflowId, type RoundInput, type RoundOutcome, roundWorkflowId } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import { emptyTally, tallyDetails } from '../domain/tally';
import { act } from './activities';

import { openClock, serveAdvance } from './clock';
import { amendRound, endRound, pauseRound, reportArrived, resumeRound, roundSettled, roundStanding } from './messages';

/** That a campaign was cancelled is old news after this. */
const NOTICE_KEEPS_MS = 3 * 24 * 3600 * 1000;

/**
 * Asks the units of one area for something by a deadline:
 *  1. opens the round (who is asked is written down in Postgres);
 *  2. climbs the rungs of its ladder as they fall due; each asks Postgres again who is silent;
 *  3. keeps its details up to date as reports arrive;
 *  4. at the lock, or when an administrator ends it, settles and tells its campaign.
 */
export async function round(input: RoundInput): Promise<RoundOutcome> {
  const id = roundWorkflowId(input.campaign, input.round.key, input.area);
  const clock = openClock(input.clock);
  const done = [...(input.done ?? [])];
  let plan = input.round;
  let tally = emptyTally();
  let paused = input.paused ?? false;
  let stale = false;
  let changed = false;
  let ending: { as: RoundOutcome['as']; reason?: string } | null = null;

  setHandler(roundStanding, () => ({ now: clock.now(), nextAt: clock.nextAt(), paused, tally, done }));
  setHandler(reportArrived, () => {
    stale = true;
  });
  setHandler(amendRound, ({ now, ...dates }) => {
    clock.moveTo(now);
    plan = { ...plan, ...dates };
    done.push(...overtakenRungs(plan.rungs, done, now).map(rungKey));
    changed = true;
    stale = true;
  });
  setHandler(pauseRound, () => {
    paused = true;
    stale = true;
  });
  setHandler(resumeRound, (now) => {
    clock.moveTo(now);
    paused = false;
    changed = true;
    stale = true;
  });
  setHandler(endRound, ({ now, ...end }) => {
    clock.moveTo(now);
    ending = end;
  });
  const finish = serveAdvance(clock);

  const rungs = () => plan.rungs.filter((rung) => !input.since || rung.at >= input.since);

  async function count(): Promise<void> {
    stale = false;
    tally = await act.tallyRound.executeWithOptions({ summary: 'Who has reported?' }, [{ round: id }]);
    setCurrentDetails(tallyDetails(tally, paused ? 'Paused' : `Due ${plan.dueAt}, locks ${plan.locksAt}`));
    upsertSearchAttributes(
      searchAttributePairs({
        NdExpected: tally.expected,
        NdMissing: tally.missing,
        NdDueAt: new Date(plan.dueAt),
        NdState: paused ? 'paused' : 'open',
      }),
    );
  }

  async function climb(rung: Rung): Promise<void> {
    const result = await act.climbRung.executeWithOptions({ summary: `${rung.id}: ${rung.kind}` }, [
      { campaign: input.campaign, round: id, rung, now: clock.now() },
    ]);
    log.info('rung climbed', { rung: rung.id, ...result });
    stale = true;
  }

  async function climbDue(): Promise<void> {
    const { climb: due, superseded } = dueRungs(rungs(), done, clock.now());
    if (superseded.length > 0) await act.skipRungs({ round: id, rungs: superseded, now: clock.now() });
    done.push(...superseded.map(rungKey));
    for (const rung of due) {
      if (paused || ending) return;
      await climb(rung);
      done.push(rungKey(rung));
    }
  }

  if (!input.done)
    await act.openRound.executeWithOptions({ summary: 'Whom do we ask?' }, [
      { id, campaign: input.campaign, round: plan, area: input.area, ...(input.alert && { alert: input.alert }) },
    ]);
  stale = true;

  while (!ending) {
    changed = false;
    if (!paused) await climbDue();
    if (stale) await count();
    const next = earliest(openRungs(rungs(), done)[0]?.at, plan.locksAt);
    if (!paused && next !== null && next <= clock.now()) {
      if (openRungs(rungs(), done).every((rung) => rung.at > clock.now())) ending ??= { as: 'locked' };
      continue;
    }
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      // What an administrator decided meanwhile is not carried over: it is carried out here.
      if (ending) continue;
      await continueAsNew<typeof round>({ ...input, round: plan, clock: clock.setting(), done, paused });
    }
    await clock.restUntil(
      paused ? null : next,
      () => stale || changed || ending !== null,
      `next: ${openRungs(rungs(), done)[0]?.id ?? 'lock'}`,
    );
  }

  const { as, reason } = ending;
  if (as === 'cancelled')
    await climb(
      noticeRung('cancelled', {
        now: clock.now(),
        validUntil: plusMs(clock.now(), NOTICE_KEEPS_MS),
        ...(reason && { reason }),
      }),
    );
  tally = await act.settleRound.executeWithOptions({ summary: `Settle: ${as}` }, [
    { campaign: input.campaign, round: id, as },
  ]);
  setCurrentDetails(tallyDetails(tally, `Ended: ${as}`));
  upsertSearchAttributes(searchAttributePairs({ NdExpected: tally.expected, NdMissing: tally.missing, NdState: as }));
  const outcome: RoundOutcome = {
    id,
    at: clock.now(),
    as,
    expected: tally.expected,
    onTime: tally.onTime,
    late: tally.late,
    missing: tally.missing,
  };
  await tellParent(input.parent ?? campaignWorkflowId(input.campaign), outcome);
  await finish();
  return outcome;
}

/** A campaign that was terminated by hand cannot be told; the round's own result stands all the same. */
async function tellParent(parent: string, outcome: RoundOutcome): Promise<void> {
  try {
    await getExternalWorkflowHandle(parent).signal(roundSettled, outcome);
  } catch (error) {
    log.warn('campaign could not be told', { error: String(error) });
  }
}
