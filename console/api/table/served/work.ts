import { z } from 'zod';
import { masked } from '../../../../domain/people/masks';
import { needOf, stepOf } from '../../../../domain/round/chase';
import { CALLS, CHASES } from '../../../../domain/table/shapes/work';
import { type CallListed, callSource } from '../../../../store/round/calls';
import { chaseWork } from '../../../../store/round/chase-work';
import { callSchema, chaseSchema } from '../../round/work-schemas';
import { campaignIn } from '../conditions';
import { smallTableOf, tableOf } from '../served-table';

/** A chase a township and round: a province has no more that are open. */
const MOST_CHASES = 5000;

export const chaseRowSchema = chaseSchema
  .extend({
    need: z.enum(['overdue', 'waiting', 'nothing']).describe('What it asks of an officer'),
    step: z.string().describe('The last step that was taken'),
  })
  .describe('A chase');

export const chases = smallTableOf(CHASES, chaseRowSchema, async (sql, { top }, conditions) => {
  const campaign = campaignIn(conditions);
  const found = await chaseWork(sql, { top, campaign, limit: MOST_CHASES });
  return found.map((chase) => ({ ...chase, need: needOf(chase), step: stepOf(chase) }));
});

export const callRowSchema = callSchema.extend({ settled: z.enum(['open', 'done']) }).describe('A unit to telephone');

export const calls = tableOf<CallListed>(CALLS, callRowSchema, {
  source: (sql, { top, may }, conditions) =>
    callSource(sql, { top, people: may('reveal-people'), ofCampaign: campaignIn(conditions) !== undefined }),
  shown: (call) => ({ ...call, people: call.people.map(masked) }),
});
