import {
  ActivityFailure,
  ApplicationFailure,
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
import { earliest, type Instant, latest } from '../domain/instant';
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
  /** Rounds that were reopened, when and why: they climb no rung that fell due before. */
  reopened: Record<string, { at: Instant; reason?: string }>;
  /** Alerts and follow-ups that have not ended. */
  cases?: string[];
  paused: boolean;
  cancelled: boolean;
}

/** An administrator's decision as it is recorded and carried out. */
type Decision = messages.Steering & { campaign: string; verb: SteeringVerb; key: string; now: Instant };

export interface CampaignOutcome {
  as: 'completed' | 'cancelled';
  rounds: number;
}

/**
 * Carries one campaign:
 *  1. starts the rounds of each stage as they open, one workflow per area, left running on their own;
 *  2. takes the administrators' decisions as Updates: checks them, has the plan compiled anew, tells the rounds;
 *  3. when the last round has settled and the last alert is over, writes the report.
 */
export async function campaign({ plan: planned, clock: setting, carried }: CampaignInput): Promise<CampaignOutcome> {
  const clock = openClock(setting);
  const { campaign: id } = planned;
  let plan = planned;
  const { rounds, reopened }: Pick<Carried, 'rounds' | 'reopened'> = carried ?? { rounds: {}, reopened: {} };
  const cases = new Set(carried?.cases ?? []);
  let paused = carried?.paused ?? false;
  let cancelled = carried?.cancelled ?? false;
  let changed = false;
  let opening = false;
  let asked = 0;
  let decided = 0;
  const started: string[] = [];
  /** Cases that ended before whoever opened them had said so. */
  const over = new Set<string>();

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
  setHandler(messages.roundSettled, ({ id: settled, at }: RoundOutcome) => {
    clock.moveTo(at);
    rounds[settled] = 'settled';
    changed = true;
  });
  setHandler(messages.caseOpened, ({ id: opened, at }) => {
    clock.moveTo(at);
    cases.add(opened);
  });
  setHandler(messages.caseEnded, ({ id: ended, at, left }) => {
    clock.moveTo(at);
    cases.delete(ended);
    for (const other of left) if (!over.has(other)) cases.add(other);
    over.add(ended);
    changed = true;
  });
  const finish = serveAdvance(clock, () => started.splice(0));

  /** One Update per verb: refused at once when it makes no sense now, else recorded and carried out. */
  function steer(verb: SteeringVerb, carryOut: (decision: Decision) => Promise<void>) {
    setHandler(
      messages.steeringUpdates[verb],
      async (request: messages.Steering) => {
        // One after the other: each is decided on the plan that the one before has left, and all its rounds can be told.
        const turn = asked++;
        await condition(() => turn === decided && !opening);
        if (request.now) clock.moveTo(request.now);
        // The Update's id makes a retried activity record the decision once.
        const key = `${workflowInfo().runId}/${currentUpdateInfo()?.id}`;
        try {
          await carryOut({ ...request, campaign: id, verb, key, now: clock.now() }).catch(asRefusal);
        } finally {
          decided += 1;
          changed = true;
        }
      },
      {
        validator: (request: messages.Steering) => {
          const now = clock.setting().kind === 'wall' ? clock.now() : (latest(clock.now(), request.now) ?? clock.now());
          const refusal = refuseSteering({ ...request, verb, plan, state: state(), now });
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

  const deciding = () => asked > decided;
  const meant = (target: messages.Steering['target'] = {}) => roundsMeant(plan, target).map((round) => round.id);
  const runningOf = (target: messages.Steering['target']) => meant(target).filter((round) => rounds[round] === 'open');

  /** Has the plan compiled anew, with everything decided so far, and gives the running rounds their new dates. */
  async function amend(decision: Decision, announce: string | null) {
    const { verb, target } = decision;
    plan = await actAtLength.amendPlan.executeWithOptions({ summary: verb }, [decision]);
    await tellDates(announce ? runningOf(target) : running(), decision, announce);
  }

  /** Gives rounds the dates of the plan, and a rung that is due at once where there is something to announce. */
  async function tellDates(ids: string[], { now, reason }: Decision, announce: string | null) {
    const planned = new Map(roundsInAreas(plan).map((round) => [round.id, round.round]));
    await signalRounds(ids, async (handle, round) => {
      const dates = planned.get(round);
      if (!dates) return;
      const { dueAt, locksAt, rungs } = dates;
      const notice = announce ? [noticeRung(announce, { now, validUntil: locksAt, ...(reason && { reason }) })] : [];
      await handle.signal(messages.amendRound, { now, dueAt, locksAt, rungs: [...rungs, ...notice] });
    });
  }

  const end = (rounds: string[], as: 'closed' | 'cancelled', { reason, now }: Decision) =>
    signalRounds(rounds, (handle) => handle.signal(messages.endRound, { as, now, ...(reason && { reason }) }));

  steer('remind', async (decision) => {
    await act.recordSteering(decision);
    await tellDates(runningOf(decision.target), decision, 'reminder');
  });
  steer('extend', (decision) => amend(decision, 'extended'));
  steer('replan', (decision) => amend(decision, null));
  steer('reopen', async (decision) => {
    await amend(decision, null);
    for (const round of meant(decision.target).filter((round) => rounds[round] === 'settled')) {
      delete rounds[round];
      reopened[round] = { at: decision.now, ...(decision.reason && { reason: decision.reason }) };
    }
  });
  steer('close', async (decision) => {
    await act.recordSteering(decision);
    const closing = runningOf(decision.target);
    for (const round of meant(decision.target)) if (rounds[round] === undefined) rounds[round] = 'settled';
    await end(closing, 'closed', decision);
  });
  steer('return', async (decision) => {
    await act.returnReport.executeWithOptions({ summary: 'return a report' }, [decision]);
    await signalRounds(runningOf(decision.target), (handle) => handle.signal(messages.reportArrived));
  });
  steer('pause', async (decision) => {
    paused = true;
    await act.changeState({ ...decision, state: 'paused' });
    await signalRounds(running(), (handle) => handle.signal(messages.pauseRound));
  });
  steer('resume', async (decision) => {
    await act.changeState({ ...decision, state: 'running' });
    paused = false;
    await signalRounds(running(), (handle) => handle.signal(messages.resumeRound, decision.now));
  });
  steer('cancel', async (decision) => {
    await act.changeState({ ...decision, state: 'cancelled' });
    await end(running(), 'cancelled', decision);
    await signalRounds([...cases], (handle) => handle.signal(messages.endCase, decision.now));
    cancelled = true;
  });

  async function openRounds(due: RoundInArea[]): Promise<void> {
    opening = true;
    await Promise.all(due.map(openOne));
    opening = false;
    started.push(...due.map((round) => round.id));
  }

  async function openOne({ id: workflowId, round: asPlanned, area, units }: RoundInArea): Promise<void> {
    rounds[workflowId] = 'open';
    const again = reopened[workflowId];
    const plannedRound = again ? reopenedRound(asPlanned, again) : asPlanned;
    await startChild(round, {
      workflowId,
      args: [
        { campaign: id, round: plannedRound, area, clock: clock.setting(), paused, ...(again && { since: again.at }) },
      ],
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
    // Not while a decision is being carried out: it could neither reach a round that is just opening, nor count on it.
    const due = paused || deciding() ? [] : unopened().filter(({ round }) => round.opensAt <= clock.now());
    if (due.length > 0) await openRounds(due);
    setCurrentDetails(campaignDetails(plan, rounds, state()));
    upsertSearchAttributes(searchAttributePairs({ NdState: state() }));
    // A decision that is being carried out may yet open a round; a driver's `advance` only waits to be told of the end.
    if (!paused && unopened().length === 0 && running().length === 0 && cases.size === 0 && !deciding()) break;
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      await continueAsNew<typeof campaign>({
        plan,
        clock: clock.setting(),
        carried: { rounds, reopened, cases: [...cases], paused, cancelled },
      });
    }
    await clock.restUntil(paused || deciding() ? null : nextOpening(), () => changed || cancelled, 'next opening');
  }

  if (cancelled) await condition(() => running().length === 0 && cases.size === 0);
  const as = cancelled ? 'cancelled' : 'completed';
  await actAtLength.completeCampaign.executeWithOptions({ summary: 'write the report' }, [
    { campaign: id, as, now: clock.now() },
  ]);
  setCurrentDetails(campaignDetails(plan, rounds, as));
  upsertSearchAttributes(searchAttributePairs({ NdState: as }));
  await finish();
  return { as, rounds: Object.keys(rounds).length };
}

/** A round that opens again says so to those who are still silent, unless its first call is yet to come. */
function reopenedRound(planned: RoundInArea['round'], { at: now, reason }: Carried['reopened'][string]) {
  if (now < planned.opensAt) return planned;
  const notice = noticeRung('reopened', { now, validUntil: planned.locksAt, ...(reason && { reason }) });
  return { ...planned, rungs: [...planned.rungs, notice] };
}

/** What the activity refused is the answer to the Update; it must not fail the campaign. */
function asRefusal(error: unknown): never {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  throw ApplicationFailure.nonRetryable(cause instanceof Error ? cause.message : String(cause));
}
