import {
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Instant } from '../../domain/instant';
import type { ClockSetting } from '../../domain/round/clock';
import { campaignWorkflowId } from '../../domain/round/round';
import { searchAttributePairs } from '../../domain/search-attributes';
import type { ColdAlertCase } from '../../domain/warning/alert/alert';
import { alertDetails } from '../../domain/warning/alert/alert-details';
import {
  type AlertEvent,
  type AlertLife,
  alertAfter,
  newAlert,
  nextOfAlert,
  openRoundsOf,
} from '../../domain/warning/alert/life';
import { openClock, serveAdvance, type WorkflowClock } from '../clock';
import { alertEnded, alertOpened, alertStanding, cancelAlert, roundSettled, warningArrived } from '../messages';
import { restFor } from '../rest';
import { tell } from '../tell';
import { type AtWork, carryOut } from './steps';

export interface ColdAlertInput extends ColdAlertCase {
  clock: ClockSetting;
  /** Carried through continue-as-new. */
  life?: AlertLife;
}

/**
 * Answers a warning in one area:
 *  1. asks Postgres which warnings hold: at the beginning, at every signal, and before it ends;
 *  2. opens new rounds of 叫应 (known, sent, done) when the warning becomes worse, and patrols at their times;
 *  3. opens a case for each person who refused help on a patrol;
 *  4. when no warning holds any more, ends the open rounds, tells all asked units, and tells its campaign.
 *    domain/warning/alert/life.ts decides the next step.
 */
export async function coldAlert(input: ColdAlertInput): Promise<{ id: string; at: Instant }> {
  const { workflowId } = workflowInfo();
  const parent = campaignWorkflowId(input.campaign);
  const clock = openClock(input.clock);
  const started: string[] = [];
  let life = input.life ?? newAlert();
  const hear = (event: AlertEvent) => {
    life = alertAfter(life, event);
  };
  setHandler(alertStanding, () => {
    const { colour = null, endsAt = null } = life.standing ?? {};
    return { now: clock.now(), nextAt: clock.nextAt(), colour, endsAt, open: openRoundsOf(life) };
  });
  listen(clock, hear);
  const finish = serveAdvance(clock, () => started.splice(0));
  const work: AtWork = { input, clock, life: () => life, hear, started: (id) => void started.push(id) };
  const next = () => nextOfAlert(life, clock.now());
  // Tells the campaign in parallel, so that waking the units does not wait for it.
  const told = input.life ? null : tell(parent, alertOpened, { id: workflowId, at: clock.now() });

  for (let step = next(); step.do !== 'end'; step = next()) {
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      await continueAsNew<typeof coldAlert>({ ...input, clock: clock.setting(), life });
    }
    if (step.do === 'rest') {
      show(input, life);
      await restFor(step, () => life, clock);
      continue;
    }
    hear(await carryOut(work, step));
    await told;
  }

  show(input, life);
  const outcome = { id: workflowId, at: clock.now() };
  await tell(parent, alertEnded, outcome);
  await finish();
  return outcome;
}

/** Listens to signals for the alert. */
function listen(clock: WorkflowClock, hear: (event: AlertEvent) => void): void {
  setHandler(warningArrived, (now) => {
    clock.moveTo(now);
    hear({ is: 'news' });
  });
  setHandler(roundSettled, (outcome) => {
    clock.moveTo(outcome.at);
    hear({ is: 'settled', outcome });
  });
  setHandler(cancelAlert, (now) => {
    clock.moveTo(now);
    hear({ is: 'cancelled' });
  });
}

/** Shows the alert's details in the Temporal UI, for ops staff. */
function show({ title }: ColdAlertCase, { standing, rounds, patrols, lots, over }: AlertLife): void {
  setCurrentDetails(alertDetails({ title, standing, rounds, patrols, lots }));
  upsertSearchAttributes(searchAttributePairs({ NdState: over ? 'over' : (standing?.colour ?? 'open') }));
}
