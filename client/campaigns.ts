import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { Env } from '../config/env';
import { allApproved, missingApprovals, refusalOf } from '../delivery/start-gate';
import { checkMessages } from '../delivery/texts';
import type { Advanced, ClockSetting } from '../domain/clock';
import { compile } from '../domain/compile/compile';
import { type Definition, say } from '../domain/definition/definition';
import type { Instant } from '../domain/instant';
import { campaignWorkflowId, roundsInAreas, type SteeringTarget } from '../domain/round';
import { searchAttributePairs } from '../domain/search-attributes';
import type { SteeringVerb } from '../domain/steering';
import type { Touched } from '../domain/weather/changes';
import { alertWorkflowsOf } from '../register/alerts';
import { type CampaignRow, findCampaign, insertCampaign } from '../register/campaigns';
import type { Sql } from '../register/db';
import { regionsUnder } from '../register/regions';
import {
  advance,
  type CampaignStanding,
  campaignStanding,
  reportArrived,
  steeringUpdates,
} from '../workflows/messages';
import { answerWarnings } from './alerts';
import { CampaignRefused } from './campaign-refused';
import { coalesce } from './coalesce';

export interface StartRequest {
  definition: Definition;
  mode: 'live' | 'rehearsal';
  /** Where the hand of a stepped clock starts; left out, the campaign runs on the wall clock. */
  clockAt?: Instant;
  /** Id of its own instead of `<season>-<definition>`, or `<season>-<definition>-rehearsal`. */
  campaign?: string;
  actor: string;
}

export interface SteerRequest {
  campaign: string;
  verb: SteeringVerb;
  target?: SteeringTarget;
  reason?: string;
  actor: string;
  /** replan only: the changed definition. */
  definition?: Definition;
}

