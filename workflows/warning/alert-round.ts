import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { ClockSetting } from '../../domain/round/clock';
import { type AlertOfRound, roundWorkflowId } from '../../domain/round/round';
import { searchAttributePairs } from '../../domain/search-attributes';
import type { AlertRound } from '../../domain/warning/alert/alert-round';
import { joined } from '../joined';
import { round } from '../round/round';

/** Starts a round that a warning asks for; it tells the workflow that started it when it has ended. @returns its id */
export async function startAlertRound(
  { round: planned, title }: AlertRound,
  {
    campaign,
    area,
    alert,
    clock,
  }: { campaign: string; area: string; alert: Omit<AlertOfRound, 'title'>; clock: ClockSetting },
): Promise<string> {
  const workflowId = roundWorkflowId(campaign, planned.key, area);
  const starting = startChild(round, {
    workflowId,
    args: [
      {
        campaign,
        round: planned,
        area,
        clock,
        alert: { ...alert, title },
        parent: workflowInfo().workflowId,
      },
    ],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${title['zh-CN']} · ${planned.ask} · ${area}`,
    staticDetails: `Asks every ${planned.of} in ${area} for ${planned.form}: opens ${planned.opensAt}, due ${planned.dueAt}, locks ${planned.locksAt}.`,
    typedSearchAttributes: searchAttributePairs({
      NdCampaign: campaign,
      NdStage: planned.stage,
      NdArea: area,
      NdKind: 'round',
      NdState: 'open',
      NdDueAt: new Date(planned.dueAt),
    }),
  });
  await joined(workflowId, starting);
  return workflowId;
}
