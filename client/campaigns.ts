import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import type { Env } from '../config/env';
import type { CaseStart } from '../domain/case/life';
import type { Instant } from '../domain/instant';
import type { PostingStart } from '../domain/posting/life';
import type { Advanced, ClockSetting } from '../domain/round/clock';
import { branchesOf, campaignWorkflowId, roundsInAreas } from '../domain/round/round';
import { Refused, sentence } from '../domain/text/refusal';
import type { Touched } from '../domain/warning/feed/changes';
import { findCampaign } from '../store/campaign/campaigns';
import { atOnce } from '../store/db/at-once';
import type { Sql } from '../store/db/db';
import { unplannedWorkflowsOf } from '../store/warning/alerts';
import { advance, type CampaignStanding, campaignStanding, reportArrived, type Steered } from '../workflows/messages';
import { answerWarnings } from './alerts';
import { cancelCases, caseAnswered, startCases } from './cases';
import { coalesce } from './coalesce';
import { type Kept, keptByTemporal } from './kept';
import { dataConverter, type JsonPayload, readable } from './payload-codec';
import { postingsChanged, startPosting } from './postings';
import { type Pace, type Rests, spaced } from './spaced';
import { type Started, type StartRequest, startCampaign } from './start';
import { type SteerRequest, steerCampaign } from './steer';
import { sendUpdate } from './updates';

/** The one place through which console, CLI and rehearsal talk to Temporal. */
export interface CampaignClient {
  start(request: StartRequest): Promise<Started>;
  steer(request: SteerRequest): Promise<Steered>;
  /**
   * Starts alerts in the areas that running campaigns cover, and tells open alerts to look again.
   * @param scope `live`, or the rehearsal that a simulated warning is for
   * @returns workflow ids of these alerts
   */
  answerWarnings(scope: string, touched: readonly Touched[]): Promise<string[]>;
  /** Starts the workflows of lots of cases; one that was started before stays as it is. */
  startCases(starts: readonly CaseStart[], clock: ClockSetting): Promise<void>;
  /** Tells a lot of cases that an officer has answered one of them between two rounds. */
  caseAnswered(workflow: string, said: { at: Instant; open: number }): Promise<void>;
  /** Ends lots of cases whose campaign was cancelled. @returns the workflow ids of those that do not run */
  cancelCases(workflows: readonly string[], now: Instant): Promise<string[]>;
  /** Starts the workflow of a lot of postings; one that was started before stays as it is. */
  startPosting(start: PostingStart, clock: ClockSetting): Promise<void>;
  /** Tells workflows of postings to look again. @returns the workflow ids of those that do not run */
  postingsChanged(workflows: readonly string[], now: Instant): Promise<string[]>;
  /**
   * Tells a round that a report has arrived: at once, or later the more often it was told, and the more rounds are to
   * be told. If the call is lost, the next rung finds the report in Postgres.
   */
  reportArrived(round: string): Promise<void>;
  /** Tells a round of its reports at once, however often: for whoever goes on only when it has heard. */
  reportsArrived(round: string): Promise<void>;
  /**
   * Moves one workflow's stepped clock. After a round ends, move the clock of its campaign too.
   * @param key the same for a call that is made again because its answer was lost: it gets the first answer
   */
  advance(workflowId: string, to: Instant, key?: string): Promise<Advanced>;
  standing(campaign: string): Promise<CampaignStanding>;
  describe(campaign: string): Promise<{ root: string; status: string }>;
  /**
   * Ends a rehearsal's workflows at once, without a message to anybody.
   * @throws Refused for a live campaign; its workflows stay
   */
  terminate(campaign: string): Promise<void>;
  /** Reads everything that Temporal keeps of a campaign's workflows that were started since then. */
  kept(campaign: string, since: Date): AsyncIterable<Kept>;
  /** Opens what Temporal stores, for its Web UI. @throws Error when it was encrypted by a key that is not ours */
  readable(payloads: readonly JsonPayload[]): Promise<JsonPayload[]>;
  /** @throws Error when Temporal does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A report changes only what a round shows, and each time a round is woken costs Temporal a dozen events: so it hears
 * of its reports at once, after seconds, and in the end every hour. Every rung counts as well.
 */
const REPORT_RESTS: Rests = { firstMs: 5000, longestMs: 3600_000 };

/**
 * In a country each report may be the first of its round, of which a worker knows nothing by then: it replays the
 * round's history, 30 ms of a processor, and 15 of Temporal's. So rounds hear within minutes there.
 */
const REPORT_PACE: Pace = { atOnce: 50, everyMs: 250 };
export const REPORT_HINTS = { ...REPORT_RESTS, ...REPORT_PACE };

/** A country has thousands of rounds. */
const TERMINATED_AT_ONCE = 50;

export async function connectClient(env: Env, sql: Sql): Promise<CampaignClient> {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS, connectTimeout: '10 seconds' });
  const { workflow, workflowService } = new Client({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    dataConverter: dataConverter(env),
  });

  const reportsArrived = coalesce((round) =>
    workflow
      .getHandle(round)
      .signal(reportArrived)
      .catch((error) => {
        // The round has ended meanwhile, and has counted the report itself.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }),
  );
  const hints = spaced(reportsArrived, REPORT_HINTS);

  return {
    start: (request) => startCampaign({ sql, env, workflow }, request),
    steer: (request) => steerCampaign({ sql, workflow }, request),
    answerWarnings: (scope, touched) => answerWarnings({ sql, workflow, env }, scope, touched),

    startCases: (starts, clock) => startCases({ workflow, env }, starts, clock),
    caseAnswered: (id, said) => caseAnswered({ workflow }, id, said),
    cancelCases: (workflows, now) => cancelCases({ workflow }, workflows, now),

    startPosting: (start, clock) => startPosting({ workflow, env }, start, clock),
    postingsChanged: (workflows, now) => postingsChanged({ workflow }, workflows, now),

    reportArrived: hints.tell,
    reportsArrived,

    async advance(workflowId, to, key) {
      try {
        return await sendUpdate(workflow.getHandle(workflowId), advance, { args: [to], updateId: key });
      } catch (error) {
        // The workflow has ended meanwhile: nothing is due in it any more.
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
      if (row && row.mode !== 'rehearsal') throw new Refused(sentence('is-live', { campaign }));
      const ids = [
        campaignWorkflowId(campaign),
        ...(row ? branchesOf(row.plan) : []),
        ...(row ? roundsInAreas(row.plan).map((round) => round.id) : []),
        ...(await unplannedWorkflowsOf(sql, campaign)),
      ];
      const terminate = atOnce(TERMINATED_AT_ONCE);
      await Promise.all(
        ids.map((id) =>
          terminate(() =>
            workflow
              .getHandle(id)
              .terminate('the rehearsal is run again')
              .then(() => {})
              .catch((error) => {
                if (!(error instanceof WorkflowNotFoundError)) throw error;
              }),
          ),
        ),
      );
    },

    kept: (campaign, since) => keptByTemporal({ workflow, env }, { campaign, since }),

    readable: (payloads) => readable(env, payloads),

    async ping() {
      await workflowService.getSystemInfo({});
    },

    async close() {
      await hints.flush();
      await connection.close();
    },
  };
}
