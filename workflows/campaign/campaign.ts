import {
  continueAsNew,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { campaignDetails } from '../../domain/campaign/campaign-details';
import {
  type CampaignEvent,
  type CampaignLife,
  campaignAfter,
  newCampaign,
  nextOfCampaign,
  stateOf,
} from '../../domain/campaign/life';
import type { Plan } from '../../domain/campaign/plan';
import { branchedBy, openingsOf } from '../../domain/campaign/ways';
import type { ClockSetting } from '../../domain/round/clock';
import { searchAttributePairs } from '../../domain/search-attributes';
import { act, actOnReport } from '../activities';
import { openClock, serveAdvance, type WorkflowClock } from '../clock';
import { alertEnded, alertOpened, campaignStanding, casesClosed, roundSettled, roundsSettled } from '../messages';
import { restFor } from '../rest';
import { tried } from '../tried';
import { serveDecisions } from './decisions';
import { openRounds } from './open-rounds';

export interface CampaignInput {
  plan: Plan;
  clock: ClockSetting;
  /** Carried through continue-as-new. */
  life?: CampaignLife;
}

export interface CampaignOutcome {
  as: 'completed' | 'cancelled';
  rounds: number;
}

/**
 * Carries one campaign:
 *  1. starts the rounds of each stage as they open, one workflow per area, left running on their own; a stage with
 *    more areas than one workflow may have children by workflows in between (`branch`);
 *  2. takes the administrators' decisions as Updates: checks them, has the plan compiled anew, tells the rounds;
 *  3. when the last round has settled, the last alert is over and the last case closed, writes the report.
 * domain/campaign/life.ts decides the next step.
 */
export async function campaign(input: CampaignInput): Promise<CampaignOutcome> {
  const clock = openClock(input.clock);
  const started: string[] = [];
  let life = input.life ?? newCampaign(input.plan);
  let opening = false;
  let ending = false;
  let as: CampaignOutcome['as'] = 'completed';
  const hear = (event: CampaignEvent) => {
    life = campaignAfter(life, event);
  };
  setHandler(campaignStanding, () => {
    const { plan, rounds } = life;
    return { state: stateOf(life), now: clock.now(), nextAt: clock.nextAt(), rounds: { ...rounds }, plan };
  });
  listen(clock, hear);
  serveDecisions({ clock, life: () => life, hear, isOpening: () => opening, isEnding: () => ending });
  // While a decision is carried out nothing opens, and a driver that heard of no next instant would not ask again.
  const finish = serveAdvance(
    clock,
    () => started.splice(0),
    () => life.deciding > 0,
  );
  const next = () => nextOfCampaign(life, clock.now());

  for (let step = next(); step.do !== 'end'; step = next()) {
    show(life, stateOf(life));
    if (step.do === 'rest') {
      if (workflowInfo().continueAsNewSuggested) {
        await clock.handOver();
        await continueAsNew<typeof campaign>({ plan: life.plan, clock: clock.setting(), life });
      }
      await restFor(step, () => life, clock);
    } else if (step.do === 'open') {
      opening = true;
      const openings = openingsOf(life, step.due);
      const branches = branchedBy(openings.branches);
      hear({ is: 'opened', rounds: step.due.map(({ id }) => id), ...(branches && { branches }) });
      started.push(...(await openRounds(life, openings, clock)));
      opening = false;
    } else if (step.do === 'count-cases') {
      hear({ is: 'cases-counted', news: step.news, open: await countCases(input.plan.campaign) });
    } else {
      ending = true;
      as = step.as;
      await complete(life.plan.campaign, as, clock);
      hear({ is: 'completed' });
    }
  }

  show(life, as);
  await finish();
  return { as, rounds: Object.keys(life.rounds).length };
}

/** Listens to the campaign's rounds, alerts and cases. */
function listen(clock: WorkflowClock, hear: (event: CampaignEvent) => void): void {
  setHandler(roundSettled, ({ id: round, at }) => {
    clock.moveTo(at);
    hear({ is: 'settled', rounds: [round] });
  });
  setHandler(roundsSettled, ({ rounds, at }) => {
    clock.moveTo(at);
    hear({ is: 'settled', rounds });
  });
  setHandler(alertOpened, ({ id, at }) => {
    clock.moveTo(at);
    hear({ is: 'alert-opened', id });
  });
  setHandler(alertEnded, ({ id, at }) => {
    clock.moveTo(at);
    hear({ is: 'alert-ended', id });
  });
  setHandler(casesClosed, (at) => {
    clock.moveTo(at);
    hear({ is: 'cases-closed' });
  });
}

/** A failed count does not keep a campaign from its end. */
async function countCases(campaign: string): Promise<number> {
  const counted = await tried('count cases', () => act.countCases({ campaign }));
  return counted?.came ?? 0;
}

/** A failed report does not keep a campaign from ending: it raises a fault, and an administrator writes it again. */
async function complete(id: string, as: CampaignOutcome['as'], clock: WorkflowClock): Promise<void> {
  await tried('end', () => act.endCampaign({ campaign: id, as, now: clock.now() }));
  const written = await tried('report', () =>
    actOnReport.writeReport.executeWithOptions({ summary: 'write the report' }, [{ campaign: id }]),
  );
  if (!written) await tried('report-missing', () => act.reportMissing({ campaign: id }));
}

/** Shows the campaign's details in the Temporal UI, for ops staff. */
function show({ plan, rounds }: CampaignLife, state: string): void {
  setCurrentDetails(campaignDetails(plan, { ...rounds }, state));
  upsertSearchAttributes(searchAttributePairs({ NdState: state }));
}
