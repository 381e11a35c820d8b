import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  currentUpdateInfo,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { campaignDetails } from '../domain/campaign-details';
import type { ClockSetting } from '../domain/clock';
import { earliest, type Instant } from '../domain/instant';
import { noticeRung } from '../domain/notice';
import type { Plan } from '../domain/plan';
import { type RoundInArea, type RoundOutcome, roundsInAreas, roundsMeant } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import { refuseSteering, type SteeringVerb } from '../domain/steering';
import { act, actAtLength } from './activities';

import { openClock, serveAdvance } from './clock';
import * as messages from './messages';
import { round } from './round';

export interface CampaignInput {
  plan: Plan;
  clock: ClockSetting;
  /** Carried through continue-as-new. */
  carried?: Carried;
}

interface Carried {
  rounds: messages.CampaignStanding['rounds'];
  /** Rounds that were reopened climb no rung that fell due before this. */
  reopened: Record<string, Instant>;
  paused: boolean;
}

export interface CampaignOutcome {
  as: 'completed' | 'cancelled';
  rounds: number;
}

/**
 * Carries one campaign:
 *  1. starts the rounds of each stage as they open, one workflow per area, left running on their own;
 *  2. takes the administrators' decisions as Updates: checks them, has the plan compiled anew, tells the rounds;
 *  3. when the last round has settled, writes the report.
 */
