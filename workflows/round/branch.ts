import { continueAsNew, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import {
  type BranchAsked,
  type BranchEvent,
  type BranchLife,
  type BranchStep,
  branchAfter,
  newBranch,
  nextOfBranch,
} from '../../domain/round/branch-life';
import type { ClockSetting } from '../../domain/round/clock';
import { areaOfRound, campaignWorkflowId, roundInArea, roundWorkflowId } from '../../domain/round/round';
import { openClock, serveAdvance, type WorkflowClock } from '../clock';
import { askBranch, roundSettled, roundsSettled } from '../messages';
import { restFor } from '../rest';
import { tell } from '../tell';
import { openWave } from './open-wave';
import { tellRound } from './tell-round';

export interface BranchInput {
  campaign: string;
  /** Of the round. */
  key: string;
  /** Of the campaign and of the stage, for the Temporal UI. */
  title: string;
  zone: string;
  clock: ClockSetting;
  asked: BranchAsked;
  /** Carried through continue-as-new: also the rounds that no driver has heard of. */
  life?: BranchLife;
  started?: readonly string[];
}

/**
 * Stands between a campaign and the rounds of some areas, where the campaign's own workflow would have too many
 * children: starts the rounds in waves, passes on what the campaign tells them, and tells it which have ended.
 * domain/round/branch-life.ts decides the next step.
 */
export async function branch(input: BranchInput): Promise<void> {
  const clock = openClock(input.clock);
  const started = [...(input.started ?? [])];
  let life = input.life ?? newBranch(input.asked);
  const hear = (event: BranchEvent) => {
    life = branchAfter(life, event);
  };
  setHandler(askBranch, (asked) => hear({ is: 'asked', asked }));
  setHandler(roundSettled, ({ id, at }) => {
    clock.moveTo(at);
    hear({ is: 'settled', area: areaOfRound(id) });
  });
  const finish = serveAdvance(clock, () => started.splice(0));

  for (let step = nextOfBranch(life); step.do !== 'end'; step = nextOfBranch(life)) {
    if (workflowInfo().continueAsNewSuggested) {
      await clock.handOver();
      await continueAsNew<typeof branch>({ ...input, clock: clock.setting(), life, started });
    }
    if (step.do === 'rest') {
      show(life);
      await restFor(step, () => life, clock);
      continue;
    }
    const event = await carryOut(input, step, clock);
    if (event.is === 'opened') started.push(...event.areas.map(idIn(input)));
    hear(event);
  }
  show(life);
  await finish();
}

const idIn =
  ({ campaign, key }: BranchInput) =>
  (area: string): string =>
    roundWorkflowId(campaign, key, area);

/** @returns the outcome of the step, as an event. */
async function carryOut(
  input: BranchInput,
  step: Exclude<BranchStep, { do: 'rest' | 'end' }>,
  clock: WorkflowClock,
): Promise<BranchEvent> {
  switch (step.do) {
    case 'open':
      await open(input, step, clock);
      return { is: 'opened', areas: step.wave.map(({ code }) => code) };
    case 'tell':
      await Promise.all(step.areas.map((area) => tellRound(idIn(input)(area), step.told)));
      return { is: 'told' };
    case 'report': {
      const rounds = step.areas.map(idIn(input));
      await tell(campaignWorkflowId(input.campaign), roundsSettled, { rounds, at: clock.now() });
      return { is: 'heard', areas: step.areas };
    }
  }
}

type Opening = Extract<BranchStep, { do: 'open' }>;

/** Opens the rounds of a wave. */
async function open(input: BranchInput, { wave, round, paused, clock: begins }: Opening, clock: WorkflowClock) {
  const { campaign, title, zone } = input;
  if (begins.kind === 'stepped') clock.moveTo(begins.at);
  const starting = { campaign, title, zone, clock: clock.setting(), paused, parent: workflowInfo().workflowId };
  await openWave(
    wave.map(({ again, ...area }) => ({ ...roundInArea(campaign, round, area), again })),
    starting,
    clock,
  );
}

/** Shows the branch's details in the Temporal UI, for ops staff. */
function show({ rounds }: BranchLife): void {
  const standings = Object.values(rounds);
  const open = standings.filter((standing) => standing === 'open').length;
  setCurrentDetails(`${standings.length} rounds: ${open} open, ${standings.length - open} settled`);
}
