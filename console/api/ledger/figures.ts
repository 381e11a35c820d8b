import { z } from 'zod';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { freshCount } from '../../../store/ledger/kept/fresh';
import { type CategoryFigures, figuresByCategory, figuresByDay, KEPT } from '../../../store/ledger/kept/kept-sums';
import { ledgerOf, refuseOtherStores } from '../../../store/ledger/ledger-of';
import { levelsHeld } from '../../../store/ledger/reconcile';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { figuresSchema } from './ledger-schemas';

/** The figures that a page shows live, from the sums of the last count. */
export function ledgerFigureRoutes(app: App, { sql }: Console): void {
  async function figures(campaign: string, region: string) {
    const { definition } = await ledgerOf(sql, campaign);
    const { count, counting } = await freshCount(sql, { campaign, zone: definition.zone });
    const looked = { campaign, region };
    const [{ whole, parts }, categories, days] = await Promise.all([
      levelsHeld(sql, looked, { sums: KEPT, places: count.places }),
      figuresByCategory(sql, looked),
      figuresByDay(sql, looked),
    ]);
    const named = categories.map((one) => ({ ...one, ...namesIn(definition, one) }));
    return { whole, parts, categories: named, days, countedAt: count.at, counting };
  }

  app.get(
    '/api/campaigns/:campaign/ledger/figures',
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags: ['administrator'], security: [{ apiToken: [] }, { session: [] }] },
        summary: 'Goods and money of a region in figures: by part, by category, by day; a few seconds old',
        params: z.object({ campaign: z.string() }),
        querystring: z.object({ region: z.string().max(40).optional().describe('Code of a region: it and its parts') }),
        response: { 200: figuresSchema, ...refusedWith(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { region: top } = userOf(request);
      const { campaign } = request.params;
      await campaignFor(sql, userOf(request), campaign);
      const { scope } = (await ledgerOf(sql, campaign)).definition;
      const { region } = request.query;
      if (region !== undefined) await refuseOtherStores(sql, { scope, top }, [region]);
      return figures(campaign, region ?? top ?? scope);
    },
  );
}

const namesIn = ({ lists, standards }: Definition, { list, category }: CategoryFigures) => ({
  listName: lists[list]?.name ?? { 'zh-CN': list },
  name: standards.find((one) => one.category === category)?.name ?? { 'zh-CN': category },
});