export async function campaign({ plan: planned, clock: setting, carried }: CampaignInput): Promise<CampaignOutcome> {
  const clock = openClock(setting);
  const { campaign: id } = planned;
  let plan = planned;
  const { rounds, reopened }: Omit<Carried, 'paused'> = carried ?? { rounds: {}, reopened: {} };
  let paused = carried?.paused ?? false;
  let cancelled = false;
  let changed = false;
  const started: string[] = [];

  const unopened = () => roundsInAreas(plan).filter((round) => rounds[round.id] === undefined);
  const nextOpening = () => earliest(...unopened().map(({ round }) => round.opensAt));
  const running = () => Object.keys(rounds).filter((round) => rounds[round] === 'open');
  const state = () => (cancelled ? 'cancelled' : paused ? 'paused' : 'running');

  setHandler(messages.campaignStanding, () => ({
    state: state(),
    now: clock.now(),
    nextAt: clock.nextAt(),
    rounds,
    plan,
  }));
  setHandler(messages.roundSettled, ({ id: settled }: RoundOutcome) => {
    rounds[settled] = 'settled';
    changed = true;
  });
  const finish = serveAdvance(clock, () => started.splice(0));

  /** One Update per verb: refused at once when it makes no sense now, else recorded and carried out. */
  function steer(verb: SteeringVerb, carryOut: (request: messages.Steering, key: string) => Promise<void>) {
    setHandler(
      messages.steeringUpdates[verb],
      async (request: messages.Steering) => {
        // The Update's id makes a retried activity record the decision once.
        await carryOut(request, `${workflowInfo().runId}/${currentUpdateInfo()?.id}`).catch(asRefusal);
        changed = true;
      },
      {
        validator: (request: messages.Steering) => {
          const refusal = refuseSteering({ verb, plan, state: state(), now: clock.now(), ...request });
          if (refusal) throw ApplicationFailure.nonRetryable(refusal);
        },
      },
    );
  }

  async function signalRounds(
    ids: string[],
    signal: (handle: ReturnType<typeof getExternalWorkflowHandle>, id: string) => Promise<void>,
  ) {
    await Promise.all(
      ids.map((round) =>
        signal(getExternalWorkflowHandle(round), round).catch((error) =>
          log.warn('round not told', { round, error: String(error) }),
        ),
      ),
    );
  }

  const meant = (target: messages.Steering['target'] = {}) => roundsMeant(plan, target).map((round) => round.id);
  const runningOf = (target: messages.Steering['target']) => meant(target).filter((round) => rounds[round] === 'open');

  /** Has the plan compiled anew, with everything decided so far, and gives the running rounds their new dates. */
  async function amend(verb: SteeringVerb, request: messages.Steering, key: string, announce: string | null) {
    plan = await actAtLength.amendPlan.executeWithOptions({ summary: verb }, [
      { campaign: id, verb, key, now: clock.now(), ...request },
    ]);
    const dates = new Map(roundsInAreas(plan).map((round) => [round.id, round.round]));
    await signalRounds(announce ? runningOf(request.target) : running(), async (handle, round) => {
      const amended = dates.get(round);
      if (!amended) return;
      const { dueAt, locksAt, rungs } = amended;
      const notice = announce
        ? [
            noticeRung(announce, {
              now: clock.now(),
              validUntil: locksAt,
              ...(request.reason && { reason: request.reason }),
            }),
          ]
        : [];
      await handle.signal(messages.amendRound, { dueAt, locksAt, rungs: [...rungs, ...notice] });
    });
  }

  steer('extend', (request, key) => amend('extend', request, key, 'extended'));
  steer('replan', (request, key) => amend('replan', request, key, null));
  steer('reopen', async (request, key) => {
    await amend('reopen', request, key, null);
    for (const round of meant(request.target).filter((round) => rounds[round] === 'settled')) {
      delete rounds[round];
      reopened[round] = clock.now();
    }
  });
  steer('close', async (request, key) => {
    await act.recordSteering({ campaign: id, verb: 'close', key, now: clock.now(), ...request });
    const closing = runningOf(request.target);
    for (const round of meant(request.target)) if (rounds[round] === undefined) rounds[round] = 'settled';
    await signalRounds(closing, (handle) =>
      handle.signal(messages.endRound, { as: 'closed', ...(request.reason && { reason: request.reason }) }),
    );
  });
  steer('return', async (request, key) => {
    await act.returnReport.executeWithOptions({ summary: 'return a report' }, [
      { campaign: id, verb: 'return', key, now: clock.now(), ...request },
    ]);
    await signalRounds(runningOf(request.target), (handle) => handle.signal(messages.reportArrived));
  });
  steer('pause', async (request, key) => {
    paused = true;
    await act.changeState({ campaign: id, state: 'paused', verb: 'pause', key, now: clock.now(), ...request });
    await signalRounds(running(), (handle) => handle.signal(messages.pauseRound));
  });
  steer('resume', async (request, key) => {
    await act.changeState({ campaign: id, state: 'running', verb: 'resume', key, now: clock.now(), ...request });
    paused = false;
    await signalRounds(running(), (handle) => handle.signal(messages.resumeRound));
  });
  steer('cancel', async (request, key) => {
    await act.changeState({ campaign: id, state: 'cancelled', verb: 'cancel', key, now: clock.now(), ...request });
    await signalRounds(running(), (handle) =>
      handle.signal(messages.endRound, { as: 'cancelled', ...(request.reason && { reason: request.reason }) }),
    );
    cancelled = true;
  });

  async function openRounds(due: RoundInArea[]): Promise<void> {
    await Promise.all(due.map(openOne));
    started.push(...due.map((round) => round.id));
  }

  async function openOne({ id: workflowId, round: plannedRound, area, units }: RoundInArea): Promise<void> {
    rounds[workflowId] = 'open';
    const since = reopened[workflowId];
    await startChild(round, {
      workflowId,
      args: [{ campaign: id, round: plannedRound, area, clock: clock.setting(), paused, ...(since && { since }) }],
      // A round outlives a continue-as-new of its campaign, which would otherwise end it.
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `${plan.name} · ${plannedRound.key} · ${area}`,
      staticDetails: `Asks ${units} × ${plannedRound.of} for ${plannedRound.form}: opens ${plannedRound.opensAt}, due ${plannedRound.dueAt}, locks ${plannedRound.locksAt}.`,
      typedSearchAttributes: searchAttributePairs({
        NdCampaign: id,
        NdStage: plannedRound.stage,
        NdArea: area,
        NdKind: 'round',
        NdState: 'open',
        NdExpected: units,
        NdMissing: units,
        NdDueAt: new Date(plannedRound.dueAt),
      }),
    });
  }

  while (!cancelled) {
    changed = false;
    const due = paused ? [] : unopened().filter(({ round }) => round.opensAt <= clock.now());
    if (due.length > 0) await openRounds(due);
    setCurrentDetails(campaignDetails(plan, rounds, state()));
    upsertSearchAttributes(searchAttributePairs({ NdState: state() }));
    if (!paused && unopened().length === 0 && running().length === 0 && allHandlersFinished()) break;
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof campaign>({ plan, clock: clock.setting(), carried: { rounds, reopened, paused } });
    }
    await clock.restUntil(paused ? null : nextOpening(), () => changed || cancelled, 'next opening');
  }

  if (cancelled) await condition(() => running().length === 0);
  const as = cancelled ? 'cancelled' : 'completed';
  await actAtLength.completeCampaign.executeWithOptions({ summary: 'write the report' }, [
    { campaign: id, as, now: clock.now() },
  ]);
  setCurrentDetails(campaignDetails(plan, rounds, as));
  upsertSearchAttributes(searchAttributePairs({ NdState: as }));
  await finish();
  return { as, rounds: Object.keys(rounds).length };
}

/** What the activity refused is the answer to the Update; it must not fail the campaign. */
function asRefusal(error: unknown): never {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  throw ApplicationFailure.nonRetryable(cause instanceof Error ? cause.message : String(cause));
}
