import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { Logger } from 'pino';
import { compile } from '../domain/compile/compile';
import type { Definition } from '../domain/definition/definition';
import { type Instant, plusMs } from '../domain/instant';
import { noticeRung } from '../domain/notice';
import type { Plan } from '../domain/plan';
import { roundsInAreas, roundsMeant } from '../domain/round';
import * as campaigns from '../register/campaigns';
import type { Sql } from '../register/db';
import { regionsUnder } from '../register/regions';
import { ReportRefused, returnReport } from '../register/reports';
import { openRound, openRoundsOf } from '../register/rounds';
import { noticeTo } from '../register/rungs';
import { reviewBudget } from '../register/spending';
import { writeReport } from '../reporting/write';
import { dayIn } from './day-in';

/** What activities are given. */
export interface CampaignDependencies {
  sql: Sql;
  log: Logger;
  /** Where the Word and Excel reports are written. */
  reportsDir: string;
}

/** A return that the village has not been told of for this long is seen in the console anyway. */
const NOTICE_KEEPS_MS = 3 * 24 * 3600 * 1000;

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
        // The winter is the campaign's, whatever year the changed file has.
        const definition = changed ? { ...changed, season: row.definition.season } : row.definition;
        const amendments = (await campaigns.amendmentsOf(tx, campaign)).map(({ target, reason }) => ({
          key: target.key ?? '',
          ...target,
          ...(reason && { reason }),
        }));
        const regions = await regionsUnder(tx, definition.scope);
        const plan = refuseForGood(() => {
          const amended = compile({ definition, regions, campaign, amendments });
          refuseThePast(amended, decision);
          return amended;
        });
        await campaigns.changePlan(tx, campaign, plan, definition);
        await reviewBudget(tx, campaign);
        const open = await openRoundsOf(tx, campaign);
        for (const round of roundsInAreas(plan).filter(({ id }) => open.has(id)))
          await openRound(tx, { campaign, ...round });
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
      const { campaign, target, reason, now } = decision;
      const unit = target?.unit ?? '';
      const { round, version } = await returnReport(sql, {
        campaign,
        key: target?.key ?? '',
        unit,
        reason: reason ?? '',
      }).catch((error: Error) => {
        throw error instanceof ReportRefused ? refusal(error) : error;
      });
      const { definition } = await campaigns.getCampaign(sql, campaign);
      const rung = noticeRung('returned', { now, validUntil: plusMs(now, NOTICE_KEEPS_MS), ...(reason && { reason }) });
      const notice = { ...rung, id: `returned-${unit}-v${version}` };
      await sql.begin(async (tx) => {
        await campaigns.recordSteering(tx, decision);
        await noticeTo(tx, { campaign, round, rung: notice, now, today: dayIn(definition.zone, now) }, unit);
      });
    },

    /** Ends the campaign and writes its report. */
    async completeCampaign({
      campaign,
      as,
      now,
    }: {
      campaign: string;
      as: 'completed' | 'cancelled';
      now: Instant;
    }): Promise<void> {
      await campaigns.changeCampaignState(sql, campaign, as, now);
      await writeReport(sql, { campaign, dir: reportsDir });
    },
  };
}

/** @throws Error when the new dates of an extension or a reopening have passed: a mistyped day would end the round at once. */
function refuseThePast(plan: Plan, { verb, target = {}, now }: Decision): void {
  if (verb === 'replan') return;
  for (const { round } of roundsMeant(plan, target)) {
    const past = [target.due && round.dueAt, target.lock && round.locksAt].find((at) => at && at <= now);
    if (past) throw new Error(`${past} has passed already (it is ${now}): give a later day for "${round.key}".`);
  }
}

/** What the pure compiler refuses it will refuse next time too: the activity must not be retried. */
function refuseForGood<T>(decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw refusal(error);
  }
}

/** Benign: an answer to the administrator, not a fault for ops staff to look into. */
const refusal = (error: unknown): ApplicationFailure =>
  ApplicationFailure.create({
    message: error instanceof Error ? error.message : String(error),
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
  });
