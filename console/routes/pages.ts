import { z } from 'zod';
import { may } from '../../domain/roles';
import { listCampaigns } from '../../register/overview';
import { adminHead, campaignRow, campaignView } from '../campaign-view';
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
    '/',
    {
      config: only('see-campaigns'),
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
      const campaigns = (await listCampaigns(console.sql, { region: userOf(request).region })).map((campaign) =>
        campaignRow(campaign, language),
      );
      return answer(reply, { status: 200, html: render('campaigns', { ...adminHead(console, request), campaigns }) });
    },
  );

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
      const user = userOf(request);
      const overview = await readOverview(console.sql, user, request.params.campaign);
      const reader = { language: languageOf(request), workflows: may(user.role, 'see-workflows') };
      const html = render('campaign', { ...adminHead(console, request), ...campaignView(console, overview, reader) });
      return answer(reply, { status: 200, html });
    },
  );
}
