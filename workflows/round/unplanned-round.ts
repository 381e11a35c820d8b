import { ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import type { Instant } from '../../domain/instant';
import type { ClockSetting } from '../../domain/round/clock';
import { type RoundCause, roundWorkflowId, type UnplannedRound } from '../../domain/round/round';
import { timeNoted, zoneIn } from '../../domain/round/temporal-notes';
import { searchAttributePairs } from '../../domain/search-attributes';
import { joined } from '../joined';
import { round } from './round';

/**
 * Starts a round that a warning or a case asks for; it tells the workflow that started it when it has ended.
 * @returns its id
 */
export async function startUnplannedRound(
  { round: planned, title }: UnplannedRound,
  { campaign, area, cause, clock }: { campaign: string; area: string; cause: RoundCause; clock: ClockSetting },
): Promise<string> {
  const workflowId = roundWorkflowId(campaign, planned.key, area);
  const memo = workflowInfo().memo ?? {};
  const noted = (at: Instant) => timeNoted(at, zoneIn(memo));
  const starting = startChild(round, {
    workflowId,
    args: [
      {
        campaign,
        round: planned,
        area,
        clock,
        cause,
        parent: workflowInfo().workflowId,
        // A warning's rounds stay open for corrections; a case goes on with its answer.
        untilAnswered: cause.origin === 'case',
      },
    ],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${title['zh-CN']} · ${planned.ask} · ${area}`,
    staticDetails: `Asks every ${planned.of} in ${area} for ${planned.form}: opens ${noted(planned.opensAt)}, due ${noted(planned.dueAt)}, locks ${noted(planned.locksAt)}.`,
    memo,
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
