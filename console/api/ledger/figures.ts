import { z } from 'zod';
import type { Definition } from '../../../domain/campaign/definition/definition';
import {
  type CategoryFigures,
  figuresByCategory,
  figuresByDay,
} from '../../../reporting/figures/given/by-category-and-day';
import { atOnce } from '../../../store/db/at-once';
import { atManyRows } from '../../../store/db/plans';
import { ledgerOf, refuseOtherStores } from '../../../store/ledger/ledger-of';
import { levelsHeld } from '../../../store/ledger/reconcile';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { shared } from '../campaign/shared';
import { figuresSchema } from './ledger-schemas';

/** What somebody has just handed over is on screen a second later; a few seconds later in a province. */
const FRESH_MS = 1000;

/** The figures that a page shows live: counted once for all who look at the same region. */
export function ledgerFigureRoutes(app: App, { sql }: Console): void {
  // As for other figures, the other cores of the database stay free for those who hand in.
  const count = atOnce(1);
  const figures = shared(FRESH_MS, (campaign: string, region: string) =>
    count(async () => {
      const { definition } = await ledgerOf(sql, campaign);
      const looked = { campaign, region };
      const { whole, parts } = await levelsHeld(sql, looked);
      const categories = await atManyRows(sql, (tx) => figuresByCategory(tx, looked));
      const days = await atManyRows(sql, (tx) => figuresByDay(tx, { ...looked, zone: definition.zone }));
      return { whole, parts, categories: categories.map((one) => ({ ...one, ...namesIn(definition, one) })), days };
    }),
  );

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
