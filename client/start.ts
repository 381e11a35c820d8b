import { isDeepStrictEqual } from 'node:util';
import { WorkflowExecutionAlreadyStartedError, type WorkflowStartOptions } from '@temporalio/client';
import type { Env } from '../config/env';
import { refuseUnapproved } from '../delivery/words/start-gate';
import { checkMessages } from '../delivery/words/texts';
import { rehearsalId } from '../domain/campaign/campaign-id';
import { compile } from '../domain/campaign/compile/compile';
import { type Definition, say } from '../domain/campaign/definition/definition';
import type { Plan } from '../domain/campaign/plan';
import type { Instant } from '../domain/instant';
import type { ClockSetting } from '../domain/round/clock';
import { campaignWorkflowId, roundsInAreas } from '../domain/round/round';
import { campaignNote, timeNoted } from '../domain/round/temporal-notes';
import { searchAttributePairs } from '../domain/search-attributes';
import { type Bilingual, Refused, sentence } from '../domain/text/refusal';
import type { Actor } from '../store/account/actor';
import { audit } from '../store/account/audit-log';
import { type CampaignRow, findCampaign, insertCampaign } from '../store/campaign/campaigns';
import { atomically, type Sql } from '../store/db/db';
import { regionKinds } from '../store/people/region-kinds';
import { regionsToPlan } from '../store/people/regions';

export interface StartRequest {
  definition: Definition;
  mode: 'live' | 'rehearsal';
  /** First instant of a stepped clock; left out, the campaign runs on the wall clock. */
  clockAt?: Instant;
  /**
   * Id of the campaign; left out, it is `<season>-<definition>-<scope>`, with `-rehearsal-1` behind it for a rehearsal.
   */
  campaign?: string;
  /** For the audit log; null for a rehearsal, whose line is written by who asks for it. */
  by: Actor | null;
}

export interface Started {
  campaign: string;
  workflowId: string;
  /** The campaign was running already; nothing was started. */
  joined: boolean;
}

interface Ground {
  sql: Sql;
  env: Env;
  workflow: { start(type: 'campaign', options: WorkflowStartOptions): Promise<unknown> };
}

/**
 * Compiles and starts a campaign. If it runs already, joins it.
 * @throws Refused when the id belongs to another campaign, or approvals are missing; CompileError when the definition
 *   does not fit the register; TemplateError when one of its message texts cannot be used
 */
export async function startCampaign(
  { sql, env, workflow }: Ground,
  { definition, mode, clockAt, campaign, by }: StartRequest,
): Promise<Started> {
  checkMessages(definition);
  if (mode === 'live') await refuseUnapproved(sql, env, definition);
  const plan = compile({
    definition,
    regions: await regionsToPlan(sql, definition.scope),
    kinds: await regionKinds(sql),
    ...(campaign ? { campaign } : mode === 'rehearsal' && { campaign: rehearsalId(definition, 1) }),
  });
  // A start that was interrupted between the two steps is finished by the next, with the plan written down first.
  const row = await atomically(sql, async (transaction) => {
    const fresh = await insertCampaign(transaction, {
      id: plan.campaign,
      definition,
      plan,
      mode,
      clockAt: clockAt ?? null,
    });
    const there = await findCampaign(transaction, plan.campaign);
    if (there) refuseOther(there, { definition, mode });
    if (by) await audit(transaction, by, 'start-campaign', { campaign: plan.campaign, mode, joined: !fresh });
    return there;
  });
  const clock: ClockSetting = clockAt ? { kind: 'stepped', at: clockAt } : { kind: 'wall' };
  return startWorkflow({ workflow, env }, { plan: row?.plan ?? plan, definition, mode, clock });
}

async function startWorkflow(
  { workflow, env }: Pick<Ground, 'workflow' | 'env'>,
  { plan, definition, mode, clock }: Pick<StartRequest, 'definition' | 'mode'> & { plan: Plan; clock: ClockSetting },
): Promise<Started> {
  const workflowId = campaignWorkflowId(plan.campaign);
  const title = say(definition.name, definition.language);
  const { PUBLIC_URL: publicUrl } = env;
  const note = campaignNote(plan.campaign, { publicUrl, zone: plan.zone, isStepped: clock.kind === 'stepped' });
  const noted = (at: Instant) => timeNoted(at, plan.zone);
  try {
    await workflow.start('campaign', {
      workflowId,
      taskQueue: env.TASK_QUEUE,
      args: [{ plan, clock }],
      // A live campaign never starts again after its end; a rehearsal may run any number of times.
      workflowIdReusePolicy: mode === 'rehearsal' ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
      staticSummary: title,
      staticDetails: `${title}, season ${plan.season}, scope ${plan.scope}: ${noted(plan.startsAt)} to ${noted(plan.endsAt)}, ${roundsInAreas(plan).length} rounds. [Console](${note.console}); ${note.clock}.`,
      memo: { definition: plan.definition, season: plan.season, mode, ...note },
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
}

const MODES: Record<CampaignRow['mode'], Bilingual> = {
  live: { 'zh-CN': '正式活动', en: 'live' },
  rehearsal: { 'zh-CN': '演练', en: 'rehearsal' },
};

const ENDS: Record<'completed' | 'cancelled', Bilingual> = {
  completed: { 'zh-CN': '已结束', en: 'completed' },
  cancelled: { 'zh-CN': '已终止', en: 'cancelled' },
};

/**
 * Only the same campaign can be joined, and only while it runs. Another county's campaign from the same template is a
 * different one. So is a changed definition: joining would silently drop its changes.
 */
function refuseOther(
  { id: campaign, mode, state, plan, definition: there }: CampaignRow,
  wanted: Pick<StartRequest, 'definition' | 'mode'>,
): void {
  const { definition } = wanted;
  if (mode !== wanted.mode) throw new Refused(sentence('other-mode', { campaign, mode: MODES[mode] }));
  if (plan.scope !== definition.scope)
    throw new Refused(sentence('other-scope', { campaign, there: plan.scope, here: definition.scope }));
  if (state === 'completed' || state === 'cancelled')
    throw new Refused(sentence('campaign-over', { campaign, state: ENDS[state] }));
  if (!isDeepStrictEqual(there, asStored(definition))) throw new Refused(sentence('other-definition', { campaign }));
}

/** JSON drops undefined values, so the stored definition has none. */
const asStored = (definition: Definition): unknown => JSON.parse(JSON.stringify(definition));
