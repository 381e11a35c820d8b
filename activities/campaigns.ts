import type { Logger } from 'pino';
import { compile } from '../domain/campaign/compile/compile';
import type { Definition } from '../domain/campaign/definition/definition';
import type { Plan } from '../domain/campaign/plan';
import type { Instant } from '../domain/instant';
import { withAmountsKept } from '../domain/ledger/late-standards';
import { noticeRung } from '../domain/round/decision-notice';
import { roundsInAreas, roundsMeant } from '../domain/round/round';
import { Refused, sentence } from '../domain/text/refusal';
import { askedBy } from '../store/campaign/asked-decisions';
import * as campaigns from '../store/campaign/campaigns';
import { reasonText } from '../store/campaign/steering-reasons';
import { atomically, type Queries, type Sql } from '../store/db/db';
import { refuseUnbalanced } from '../store/ledger/closing';
import { handOf } from '../store/list/deeds';
import { closeFault, openFault } from '../store/message/faults';
import { reviewBudget } from '../store/message/outbox/spending';
import { regionsUnder } from '../store/people/regions';
import { returnReport } from '../store/report/reports';
import { openRound, openRoundsOf } from '../store/round/rounds';
import { noticeTo } from '../store/round/rungs';
import { dayIn } from './day-in';
import { refuseLate } from './guard';

/** The dependencies of activities. */
export interface CampaignDependencies {
  sql: Sql;
  log: Logger;
  /** Folder for the Word and Excel reports. */
  reportsDir: string;
  /** Where the console is reached: figures of a report lead there. */
  publicUrl: string;
}

type Decision = campaigns.SteeringRecord;

/** The activities of campaigns; each may run twice and does its work once. */
export function createCampaignActivities({ sql, reportsDir, publicUrl }: CampaignDependencies) {
  /** Runs a decision completely or not at all, and not at all when its sender has stopped waiting. */
  const decided = <T>(step: (tx: Queries) => Promise<T>): Promise<T> =>
    atomically(sql, async (tx) => {
      const result = await step(tx);
      refuseLate();
      return result;
    });

  return {
    /** @throws Refused when a delivery that does not balance would be closed; then nothing is recorded */
    recordSteering: (decision: Decision): Promise<void> =>
      decided(async (tx) => {
        if (decision.verb === 'close' && !(await campaigns.isRecorded(tx, decision.key)))
          await refuseOpenEnds(tx, decision);
        await campaigns.recordSteering(tx, decision);
      }),

    /** @returns whether a decision was made whose answer was lost. */
    isRecorded: ({ key }: Pick<Decision, 'key'>): Promise<boolean> => campaigns.isRecorded(sql, key),

    /**
     * Records the decision and compiles the plan anew with all decisions so far. All calendar arithmetic happens here,
     * outside the workflow.
     * @throws CompileError (which is Refused), or Refused when the plan is too large; then nothing is recorded
     */
    amendPlan: ({ definition: changed, ...decision }: Decision & { definition?: Definition }): Promise<Plan> =>
      decided(async (tx) => {
        const { campaign } = decision;
        const row = await campaigns.getCampaign(tx, campaign);
        await campaigns.recordSteering(tx, decision);
        // The season stays the campaign's, whatever year the changed file has; and so do amounts that were set.
        const definition = changed
          ? withAmountsKept({ ...changed, season: row.definition.season }, row.definition)
          : row.definition;
        const amendments = (await campaigns.amendmentsOf(tx, campaign)).map(({ target }) => ({
          key: target.key ?? '',
          ...target,
        }));
        const regions = await regionsUnder(tx, definition.scope);
        const plan = compile({ definition, regions, campaign, amendments });
        refuseThePast(plan, decision);
        await campaigns.changePlan(tx, campaign, plan, definition);
        await reviewBudget(tx, campaign);
        const open = await openRoundsOf(tx, campaign);
        for (const round of roundsInAreas(plan).filter(({ id }) => open.has(id)))
          await openRound(tx, { campaign, ...round });
        return plan;
      }),

    /**
     * Pauses, resumes or cancels. Delivery reads the state before every message, so queued messages are held or
     * cleared.
     */
    changeState: ({ state, ...decision }: Decision & { state: 'running' | 'paused' | 'cancelled' }): Promise<void> =>
      decided(async (tx) => {
        await campaigns.recordSteering(tx, decision);
        await campaigns.changeCampaignState(tx, decision.campaign, state, decision.now);
      }),

    /** Returns a unit's report, and tells the unit why. */
    returnReport: (decision: Decision): Promise<void> =>
      decided(async (tx) => {
        const { campaign, target, now } = decision;
        const unit = target?.unit ?? '';
        const returning = { campaign, key: target?.key ?? '', unit, reason: await reasonText(tx, decision.reason) };
        const { round, version } = await returnReport(tx, returning);
        const { definition } = await campaigns.getCampaign(tx, campaign);
        const { reason } = decision;
        const rung = noticeRung('returned', { now, ...(reason !== undefined && { reason }) });
        const notice = { ...rung, id: `returned-${unit}-v${version}` };
        await campaigns.recordSteering(tx, decision);
        await noticeTo(tx, { campaign, round, rung: notice, now, today: dayIn(definition.zone, now) }, unit);
      }),

    /** Ends the campaign. */
    endCampaign: ({ campaign, as, now }: Ending): Promise<void> =>
      campaigns.changeCampaignState(sql, campaign, as, now),

    /** Writes the report of a campaign that has ended. */
    async writeReport({ campaign }: Pick<Ending, 'campaign'>): Promise<void> {
      // Word and Excel take 40 MB of a process, and a season needs them once.
      const { writeReport } = await import('../reporting/document/write');
      await writeReport(sql, { campaign, dir: reportsDir, publicUrl });
      await closeFault(sql, { kind: 'report', scope: campaign });
    },

    /** Raises a fault that the report of a campaign could not be written; the campaign ends all the same. */
    reportMissing: ({ campaign }: Pick<Ending, 'campaign'>): Promise<void> =>
      openFault(sql, { kind: 'report', scope: campaign }),
  };
}

/** Who closes a delivery by a permit is not who gave it; a name stands for whoever sits at the shell. */
async function refuseOpenEnds(tx: Queries, { campaign, target, now, asked, actor }: Decision): Promise<void> {
  const by = asked === undefined ? null : await askedBy(tx, asked);
  const hand = by === null ? { name: actor, via: 'system' as const } : handOf(by, 'api');
  await refuseUnbalanced(tx, { campaign, target, now, hand });
}

interface Ending {
  campaign: string;
  as: 'completed' | 'cancelled';
  now: Instant;
}

/**
 * @throws Refused when the new dates of an extension or a reopening have passed: a mistyped day would end the round
 */
function refuseThePast(plan: Plan, { verb, target = {}, now }: Decision): void {
  if (verb === 'replan') return;
  for (const { round } of roundsMeant(plan, target)) {
    const past = [target.due && round.dueAt, target.lock && round.locksAt].find((at) => at && at <= now);
    if (past) throw new Refused(sentence('day-has-passed', { at: past, now, round: round.key }));
  }
}
