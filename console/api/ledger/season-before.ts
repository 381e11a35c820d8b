import { z } from 'zod';
import { seasonBefore } from '../../../store/campaign/season-before';
import { freshCount } from '../../../store/ledger/kept/fresh';
import { KEPT } from '../../../store/ledger/kept/kept-sums';
import { ledgerOf, refuseOtherStores } from '../../../store/ledger/ledger-of';
import { levelsHeld } from '../../../store/ledger/reconcile';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { seasonBeforeSchema } from './ledger-schemas';

/** What the same campaign handed over a season ago, to be held against this one. */
export function seasonBeforeRoutes(app: App, { sql }: Console): void {
  async function given(campaign: string, region: string) {
    const { zone } = (await ledgerOf(sql, campaign)).definition;
    const { count } = await freshCount(sql, { campaign, zone });
    const { parts } = await levelsHeld(sql, { campaign, region }, { sums: KEPT, places: count.places });
    return parts
      .filter(({ delivered }) => delivered > 0)
      .map(({ region: code, item, purse, delivered }) => ({ region: code, item, purse, delivered }));
  }

  app.get(
    '/api/campaigns/:campaign/ledger/before',
    {
      config: only('see-ledger'),
      schema: {
        ...{ tags: ['administrator'], security: [{ apiToken: [] }, { session: [] }] },
        summary: 'What the same campaign handed over in the last season before: by part, item and purse',
        params: z.object({ campaign: z.string() }),
        querystring: z.object({ region: z.string().max(40).optional().describe('Code of a region: it and its parts') }),
        response: { 200: seasonBeforeSchema, ...refusedWith(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign } = request.params;
      await campaignFor(sql, user, campaign);
      const { scope } = (await ledgerOf(sql, campaign)).definition;
      const { region } = request.query;
      if (region !== undefined) await refuseOtherStores(sql, { scope, top: user.region }, [region]);
      const before = await seasonBefore(sql, campaign);
      if (!before) return { before: null, parts: [] };
      return { before, parts: await given(before.id, region ?? user.region ?? scope) };
    },
  );
}
