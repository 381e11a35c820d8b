import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  getExternalWorkflowHandle,
  ParentClosePolicy,
  patched,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { CampaignLife } from '../../domain/campaign/life';
import type { BranchOpening, Openings } from '../../domain/campaign/ways';
import type { BranchAsked } from '../../domain/round/branch-life';
import { roundWorkflowId } from '../../domain/round/round';
import { inWaves } from '../../domain/round/wave';
import { searchAttributePairs } from '../../domain/search-attributes';
import type { WorkflowClock } from '../clock';
import { askBranch } from '../messages';
import { branch } from '../round/branch';
import { openWave } from '../round/open-wave';
import { openPlannedRound, type RoundToOpen } from '../round/planned-round';

/** Starts rounds, and the branches of others. @returns the workflow ids of what it has started */
export async function openRounds(
  life: CampaignLife,
  { direct, branches }: Openings,
  clock: WorkflowClock,
): Promise<string[]> {
  const { campaign, zone } = life.plan;
  const starting = { campaign, zone, clock: clock.setting(), paused: life.paused };
  const rounds = direct.map((due) => ({ ...due, again: life.reopened[due.id] }));
  const as = ({ round: { stage } }: RoundToOpen) => ({ ...starting, title: titleOf(life, stage) });
  // Reopened rounds may still be ending: each opens for itself.
  const fresh = rounds.filter(({ again }) => !again);
  const inWave = fresh.length > 0 && patched('opens-in-waves') ? inWaves(fresh) : [];
  const alone = inWave.length > 0 ? rounds.filter(({ again }) => again) : rounds;
  await Promise.all([
    ...inWave.flatMap((wave) => (wave[0] ? openWave(wave, as(wave[0]), clock) : [])),
    ...alone.map((due) => openPlannedRound(due, as(due))),
    ...branches.map((opening) => openBranch(life, opening, clock)),
  ]);
  return [...direct, ...branches].map(({ id }) => id);
}

function titleOf({ plan }: CampaignLife, stage: string): string {
  return `${plan.name} · ${plan.stages.find(({ id }) => id === stage)?.name ?? stage}`;
}

/** A branch whose last round has just ended may not have ended itself. */
const UNTIL_FREE = '1 second';

/** Starts a branch, or asks the one that runs already for more. */
async function openBranch(life: CampaignLife, opening: BranchOpening, clock: WorkflowClock): Promise<void> {
  const asked = askedOf(life, opening, clock);
  for (;;) {
    try {
      return await startBranch(life, opening, asked);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    try {
      return await getExternalWorkflowHandle(opening.id).signal(askBranch, asked);
    } catch {
      // It has ended since.
      await sleep(UNTIL_FREE);
    }
  }
}

type Asked = Extract<BranchAsked, { do: 'open' }>;

function askedOf(
  { plan, paused, reopened }: CampaignLife,
  { round, areas }: BranchOpening,
  clock: WorkflowClock,
): Asked {
  const toOpen = areas.map((area) => {
    const again = reopened[roundWorkflowId(plan.campaign, round.key, area.code)];
    return { ...area, ...(again && { again }) };
  });
  return { do: 'open', round, areas: toOpen, clock: clock.setting(), paused };
}

async function startBranch(
  life: CampaignLife,
  { id: workflowId, name, round: { key, stage }, areas }: BranchOpening,
  asked: Asked,
): Promise<void> {
  const { campaign, zone } = life.plan;
  const title = titleOf(life, stage);
  await startChild(branch, {
    workflowId,
    args: [{ campaign, key, title, zone, clock: asked.clock, asked }],
    // Otherwise a continue-as-new of the campaign would end it.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${title} ${key} · ${name}`,
    staticDetails: `Starts and tells the rounds of ${areas.length} areas.`,
    memo: workflowInfo().memo ?? {},
    typedSearchAttributes: searchAttributePairs({
      NdCampaign: campaign,
      NdStage: stage,
      NdKind: 'branch',
      NdState: 'open',
    }),
  });
}