/** The one place through which console, CLI and rehearsal talk to Temporal. */
export interface CampaignClient {
  /**
   * Compiles and starts a campaign. Starting one that is there already joins it.
   * @throws CampaignRefused when it has ended; CompileError when the definition does not fit the register, TemplateError when a message text of it cannot be used
   */
  start(request: StartRequest): Promise<{ campaign: string; workflowId: string; joined: boolean }>;
  /** @throws CampaignRefused with the reason. */
  steer(request: SteerRequest): Promise<void>;
  /**
   * Has warnings answered: alerts are started in the areas that running campaigns cover, and told to look again.
   * @param scope `live`, or the rehearsal that a simulated warning is for
   * @returns workflow ids of these alerts
   */
  answerWarnings(scope: string, touched: readonly Touched[]): Promise<string[]>;
  /** Tells a round that a report has come; a lost call heals at the next rung. */
  reportArrived(round: string): Promise<void>;
  /** Moves one workflow's stepped clock. After a round has ended its campaign has to be advanced too. */
  advance(workflowId: string, to: Instant): Promise<Advanced>;
  standing(campaign: string): Promise<CampaignStanding>;
  describe(campaign: string): Promise<{ root: string; status: string }>;
  /** Ends a campaign's workflows at once, without telling anybody: for rehearsals only. */
  terminate(campaign: string): Promise<void>;
  /** @throws Error when Temporal does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Joining is for what runs: a rehearsal is not the campaign itself, and one that has ended asks nobody any more. */
function refuseOther({ id, mode, state }: CampaignRow, wanted: CampaignRow['mode']): void {
  if (mode !== wanted)
    throw new CampaignRefused(`"${id}" is a ${mode} campaign already: start this one under an id of its own.`);
  if (state === 'completed' || state === 'cancelled')
    throw new CampaignRefused(
      `Campaign "${id}" has ended (${state}) and is not begun anew: give another season, or the definition another id.`,
    );
}

/** @throws CampaignRefused that names the signature and the texts which a provider has not approved */
async function refuseUnapproved(sql: Sql, env: Env, definition: Definition): Promise<void> {
  const missing = await missingApprovals(sql, env, definition);
  if (!allApproved(missing)) throw new CampaignRefused(refusalOf(missing));
}

/** A rehearsal never takes the id of the live campaign. */
const rehearsalOf = ({ season, id }: Definition): string => `${season}-${id}-rehearsal`;

export async function connectClient(env: Env, sql: Sql): Promise<CampaignClient> {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS, connectTimeout: '10 seconds' });
  const { workflow, workflowService } = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });

  return {
    async start({ definition, mode, clockAt, campaign }) {
      checkMessages(definition);
      if (mode === 'live') await refuseUnapproved(sql, env, definition);
      const plan = compile({
        definition,
        regions: await regionsUnder(sql, definition.scope),
        ...(campaign ? { campaign } : mode === 'rehearsal' && { campaign: rehearsalOf(definition) }),
      });
      await insertCampaign(sql, { id: plan.campaign, definition, plan, mode, clockAt: clockAt ?? null });
      // A start that was interrupted between the two steps is finished by the next, with the plan written down first.
      const row = await findCampaign(sql, plan.campaign);
      if (row) refuseOther(row, mode);
      const recorded = row?.plan ?? plan;
      const workflowId = campaignWorkflowId(plan.campaign);
      const clock: ClockSetting = clockAt ? { kind: 'stepped', at: clockAt } : { kind: 'wall' };
      const title = say(definition.name, definition.language);
      try {
        await workflow.start('campaign', {
          workflowId,
          taskQueue: env.TASK_QUEUE,
          args: [{ plan: recorded, clock }],
          // A live campaign that has ended is not begun anew; a rehearsal is run as often as anybody likes.
          workflowIdReusePolicy: mode === 'rehearsal' ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          staticSummary: title,
          staticDetails: `${title}, season ${plan.season}, scope ${plan.scope}: ${plan.startsAt} to ${plan.endsAt}, ${roundsInAreas(plan).length} rounds.`,
          memo: { definition: plan.definition, season: plan.season, mode },
          typedSearchAttributes: searchAttributePairs({
            NdCampaign: plan.campaign,
            NdKind: 'campaign',
            NdState: 'running',
            NdArea: plan.scope,
          }),
        });
        return { campaign: plan.campaign, workflowId, joined: false };
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        return { campaign: plan.campaign, workflowId, joined: true };
      }
    },

    async steer({ campaign, verb, ...request }) {
      if (request.definition) checkMessages(request.definition);
      const row = await findCampaign(sql, campaign);
      const steering = { ...request, ...(row?.clockAt && { now: row.clockAt }) };
      try {
        const root = workflow.getHandle(campaignWorkflowId(campaign));
        await root.executeUpdate(steeringUpdates[verb], { args: [steering] });
      } catch (error) {
        if (error instanceof WorkflowUpdateFailedError)
          throw new CampaignRefused(error.cause?.message ?? error.message, { cause: error });
        if (error instanceof WorkflowNotFoundError)
          throw new CampaignRefused(`Campaign "${campaign}" is not running: it was never started, or has ended.`, {
            cause: error,
          });
        throw error;
      }
    },

    answerWarnings: (scope, touched) => answerWarnings({ sql, workflow, env }, scope, touched),

    reportArrived: coalesce((round) =>
      workflow
        .getHandle(round)
        .signal(reportArrived)
        .catch((error) => {
          // A round that has ended meanwhile has counted the report itself.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
        }),
    ),

    async advance(workflowId, to) {
      try {
        return await workflow.getHandle(workflowId).executeUpdate(advance, { args: [to] });
      } catch (error) {
        // A workflow that ended meanwhile has nothing due any more.
        if (error instanceof WorkflowNotFoundError) return { nextAt: null, ended: true, started: [] };
        throw error;
      }
    },

    standing: (campaign) => workflow.getHandle(campaignWorkflowId(campaign)).query(campaignStanding),

    async describe(campaign) {
      const root = campaignWorkflowId(campaign);
      const { status } = await workflow.getHandle(root).describe();
      return { root, status: status.name };
    },

    async terminate(campaign) {
      const row = await findCampaign(sql, campaign);
      const ids = [
        campaignWorkflowId(campaign),
        ...(row ? roundsInAreas(row.plan).map((round) => round.id) : []),
        ...(await alertWorkflowsOf(sql, campaign)),
      ];
      await Promise.all(
        ids.map((id) =>
          workflow
            .getHandle(id)
            .terminate('the rehearsal is run again')
            .catch((error) => {
              if (!(error instanceof WorkflowNotFoundError)) throw error;
            }),
        ),
      );
    },

    async ping() {
      await workflowService.getSystemInfo({});
    },

    close: () => connection.close(),
  };
}
