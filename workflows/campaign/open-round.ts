import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, ParentClosePolicy, sleep, startChild } from '@temporalio/workflow';
import { asReopened, type CampaignLife } from '../../domain/campaign/life';
import type { ClockSetting } from '../../domain/round/clock';
import type { RoundInArea } from '../../domain/round/round';
import { searchAttributePairs } from '../../domain/search-attributes';
import { round } from '../round/round';

/** A round that has told its end answers open questions for a moment. Then its id is free again. */
const UNTIL_FREE = '1 second';
const TRIES_UNTIL_FREE = 30;

/**
 * Starts a round, or joins it where it runs already: its campaign was begun anew by hand, or it is a round to be
 * reopened which has told its end and has not quite gone.
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
  { id: workflowId, round: asPlanned, area, units }: RoundInArea,
  clock: ClockSetting,
): Promise<void> {
  const { campaign } = plan;
  const again = reopened[workflowId];
  const planned = again ? asReopened(asPlanned, again) : asPlanned;
  const { key, of, form, opensAt, dueAt, locksAt, stage } = planned;
  await startChild(round, {
    workflowId,
    args: [{ campaign, round: planned, area, clock, paused, ...(again && { since: again.at }) }],
    // A round outlives a continue-as-new of its campaign, which would otherwise end it.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${plan.name} · ${key} · ${area}`,
    staticDetails: `Asks ${units} × ${of} for ${form}: opens ${opensAt}, due ${dueAt}, locks ${locksAt}.`,
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
