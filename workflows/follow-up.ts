import { setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { ClockSetting } from '../domain/clock';
import { campaignWorkflowId } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import { type CaseEnded, type FollowUpCase, MOST_VISITS } from '../domain/weather/alert';
import type { RevisitOutcome } from '../domain/weather/forms';
import { act } from './activities';
import { startAlertRound } from './alert-round';
import { openAttempts } from './attempts';
import { openClock, serveAdvance } from './clock';
import { caseEnded, endCase, endRound, roundSettled } from './messages';
import { tell } from './tell';

export interface FollowUpInput extends FollowUpCase {
  clock: ClockSetting;
}

/**
 * Somebody refused help: the unit visits again and again, each visit a round of its own, until the case is closed; a
 * case that stays open is handed to the superior after {@link MOST_VISITS}.
 */
export async function followUp({ followUp: id, campaign, unit, clock: setting }: FollowUpInput): Promise<CaseEnded> {
  const { workflowId } = workflowInfo();
  const clock = openClock(setting);
  const attempts = openAttempts(clock);
  const started: string[] = [];
  let settled: string | null = null;
  let cancelled = false;

  setHandler(roundSettled, (outcome) => {
    clock.moveTo(outcome.at);
    settled = outcome.id;
  });
  setHandler(endCase, (now) => {
    clock.moveTo(now);
    cancelled = true;
  });
  const finish = serveAdvance(clock, () => started.splice(0));

  async function visit(number: number): Promise<RevisitOutcome | null> {
    const { alert, ...planned } = await act.planRevisit({ followUp: id, visit: number, now: clock.now() });
    await clock.restUntil(planned.round.opensAt, () => cancelled, `visit ${number}`);
    if (cancelled) return null;
    settled = null;
    const round = await startAlertRound(planned, { campaign, area: unit, alert, clock: clock.setting() });
    started.push(round);
    await clock.restUntil(null, () => settled !== null || cancelled, 'what the visit brings');
    if (cancelled) await tell(round, endRound, { as: 'cancelled', now: clock.now() });
    return act.noteVisit({ followUp: id, round, visit: number });
  }

  let outcome: string = 'handed-over';
  for (let number = 1; number <= MOST_VISITS && !cancelled; number++) {
    // A visit that cannot be planned or noted is followed by the next: the case ends all the same, at the latest handed
    // over.
    const taken = await attempts.take(`visit ${number}`, () => visit(number));
    const found = taken?.came ?? null;
    if (found === null || found === 'refuses') continue;
    outcome = found;
    break;
  }
  const closing = { followUp: id, outcome: cancelled ? 'cancelled' : outcome, now: clock.now() };
  await attempts.take('close', () => act.closeFollowUp(closing));
  upsertSearchAttributes(searchAttributePairs({ NdState: 'closed' }));
  const ended: CaseEnded = { id: workflowId, at: clock.now(), left: [] };
  await tell(campaignWorkflowId(campaign), caseEnded, ended);
  await finish();
  return ended;
}
