import { setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { type CaseEvent, caseAfter, newCase, nextOfCase } from '../../domain/case/life';
import type { ClockSetting } from '../../domain/round/clock';
import { campaignWorkflowId } from '../../domain/round/round';
import { searchAttributePairs } from '../../domain/search-attributes';
import type { CaseEnded, FollowUpCase } from '../../domain/warning/alert/alert';
import { openClock, serveAdvance } from '../clock';
import { caseEnded, endCase, roundSettled } from '../messages';
import { restFor } from '../rest';
import { tell } from '../tell';
import { carryOut } from './steps';

export interface FollowUpInput extends FollowUpCase {
  clock: ClockSetting;
}

/**
 * Somebody refused help: the unit visits again and again, each visit a round of its own, until the case is closed; a
 * case that stays open is handed to the superior. What comes next is decided in domain/case/life.ts.
 */
export async function followUp(input: FollowUpInput): Promise<CaseEnded> {
  const clock = openClock(input.clock);
  const started: string[] = [];
  let life = newCase();
  const hear = (event: CaseEvent) => {
    life = caseAfter(life, event);
    if (event.is === 'opened') started.push(event.round);
  };
  setHandler(roundSettled, ({ at }) => {
    clock.moveTo(at);
    hear({ is: 'visited' });
  });
  setHandler(endCase, (now) => {
    clock.moveTo(now);
    hear({ is: 'cancelled' });
  });
  const finish = serveAdvance(clock, () => started.splice(0));
  const next = () => nextOfCase(life, clock.now());

  for (let step = next(); step.do !== 'end'; step = next()) {
    if (step.do === 'rest') await restFor(step, () => life, clock);
    else hear(await carryOut(input, step, clock));
  }

  upsertSearchAttributes(searchAttributePairs({ NdState: 'closed' }));
  const ended: CaseEnded = { id: workflowInfo().workflowId, at: clock.now(), left: [] };
  await tell(campaignWorkflowId(input.campaign), caseEnded, ended);
  await finish();
  return ended;
}
