import { z } from 'zod';
import { listCampaigns } from '../../register/overview';
import { adminHead, campaignRow, campaignView } from '../campaign-view';
import type { App, Console } from '../context';
import { languageOf, languageQuery } from '../language';
import { readOverview } from '../overview';
import { Problem } from '../problems';
import { answer, render } from '../render';
import { page } from '../schemas';

const tags = ['administrator'];
const security = [{ session: [] }];

/** The administrators' overview: read only. */
export function pageRoutes(app: App, console: Console): void {
  app.get(
    '/',
    {
      schema: {
        tags,
        security,
        summary: 'All campaigns',
        querystring: languageQuery,
        response: { 200: page('The page'), 303: page('To the sign-in page') },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const campaigns = (await listCampaigns(console.sql)).map((campaign) => campaignRow(campaign, language));
      return answer(reply, { status: 200, html: render('campaigns', { ...adminHead(console, language), campaigns }) });
    },
  );

  app.get(
    '/campaigns/:campaign',
    {
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
      const [listed] = await listCampaigns(console.sql, request.params.campaign);
      if (!listed) throw new Problem(404, 'unknown-campaign', `There is no campaign "${request.params.campaign}".`);
      const overview = await readOverview(console.sql, listed.id);
      return answer(reply, {
        status: 200,
        html: render('campaign', campaignView(console, overview, languageOf(request))),
      });
    },
  );
}
