import { getExternalWorkflowHandle, log, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { ClockSetting } from '../domain/clock';
import { campaignWorkflowId } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import { type CaseEnded, type FollowUpCase, MOST_VISITS } from '../domain/weather/alert';
import type { RevisitOutcome } from '../domain/weather/forms';
import { act } from './activities';
import { startAlertRound } from './alert-round';
import { openClock, serveAdvance } from './clock';
import { caseEnded, endCase, endRound, roundSettled } from './messages';

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
    if (cancelled)
      await getExternalWorkflowHandle(round)
        .signal(endRound, { as: 'cancelled', now: clock.now() })
        .catch((error) => log.warn('round not told', { round, error: String(error) }));
    return act.noteVisit({ followUp: id, round, visit: number });
  }

  let outcome: string = 'handed-over';
  for (let number = 1; number <= MOST_VISITS && !cancelled; number++) {
    const found = await visit(number);
    if (found === null || found === 'refuses') continue;
    outcome = found;
    break;
  }
  await act.closeFollowUp({ followUp: id, outcome: cancelled ? 'cancelled' : outcome, now: clock.now() });
  upsertSearchAttributes(searchAttributePairs({ NdState: 'closed' }));
  const ended: CaseEnded = { id: workflowId, at: clock.now(), left: [] };
  await getExternalWorkflowHandle(campaignWorkflowId(campaign))
    .signal(caseEnded, ended)
    .catch((error) => log.warn('campaign not told', { error: String(error) }));
  await finish();
  return ended;
}
