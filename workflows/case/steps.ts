import type { CaseEvent, CaseStart, CaseStep } from '../../domain/case/life';
import { campaignWorkflowId } from '../../domain/round/round';
import { act } from '../activities';
import type { WorkflowClock } from '../clock';
import { casesClosed, endRound } from '../messages';
import { startUnplannedRound } from '../round/unplanned-round';
import { tell } from '../tell';
import { tried } from '../tried';

/** A step for activities and other workflows. */
type CaseWork = Exclude<CaseStep, { do: 'rest' | 'end' }>;
type Step<Name extends CaseStep['do']> = Extract<CaseStep, { do: Name }>;

/** The context of a step. */
interface AtWork {
  input: CaseStart;
  clock: WorkflowClock;
  /** Reports a started workflow to the driver of a stepped clock, which must move it too. */
  started(id: string): void;
}

/** @returns the outcome of the step, as an event. */
export async function carryOut(work: AtWork, step: CaseWork): Promise<CaseEvent> {
  switch (step.do) {
    case 'plan':
      return plan(work, step);
    case 'open':
      return open(work, step);
    case 'call-off':
      await tell(step.round, endRound, { as: 'cancelled', now: work.clock.now() });
      return { is: 'called-off' };
    case 'note':
      return note(work, step);
    case 'close':
      await close(work, step);
      return { is: 'closed' };
  }
}

async function plan({ input, clock }: AtWork, { nth }: Step<'plan'>): Promise<CaseEvent> {
  const { lot } = input;
  const planned = await tried(`plan round ${nth}`, () => act.planCaseRound({ lot, nth, now: clock.now() }));
  if (!planned) return { is: 'failed' };
  return planned.came ? { is: 'planned', planned: planned.came } : { is: 'over' };
}

async function open({ input, clock, started }: AtWork, { planned }: Step<'open'>): Promise<CaseEvent> {
  const { area, cause, ...round } = planned;
  const { campaign } = input;
  const id = await startUnplannedRound(round, { campaign, area, cause, clock: clock.setting() });
  started(id);
  return { is: 'opened', round: id };
}

async function note({ input, clock, started }: AtWork, { nth, round, last }: Step<'note'>): Promise<CaseEvent> {
  const noting = { lot: input.lot, nth, round, last, now: clock.now(), clock: clock.setting() };
  const noted = await tried(`note round ${nth}`, () => act.noteCaseRound(noting));
  for (const id of noted?.came.started ?? []) started(id);
  return noted ? { is: 'noted', open: noted.came.open } : { is: 'failed' };
}

/** Only the last case tells the campaign: thousands of cases do not make thousands of signals. */
async function close({ input, clock }: AtWork, { outcome }: Step<'close'>): Promise<void> {
  const { lot, campaign } = input;
  const now = clock.now();
  const closed = await tried('close', () => act.closeCases({ lot, outcome, now }));
  if (!closed || closed.came.last) await tell(campaignWorkflowId(campaign), casesClosed, now);
}
