import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, ParentClosePolicy, sleep, startChild, workflowInfo } from '@temporalio/workflow';
import { asReopened, type CampaignLife } from '../../domain/campaign/life';
import type { Instant } from '../../domain/instant';
import type { ClockSetting } from '../../domain/round/clock';
import type { RoundInArea } from '../../domain/round/round';
import { timeNoted } from '../../domain/round/temporal-notes';
import { searchAttributePairs } from '../../domain/search-attributes';
import { round } from '../round/round';

/** A round that has reported its end still answers open Updates for a moment; then its id is free. */
const UNTIL_FREE = '1 second';
const TRIES_UNTIL_FREE = 30;

/**
 * Starts a round, or joins it when it runs already: its campaign was restarted by hand, or a round to be reopened has
 * reported its end but is still ending.
 */
export async function openRound(life: CampaignLife, due: RoundInArea, clock: ClockSetting): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await startRound(life, due, clock);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (!life.reopened[due.id] || tried === TRIES_UNTIL_FREE) {
        log.warn('round joined', { round: due.id });
        return;
      }
      await sleep(UNTIL_FREE);
    }
  }
}

async function startRound(
  { plan, paused, reopened }: CampaignLife,
  { id: workflowId, round: asPlanned, area, areaName = '', units }: RoundInArea,
  clock: ClockSetting,
): Promise<void> {
  const { campaign } = plan;
  const again = reopened[workflowId];
  const planned = again ? asReopened(asPlanned, again) : asPlanned;
  const { key, of, form, opensAt, dueAt, locksAt, stage } = planned;
  const nameOfStage = plan.stages.find(({ id }) => id === stage)?.name ?? stage;
  const noted = (at: Instant) => timeNoted(at, plan.zone);
  await startChild(round, {
    workflowId,
    args: [{ campaign, round: planned, area, clock, paused, ...(again && { since: again.at }) }],
    // Otherwise a continue-as-new of the campaign would end the round.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${plan.name} · ${nameOfStage} ${key} · ${`${areaName} ${area}`.trim()}`,
    staticDetails: `Asks ${units} × ${of} for ${form}: opens ${noted(opensAt)}, due ${noted(dueAt)}, locks ${noted(locksAt)}.`,
    memo: workflowInfo().memo ?? {},
    typedSearchAttributes: searchAttributePairs({
      NdCampaign: campaign,
      NdStage: stage,
      NdArea: area,
      NdKind: 'round',
      NdState: 'open',
      NdExpected: units,
      NdMissing: units,
      NdDueAt: new Date(dueAt),
    }),
  });
}
