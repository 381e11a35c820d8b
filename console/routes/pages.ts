import { z } from 'zod';
import { may } from '../../domain/roles';
import { listCampaigns } from '../../register/overview';
import { campaignView } from '../campaign-view';
import type { App, Console } from '../context';
import { languageOf, languageQuery } from '../language';
import { readOverview } from '../overview';
import { answer, render } from '../render';
import { page } from '../schemas';
import { only, userOf } from '../who';

const tags = ['administrator'];
const security = [{ session: [] }];

/** The administrators' overview: read only. */
export function pageRoutes(app: App, console: Console): void {
  app.get(
    '/campaigns/:campaign',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'One campaign with its figures',
        params: z.object({ campaign: z.string() }),
        querystring: languageQuery,
        response: { 200: page('The page'), 303: page('To the sign-in page'), 404: page('There is no such campaign') },
      },
    },
    async (request, reply) => {
      const [listed] = await listCampaigns(console.sql, { id: request.params.campaign });
      if (!listed) throw new Problem(404, 'unknown-campaign', `There is no campaign "${request.params.campaign}".`);
      const overview = await readOverview(console.sql, listed.id);
      return answer(reply, {
        status: 200,
        html: render('campaign', campaignView(console, overview, languageOf(request))),
      });
    },
  );
}
