import type { CaseEvent, CaseStart, CaseStep } from '../../domain/case/life';
import { campaignWorkflowId } from '../../domain/round/round';
import { act } from '../activities';
import type { WorkflowClock } from '../clock';
import { casesClosed, endRound } from '../messages';
import { startUnplannedRound } from '../round/unplanned-round';
import { tell } from '../tell';
import { tried } from '../tried';

/** A step that is carried out by activities and other workflows. */
type CaseWork = Exclude<CaseStep, { do: 'rest' | 'end' }>;
type Step<Name extends CaseStep['do']> = Extract<CaseStep, { do: Name }>;

/** What a step works on. */
interface AtWork {
  input: CaseStart;
  clock: WorkflowClock;
  /** A workflow was started, which a driver of the stepped clock has to move too. */
  started(id: string): void;
}

/** @returns what came of the step. */
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

/** The campaign is told by the last of its cases alone: thousands of them need not be thousands of signals. */
async function close({ input, clock }: AtWork, { outcome }: Step<'close'>): Promise<void> {
  const { lot, campaign } = input;
  const now = clock.now();
  const closed = await tried('close', () => act.closeCases({ lot, outcome, now }));
  if (!closed || closed.came.last) await tell(campaignWorkflowId(campaign), casesClosed, now);
}
