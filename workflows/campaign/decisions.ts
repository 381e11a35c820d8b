import { condition, currentUpdateInfo, setHandler, workflowInfo } from '@temporalio/workflow';
import { type CampaignEvent, type CampaignLife, runningOf, runningRounds, stateOf } from '../../domain/campaign/life';
import { refuseSteering, STEERING_VERBS, type SteeringVerb } from '../../domain/campaign/steering';
import { tellings } from '../../domain/campaign/ways';
import { type Instant, latest } from '../../domain/instant';
import type { RoundTold } from '../../domain/round/branch-life';
import { noticeRung } from '../../domain/round/decision-notice';
import { roundsInAreas } from '../../domain/round/round';
import { sentence } from '../../domain/text/refusal';
import { act, decide } from '../activities';
import type { WorkflowClock } from '../clock';
import * as messages from '../messages';
import { asRefusal, isOutOfTime, refusal } from '../refusals';
import { tellRound } from '../round/tell-round';
import { tell } from '../tell';

/** The campaign that decisions are about. */
export interface Steered {
  clock: WorkflowClock;
  life(): CampaignLife;
  hear(event: CampaignEvent): void;
  /** True while rounds are being opened, which cannot get a decision yet. */
  isOpening(): boolean;
  /** True once nothing is left to do: a decision would be taken, and change nothing. */
  isEnding(): boolean;
}

/** An administrator's decision, as recorded and carried out. */
type Decision = messages.Steering & { campaign: string; verb: SteeringVerb; key: string; now: Instant };

/**
 * Takes the administrators' decisions, one Update for each verb: a senseless one is refused at once, others are carried
 * out.
 */
export function serveDecisions(steered: Steered): void {
  const takeTurn = inTurn(steered);
  for (const verb of STEERING_VERBS)
    setHandler(messages.steeringUpdates[verb], (request: messages.Steering) => takeTurn(request, verb), {
      validator: (request: messages.Steering) => refuse(steered, verb, request),
    });
}

function refuse({ clock, life, isEnding }: Steered, verb: SteeringVerb, request: messages.Steering): void {
  const { plan } = life();
  if (isEnding()) throw refusal(sentence('not-running', { campaign: plan.campaign }));
  const isWall = clock.setting().kind === 'wall';
  const now = isWall ? clock.now() : (latest(clock.now(), request.now) ?? clock.now());
  const said = refuseSteering({ ...request, reasoned: !!request.reason, verb, plan, state: stateOf(life()), now });
  if (said) throw refusal(said);
}

/**
 * Runs decisions one after the other: each starts from the plan that the one before has left, and all rounds can be
 * told.
 */
function inTurn(steered: Steered) {
  const { clock, life, hear, isOpening } = steered;
  let asked = 0;
  let decided = 0;
  return async (request: messages.Steering, verb: SteeringVerb): Promise<messages.Steered> => {
    const turn = asked++;
    hear({ is: 'deciding' });
    await condition(() => turn === decided && !isOpening());
    if (request.now) clock.moveTo(request.now);
    // The Update's id makes a retried activity record the decision once.
    const key = `${workflowInfo().runId}/${currentUpdateInfo()?.id}`;
    const { campaign, warnings } = life().plan;
    try {
      await inTime(steered, { ...request, campaign, verb, key, now: clock.now() });
    } catch (error) {
      throw asRefusal(error);
    } finally {
      decided += 1;
      hear({ is: 'decided' });
    }
    return { warnings: life().plan.warnings.filter((warning) => !warnings.includes(warning)) };
  };
}

/** If the decision is recorded and only the answer was lost, finishes it: every step of a decision may run twice. */
async function inTime(steered: Steered, decision: Decision): Promise<void> {
  for (;;) {
    try {
      return await CARRY_OUT[decision.verb](steered, decision);
    } catch (error) {
      if (!isOutOfTime(error) || !(await act.isRecorded({ key: decision.key }))) throw error;
    }
  }
}

