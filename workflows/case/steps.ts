import type { CaseEvent, CaseOutcome, CaseStep, PlannedVisit } from '../../domain/case/life';
import type { FollowUpCase } from '../../domain/warning/alert/alert';
import { act } from '../activities';
import type { WorkflowClock } from '../clock';
import { endRound } from '../messages';
import { tell } from '../tell';
import { tried } from '../tried';
import { startAlertRound } from '../warning/alert-round';

/** A step that is carried out by activities and other workflows. */
type CaseWork = Exclude<CaseStep, { do: 'rest' | 'end' }>;

/** @returns what came of the step. */
export async function carryOut(one: FollowUpCase, step: CaseWork, clock: WorkflowClock): Promise<CaseEvent> {
  switch (step.do) {
    case 'plan': {
      const planned = await plan(one, step.visit, clock);
      return planned ? { is: 'planned', planned } : { is: 'failed' };
    }
    case 'open':
      return { is: 'opened', round: await open(one, step.planned, clock) };
    case 'call-off':
      await tell(step.round, endRound, { as: 'cancelled', now: clock.now() });
      return { is: 'called-off' };
    case 'note':
      return note(one, step);
    case 'close':
      await close(one, step.outcome, clock);
      return { is: 'closed' };
  }
}

async function plan({ followUp }: FollowUpCase, visit: number, clock: WorkflowClock): Promise<PlannedVisit | null> {
  const planned = await tried(`plan visit ${visit}`, () => act.planRevisit({ followUp, visit, now: clock.now() }));
  return planned?.came ?? null;
}

const open = ({ campaign, unit }: FollowUpCase, { alert, ...planned }: PlannedVisit, clock: WorkflowClock) =>
  startAlertRound(planned, { campaign, area: unit, alert, clock: clock.setting() });

async function note(
  { followUp }: FollowUpCase,
  { round, visit }: { round: string; visit: number },
): Promise<CaseEvent> {
  const noted = await tried(`note visit ${visit}`, () => act.noteVisit({ followUp, round, visit }));
  return noted ? { is: 'noted', found: noted.came } : { is: 'failed' };
}

const close = ({ followUp }: FollowUpCase, outcome: CaseOutcome, clock: WorkflowClock) =>
  tried('close', () => act.closeFollowUp({ followUp, outcome, now: clock.now() }));
