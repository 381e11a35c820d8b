import { continueAsNew, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  newRound,
  nextOfRound,
  type RoundEvent,
  type RoundInput,
  type RoundLife,
  roundAfter,
} from '../../domain/round/life';
import { campaignWorkflowId, type RoundOutcome } from '../../domain/round/round';
import { openClock, serveAdvance, type WorkflowClock } from '../clock';
import { amendRound, endRound, pauseRound, reportArrived, resumeRound, roundSettled, roundStanding } from '../messages';
import { restFor } from '../rest';
import { tell } from '../tell';
import { carryOut, idOf, show, showAtStart } from './steps';

/**
 * Asks the units of one area for something by a deadline:
 *  1. opens the round (the asks are stored in Postgres);
 *  2. climbs the rungs of its ladder when they are due; each asks Postgres again for the silent units;
 *  3. keeps its details up to date as reports arrive;
 *  4. settles at the lock, or when an administrator ends it, and tells its campaign. domain/round/life.ts decides the
 *    next step. A failed step stops only itself, and is tried again every hour until the lock.
 */
export async function round(input: RoundInput): Promise<RoundOutcome> {
  const clock = openClock(input.clock);
  let life = input.life ?? beginning(input);
  const hear = (event: RoundEvent) => {
    life = roundAfter(life, event);
  };
  setHandler(roundStanding, () => {
    const { paused, tally, done } = life;
    return { now: clock.now(), nextAt: clock.nextAt(), paused, tally, done: [...done] };
  });
  listen(clock, hear);
  const finish = serveAdvance(clock);
  if (!input.life && life.counted > 0) showAtStart(life, clock.now());
  const next = () => nextOfRound(life, clock.now());

  for (let step = next(); step.do !== 'end'; step = next()) {
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      await continueAsNew<typeof round>({ ...input, clock: clock.setting(), life });
    }
    if (step.do === 'rest') {
      await restFor(step, () => life, clock);
      continue;
    }
    const event = await carryOut(input, step, clock.now());
    hear(event);
    if (event.is === 'counted' || event.is === 'settled' || (event.is === 'climbed' && event.counted))
      show(life, clock.now());
  }

  const outcome = outcomeOf(input, life, clock);
  await tell(input.parent ?? campaignWorkflowId(input.campaign), roundSettled, outcome);
  await finish();
  return outcome;
}

/** Where the starter has climbed, it is marked: older code would climb once more. */
function beginning(input: RoundInput): RoundLife {
  const life = newRound(input.round, input);
  if (!input.climbed || !patched('climbed-by-starter')) return life;
  const { rung, tally } = input.climbed;
  return roundAfter(life, { is: 'climbed', rung, counted: { news: life.news, tally } });
}

/** Listens to signals for the round. */
function listen(clock: WorkflowClock, hear: (event: RoundEvent) => void): void {
  setHandler(reportArrived, () => hear({ is: 'reported' }));
  setHandler(amendRound, ({ now, ...dates }) => {
    clock.moveTo(now);
    hear({ is: 'amended', dates, now });
  });
  setHandler(pauseRound, () => hear({ is: 'paused' }));
  setHandler(resumeRound, (now) => {
    clock.moveTo(now);
    hear({ is: 'resumed' });
  });
  setHandler(endRound, ({ now, ...ending }) => {
    clock.moveTo(now);
    hear({ is: 'ended', ending });
  });
}

function outcomeOf(input: RoundInput, { tally, ending }: RoundLife, clock: WorkflowClock): RoundOutcome {
  const { expected, onTime, late, missing } = tally;
  return { id: idOf(input), at: clock.now(), as: ending?.as ?? 'locked', expected, onTime, late, missing };
}