const CARRY_OUT: Record<SteeringVerb, (steered: Steered, decision: Decision) => Promise<void>> = {
  async remind({ life }, decision) {
    await decide.recordSteering(decision);
    await tellDates(life(), runningOf(life(), decision.target), { decision, announce: 'reminder' });
  },
  async extend(steered, decision) {
    await amend(steered, decision);
    const { life } = steered;
    await tellDates(life(), runningOf(life(), decision.target), { decision, announce: 'extended' });
  },
  async replan(steered, decision) {
    await amend(steered, decision);
    await tellDates(steered.life(), runningRounds(steered.life()), { decision });
  },
  async reopen(steered, decision) {
    await amend(steered, decision);
    await tellDates(steered.life(), runningRounds(steered.life()), { decision });
    const { now: at, reason, target = {} } = decision;
    steered.hear({ is: 'reopened', target, reopening: { at, ...(reason && { reason }) } });
  },
  async close({ life, hear }, decision) {
    const { target = {} } = decision;
    await decide.recordSteering(decision);
    const closing = runningOf(life(), target);
    hear({ is: 'closed', target });
    await end(life(), closing, 'closed', decision);
  },
  async return({ life }, decision) {
    await decide.returnReport.executeWithOptions({ summary: 'return a report' }, [decision]);
    await tellRounds(life(), runningOf(life(), decision.target), () => ({ is: 'reported' }));
  },
  async pause({ life, hear }, decision) {
    await decide.changeState({ ...decision, state: 'paused' });
    hear({ is: 'paused' });
    await tellRounds(life(), runningRounds(life()), () => ({ is: 'paused' }));
  },
  async resume({ life, hear }, decision) {
    await decide.changeState({ ...decision, state: 'running' });
    hear({ is: 'resumed' });
    await tellRounds(life(), runningRounds(life()), () => ({ is: 'resumed', now: decision.now }));
  },
  async cancel({ life, hear }, decision) {
    await decide.changeState({ ...decision, state: 'cancelled' });
    await end(life(), runningRounds(life()), 'cancelled', decision);
    await Promise.all(life().alerts.map((one) => tell(one, messages.cancelAlert, decision.now)));
    await decide.cancelCases(decision);
    hear({ is: 'cancelled' });
  },
};

/** Compiles the plan anew by an activity, with all decisions so far. */
async function amend({ hear }: Steered, decision: Decision): Promise<void> {
  hear({ is: 'amended', plan: await decide.amendPlan.executeWithOptions({ summary: decision.verb }, [decision]) });
}

/** Gives rounds the dates of the plan, with a rung that is due at once when there is something to announce. */
async function tellDates(
  life: CampaignLife,
  ids: readonly string[],
  { decision: { now, reason }, announce }: { decision: Decision; announce?: string },
): Promise<void> {
  const planned = new Map(roundsInAreas(life.plan).map(({ id, round }) => [id, round]));
  await tellRounds(life, ids, (id) => {
    const dates = planned.get(id);
    if (!dates) return null;
    const { dueAt, locksAt, rungs } = dates;
    const notice = announce ? [noticeRung(announce, { now, validUntil: locksAt, ...(reason && { reason }) })] : [];
    return { is: 'amended', now, dates: { dueAt, locksAt, rungs: [...rungs, ...notice] } };
  });
}

const end = (
  life: CampaignLife,
  rounds: readonly string[],
  as: 'closed' | 'cancelled',
  { reason, now }: Decision,
): Promise<void> => tellRounds(life, rounds, () => ({ is: 'ended', as, now, ...(reason && { reason }) }));

/** Signals that a workflow may have on their way at once; the server stops at 2,000. */
const SIGNALS_AT_ONCE = 500;

/** Tells rounds something: those of branches by these. */
async function tellRounds(
  life: CampaignLife,
  ids: readonly string[],
  toldOf: (id: string) => RoundTold | null,
): Promise<void> {
  const { direct, branches } = tellings(life, ids, toldOf);
  await Promise.all(direct.map(({ id, told }) => tellRound(id, told)));
  for (let from = 0; from < branches.length; from += SIGNALS_AT_ONCE)
    await Promise.all(
      branches
        .slice(from, from + SIGNALS_AT_ONCE)
        .map(({ id, areas, told }) => tell(id, messages.askBranch, { do: 'tell', areas, told })),
    );
}
