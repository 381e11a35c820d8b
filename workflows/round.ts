import {
  continueAsNew,
  log,
  patched,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { earliest } from '../domain/instant';
import { dueRungs, isOver, openRungs, overtakenRungs, rungKey } from '../domain/ladder';
import { noticeRung } from '../domain/notice';
import type { Rung } from '../domain/plan';
import { campaignWorkflowId, type RoundInput, type RoundOutcome, roundWorkflowId } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import { emptyTally, tallyDetails } from '../domain/tally';
import { act } from './activities';
import { openAttempts } from './attempts';
import { openClock, serveAdvance } from './clock';
import { amendRound, endRound, pauseRound, reportArrived, resumeRound, roundSettled, roundStanding } from './messages';
import { tell } from './tell';

/**
 * Asks the units of one area for something by a deadline:
 *  1. opens the round (who is asked is written down in Postgres);
 *  2. climbs the rungs of its ladder as they fall due; each asks Postgres again who is silent;
 *  3. keeps its details up to date as reports arrive;
 *  4. at the lock, or when an administrator ends it, settles and tells its campaign.
 * A step that cannot be carried out stops nothing but itself, and is tried again every hour until the lock.
 */
export async function round(input: RoundInput): Promise<RoundOutcome> {
  const id = roundWorkflowId(input.campaign, input.round.key, input.area);
  const clock = openClock(input.clock);
  const attempts = openAttempts(clock);
  const done = [...(input.done ?? [])];
  let plan = input.round;
  let opened = input.done !== undefined;
  let tally = emptyTally();
  /** Of a ladder computed anew, to be recorded: climbed before, at their former instants. */
  const overtaken: Rung[] = [];
  let paused = input.paused ?? false;
  let stale = false;
  let changed = false;
  let ending: { as: RoundOutcome['as']; reason?: number } | null = null;

  setHandler(roundStanding, () => ({ now: clock.now(), nextAt: clock.nextAt(), paused, tally, done }));
  setHandler(reportArrived, () => {
    stale = true;
  });
  setHandler(amendRound, ({ now, ...dates }) => {
    clock.moveTo(now);
    plan = { ...plan, ...dates };
    const passed = overtakenRungs(plan.rungs, done, now);
    done.push(...passed.map(rungKey));
    if (passed.length > 0 && patched('overtaken-recorded')) overtaken.push(...passed);
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
    const counted = await attempts.take('count', () =>
      act.tallyRound.executeWithOptions({ summary: 'Who has reported?' }, [{ round: id }]),
    );
    tally = counted?.came ?? tally;
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

  async function open(): Promise<void> {
    const { campaign, area, alert } = input;
    const asked = await attempts.take('open', () =>
      act.openRound.executeWithOptions({ summary: 'Whom do we ask?' }, [
        { id, campaign, round: plan, area, ...(alert && { alert }) },
      ]),
    );
    opened = asked !== null;
  }

  const climb = (rung: Rung) =>
    attempts.take(rungKey(rung), async () => {
      const result = await act.climbRung.executeWithOptions({ summary: `${rung.id}: ${rung.kind}` }, [
        { campaign: input.campaign, round: id, rung, now: clock.now() },
      ]);
      log.info('rung climbed', { rung: rung.id, ...result });
      stale = true;
    });

  async function skip(rungs: Rung[]): Promise<void> {
    if (rungs.length > 0) await attempts.take('skip', () => act.skipRungs({ round: id, rungs, now: clock.now() }));
  }

  async function climbDue(): Promise<void> {
    await skip(overtaken.splice(0));
    const { climb: due, superseded } = dueRungs(rungs(), done, clock.now());
    await skip(superseded);
    done.push(...superseded.map(rungKey));
    for (const rung of due.filter((rung) => attempts.mayTake(rungKey(rung)))) {
      if (paused || ending) return;
      if (await climb(rung)) done.push(rungKey(rung));
    }
  }

  /** Those that are to be climbed and have not failed a moment ago. */
  const ahead = () => openRungs(rungs(), done).filter((rung) => attempts.mayTake(rungKey(rung)));

  if (!opened) await open();
  stale = true;

  while (!ending) {
    changed = false;
    if (!opened && attempts.mayTake('open')) await open();
    if (opened && !paused) await climbDue();
    if (opened && stale) await count();
    const { locksAt } = plan;
    const lock = locksAt > clock.now() ? locksAt : null;
    const next = earliest(opened ? ahead()[0]?.at : null, lock, attempts.nextAt());
    if (!paused && isOver(opened ? ahead() : [], done, { locksAt, now: clock.now() })) {
      ending ??= { as: 'locked' };
      continue;
    }
    if (!paused && next !== null && next <= clock.now()) continue;
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      // What an administrator decided meanwhile is not carried over: it is carried out here.
      if (ending) continue;
      const carried = { round: plan, clock: clock.setting(), paused, ...(opened && { done }) };
      await continueAsNew<typeof round>({ ...input, ...carried });
    }
    await clock.restUntil(
      paused ? null : next,
      () => (opened && stale) || changed || ending !== null,
      `next: ${ahead()[0]?.id ?? 'lock'}`,
    );
  }

  const { as, reason } = ending;
  if (as === 'cancelled') await climb(noticeRung('cancelled', { now: clock.now(), ...(reason && { reason }) }));
  const settled = await attempts.take('settle', () =>
    act.settleRound.executeWithOptions({ summary: `Settle: ${as}` }, [{ campaign: input.campaign, round: id, as }]),
  );
  tally = settled?.came ?? tally;
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
  await tell(input.parent ?? campaignWorkflowId(input.campaign), roundSettled, outcome);
  await finish();
  return outcome;
}
