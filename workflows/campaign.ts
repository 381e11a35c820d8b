import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  currentUpdateInfo,
  log,
  ParentClosePolicy,
  patched,
  setCurrentDetails,
  setHandler,
  sleep,
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
import { act, actAtLength, actOnReport, decide } from './activities';
import { openAttempts } from './attempts';
import { openClock, serveAdvance } from './clock';
import * as messages from './messages';
import { asRefusal, isOutOfTime, refusal } from './refusals';
import { round } from './round';
import { tell } from './tell';

export interface CampaignInput {
  plan: Plan;
  clock: ClockSetting;
  /** Carried through continue-as-new. */
  carried?: Carried;
}

interface Carried {
  rounds: messages.CampaignStanding['rounds'];
  /** Rounds that were reopened, when and why: they climb no rung that fell due before. */
  reopened: Record<string, { at: Instant; reason?: number }>;
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

/** A round that has told its end waits a moment for late questions, then its id is free again. */
const UNTIL_FREE = '1 second';
const TRIES_UNTIL_FREE = 30;

/**
 * Carries one campaign:
 *  1. starts the rounds of each stage as they open, one workflow per area, left running on their own;
 *  2. takes the administrators' decisions as Updates: checks them, has the plan compiled anew, tells the rounds;
 *  3. when the last round has settled and the last alert is over, writes the report.
 */
export async function campaign({ plan: planned, clock: setting, carried }: CampaignInput): Promise<CampaignOutcome> {
  const clock = openClock(setting);
  const attempts = openAttempts(clock);
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
  /** Cases whose end was told before their opening. */
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
        // One after the other: each is decided on the plan that the one before has left, and all its rounds can be
        // told.
        const turn = asked++;
        await condition(() => turn === decided && !opening);
        if (request.now) clock.moveTo(request.now);
        // The Update's id makes a retried activity record the decision once.
        const key = `${workflowInfo().runId}/${currentUpdateInfo()?.id}`;
        const known = new Set(plan.warnings);
        try {
          await carryOutInTime({ ...request, campaign: id, verb, key, now: clock.now() }, carryOut);
        } catch (error) {
          throw asRefusal(error);
        } finally {
          decided += 1;
          changed = true;
        }
        return { warnings: plan.warnings.filter((warning) => !known.has(warning)) };
      },
      {
        validator: (request: messages.Steering) => {
          const now = clock.setting().kind === 'wall' ? clock.now() : (latest(clock.now(), request.now) ?? clock.now());
          const said = refuseSteering({ ...request, reasoned: !!request.reason, verb, plan, state: state(), now });
          if (said) throw refusal(said);
        },
      },
    );
  }

  /** What was written down, and only the answer was lost, is finished: every step of a decision may be done twice. */
  async function carryOutInTime(decision: Decision, carryOut: (decision: Decision) => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await carryOut(decision);
      } catch (error) {
        if (!isOutOfTime(error) || !(await act.isRecorded({ key: decision.key }))) throw error;
      }
    }
  }

  const tellAll = (ids: string[], one: (id: string) => Promise<void>) => Promise.all(ids.map(one));

  const deciding = () => asked > decided;
  const meant = (target: messages.Steering['target'] = {}) => roundsMeant(plan, target).map((round) => round.id);
  const runningOf = (target: messages.Steering['target']) => meant(target).filter((round) => rounds[round] === 'open');

  /** Has the plan compiled anew, with everything decided so far, and gives the running rounds their new dates. */
  async function amend(decision: Decision, announce: string | null) {
    const { verb, target } = decision;
    plan = await decide.amendPlan.executeWithOptions({ summary: verb }, [decision]);
    await tellDates(announce ? runningOf(target) : running(), decision, announce);
  }

  /** Gives rounds the dates of the plan, and a rung that is due at once where there is something to announce. */
  async function tellDates(ids: string[], { now, reason }: Decision, announce: string | null) {
    const planned = new Map(roundsInAreas(plan).map((round) => [round.id, round.round]));
    await tellAll(ids, async (round) => {
      const dates = planned.get(round);
      if (!dates) return;
      const { dueAt, locksAt, rungs } = dates;
      const notice = announce ? [noticeRung(announce, { now, validUntil: locksAt, ...(reason && { reason }) })] : [];
      await tell(round, messages.amendRound, { now, dueAt, locksAt, rungs: [...rungs, ...notice] });
    });
  }

  const end = (rounds: string[], as: 'closed' | 'cancelled', { reason, now }: Decision) =>
    tellAll(rounds, (round) => tell(round, messages.endRound, { as, now, ...(reason && { reason }) }));

  steer('remind', async (decision) => {
    await decide.recordSteering(decision);
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
    await decide.recordSteering(decision);
    const closing = runningOf(decision.target);
    for (const round of meant(decision.target)) if (rounds[round] === undefined) rounds[round] = 'settled';
    await end(closing, 'closed', decision);
  });
  steer('return', async (decision) => {
    await decide.returnReport.executeWithOptions({ summary: 'return a report' }, [decision]);
    await tellAll(runningOf(decision.target), (round) => tell(round, messages.reportArrived));
  });
  steer('pause', async (decision) => {
    await decide.changeState({ ...decision, state: 'paused' });
    paused = true;
    await tellAll(running(), (round) => tell(round, messages.pauseRound));
  });
  steer('resume', async (decision) => {
    await decide.changeState({ ...decision, state: 'running' });
    paused = false;
    await tellAll(running(), (round) => tell(round, messages.resumeRound, decision.now));
  });
  steer('cancel', async (decision) => {
    await decide.changeState({ ...decision, state: 'cancelled' });
    await end(running(), 'cancelled', decision);
    await tellAll([...cases], (one) => tell(one, messages.endCase, decision.now));
    cancelled = true;
  });

  async function openRounds(due: RoundInArea[]): Promise<void> {
    opening = true;
    try {
      await Promise.all(due.map(openOne));
    } finally {
      opening = false;
    }
    started.push(...due.map((round) => round.id));
  }

  /**
   * Starts a round, or joins it where it runs already: its campaign was begun anew by hand, or it is a round to be
   * reopened which has told its end and has not quite gone.
   */
  async function openOne(due: RoundInArea): Promise<void> {
    rounds[due.id] = 'open';
    for (let tried = 1; ; tried++) {
      try {
        return await startRound(due);
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        if (!reopened[due.id] || tried === TRIES_UNTIL_FREE) {
          log.warn('round joined', { round: due.id });
          return;
        }
        await sleep(UNTIL_FREE);
      }
    }
  }

  async function startRound({ id: workflowId, round: asPlanned, area, units }: RoundInArea): Promise<void> {
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

  /** A report that cannot be written keeps no campaign from its end: it is a fault, and is written again by hand. */
  async function settle(as: CampaignOutcome['as']): Promise<void> {
    const ending = { campaign: id, as, now: clock.now() };
    if (!patched('report-apart')) {
      await actAtLength.completeCampaign.executeWithOptions({ summary: 'write the report' }, [ending]);
      return;
    }
    await attempts.take('end', () => act.endCampaign(ending));
    const written = await attempts.take('report', () =>
      actOnReport.writeReport.executeWithOptions({ summary: 'write the report' }, [{ campaign: id }]),
    );
    if (!written) await attempts.take('report-missing', () => act.reportMissing({ campaign: id }));
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
  await settle(as);
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
