import { answerCase, openCase, reopenCase } from '../../../actions/case/cases';
import { withCaseForms } from '../../../domain/case/case-forms';
import type { Engine, SteppedCampaign } from '../servers/engine';
import { shanghai, tinyDefinition } from './tiny';

/** The tiny campaign, with complaints. */
export const complainedDefinition = () => withCaseForms(tinyDefinition({ cases: { complaint: {} } }));

const OFFICE = { id: null, via: 'cli', by: 'zhang' } as const;

/** What an officer does with a complaint about a village; the workflows that it starts are followed. */
export function complaints({ sql, client }: Engine, campaign: SteppedCampaign) {
  const acting = { sql, by: OFFICE, client };
  const follow = <T extends { workflows: string[] }>(moved: T): T => {
    campaign.follow(moved.workflows);
    return moved;
  };
  return {
    /** @param assignee code of the region that answers */
    open: async (region: string, assignee: string): Promise<number> =>
      follow(
        await openCase(
          { ...acting, key: null },
          { campaign: campaign.id, kind: 'complaint', region, assignee, raiser: { by: 'public' }, top: null },
        ),
      ).case,
    answer: async (id: number, outcome: string) =>
      follow(await answerCase(acting, { case: id, outcome, hand: { name: 'zhang', via: 'cli' }, top: null })),
    reopen: async (id: number) => follow(await reopenCase(acting, { case: id, top: null, reason: '群众再次反映' })),
  };
}

/** A complaint that is assigned, overdue, answered, and opened again. */
export async function complain(engine: Engine, campaign: SteppedCampaign): Promise<void> {
  const { open, answer, reopen } = complaints(engine, campaign);
  await campaign.stepTo(shanghai('12-02 10:00'));
  const id = await open('911', '91');
  for (const at of ['12-02 10:00', '12-03 10:00', '12-03 17:30', '12-04 00:00', '12-04 09:30'])
    await campaign.stepTo(shanghai(at));
  await answer(id, 'corrected');
  await campaign.stepTo(shanghai('12-04 11:00'));
  await reopen(id);
  await campaign.stepTo(shanghai('12-04 11:00'));
  await answer(id, 'unfounded');
  for (const at of ['12-04 12:00', '12-05 18:00']) await campaign.stepTo(shanghai(at));
}
