import { ApplicationFailure } from '@temporalio/common';
import { compile } from '../domain/compile';
import type { Definition } from '../domain/definition';
import type { Instant } from '../domain/instant';
import type { Plan } from '../domain/plan';
import { roundsInAreas } from '../domain/round';
import * as campaigns from '../register/campaigns';
import { regionsUnder } from '../register/regions';
import { moveRounds } from '../register/rounds';
import { ReportRefused, returnReport } from '../register/reports';
import { writeReport } from '../reporting/write';
import type { RoundDependencies } from './rounds';

export interface CampaignDependencies extends RoundDependencies {
  /** Where the Word and Excel reports are written. */
  reportsDir: string;
}

type Decision = campaigns.SteeringRecord;

/** What a campaign does outside itself; each may be run twice and does its work once. */
export function createCampaignActivities({ sql, reportsDir }: CampaignDependencies) {
  return {
    recordSteering: (decision: Decision): Promise<void> => campaigns.recordSteering(sql, decision),

    /**
     * Records the decision and compiles the plan anew with everything decided so far. All calendar arithmetic
     * happens here, outside the workflow.
     * @throws what the compiler refuses, not to be retried; nothing is recorded then
     */
    amendPlan: ({ definition: changed, ...decision }: Decision & { definition?: Definition }): Promise<Plan> =>
      sql.begin(async (tx) => {
        const { campaign } = decision;
        const row = await campaigns.getCampaign(tx, campaign);
        await campaigns.recordSteering(tx, decision);
        const definition = changed ?? row.definition;
        const amendments = (await campaigns.amendmentsOf(tx, campaign)).map(({ target, reason }) => ({
          key: target.key ?? '',
          ...target,
          ...(reason && { reason }),
        }));
        const regions = await regionsUnder(tx, definition.scope);
        const plan = refuseForGood(() => compile({ definition, regions, campaign, amendments }));
        await campaigns.changePlan(tx, campaign, plan, changed);
        await moveRounds(tx, campaign, roundsInAreas(plan).map(({ id, round }) => ({ id, dueAt: round.dueAt, locksAt: round.locksAt })));
        return plan;
      }),

    /** Pauses, resumes or cancels. Delivery reads the state before every message, so what is queued is held or cleared. */
    changeState: ({ state, ...decision }: Decision & { state: 'running' | 'paused' | 'cancelled' }): Promise<void> =>
      sql.begin(async (tx) => {
        await campaigns.recordSteering(tx, decision);
        await campaigns.changeCampaignState(tx, decision.campaign, state, decision.now);
      }),

    /** Makes a unit silent again and tells it why. */
    async returnReport(decision: Decision): Promise<void> {
      const { campaign, target, reason, actor } = decision;
      const report = { campaign, key: target?.key ?? '', unit: target?.unit ?? '', reason: reason ?? '', actor };
      await returnReport(sql, report).catch((error: Error) => {
        throw error instanceof ReportRefused ? ApplicationFailure.nonRetryable(error.message) : error;
      });
      await campaigns.recordSteering(sql, decision);
    },

    /** Ends the campaign and writes its report. */
    async completeCampaign({ campaign, as, now }: { campaign: string; as: 'completed' | 'cancelled'; now: Instant }): Promise<void> {
      await campaigns.changeCampaignState(sql, campaign, as, now);
      await writeReport(sql, { campaign, dir: reportsDir });
    },
  };
}

/** What the pure compiler refuses it will refuse next time too: the activity must not be retried. */
function refuseForGood<T>(decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw ApplicationFailure.nonRetryable(error instanceof Error ? error.message : String(error));
  }
}
