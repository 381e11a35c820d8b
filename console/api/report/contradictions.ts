import { z } from 'zod';
import { readContradictions } from '../../../reporting/figures/given/contradictions';
import { getCampaign } from '../../../store/campaign/campaigns';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { contradictionsSchema } from './contradiction-schemas';

/** What somebody has to look at before the report of a campaign is handed on. */
export function contradictionRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/campaigns/:campaign/contradictions',
    {
      config: only('see-campaigns'),
      schema: {
        tags: ['officer'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'Where summaries say otherwise than the returns before them',
        params: z.object({ campaign: z.string() }),
        response: { 200: contradictionsSchema, ...refusedWith(401, 403, 404) },
      },
    },
    async (request) => {
      const user = userOf(request);
      await campaignFor(sql, user, request.params.campaign);
      const row = await getCampaign(sql, request.params.campaign);
      const found = await readContradictions(sql, row);
      const seen = await Promise.all(found.map(({ region }) => user.region === null || maySee(sql, user, region)));
      const names = new Map(row.definition.standards.map(({ category, name }) => [category, name]));
      return {
        contradictions: found
          .filter((_, nr) => seen[nr])
          .map((one) => ({ ...one, category: names.get(one.category) ?? { 'zh-CN': one.category } })),
      };
    },
  );
}
