import { setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import {
  newPosting,
  nextOfPosting,
  type PostingEvent,
  type PostingStart,
  postingAfter,
} from '../../domain/posting/life';
import type { ClockSetting } from '../../domain/round/clock';
import { campaignWorkflowId } from '../../domain/round/round';
import { searchAttributePairs } from '../../domain/search-attributes';
import { act } from '../activities';
import { openClock, serveAdvance } from '../clock';
import { casesClosed, postingsChanged } from '../messages';
import { restFor } from '../rest';
import { tell } from '../tell';
import { tried } from '../tried';

export interface PostingLifeInput extends PostingStart {
  clock: ClockSetting;
}

/**
 * Postings that were opened together, until none of them hangs any more: after their last day their rows are announced.
 * domain/posting/life.ts decides the next step.
 */
export async function postingLife(input: PostingLifeInput): Promise<void> {
  const { lot, campaign } = input;
  const clock = openClock(input.clock);
  let life = newPosting(input.closesAt);
  const hear = (event: PostingEvent) => {
    life = postingAfter(life, event);
  };
  setHandler(postingsChanged, (now) => {
    clock.moveTo(now);
    hear({ is: 'called' });
  });
  const finish = serveAdvance(clock);
  const next = () => nextOfPosting(life, clock.now());

  for (let step = next(); step.do !== 'end'; step = next()) {
    if (step.do === 'rest') await restFor(step, () => life, clock);
    else {
      const looked = await tried('close postings', () => act.closePostings({ lot, now: clock.now() }));
      hear(looked ? { is: 'looked', open: looked.came } : { is: 'failed' });
    }
  }

  // The campaign counts cases and postings alike before it ends.
  await tell(campaignWorkflowId(campaign), casesClosed, clock.now());
  upsertSearchAttributes(searchAttributePairs({ NdState: 'closed' }));
  await finish();
}
