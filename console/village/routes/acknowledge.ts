import { z } from 'zod';
import { acknowledgeChases } from '../../../actions/round/chases';
import type { Language } from '../../../domain/campaign/definition/definition';
import type { Asked } from '../../../store/round/asks';
import { chaseOfRegion } from '../../../store/round/chases';
import type { App, Console } from '../../shell/context';
import { languageQuery } from '../../shell/language';
import { answer, type Page, render } from '../../shell/render';
import { page } from '../../shell/schemas';
import { only } from '../../shell/who';
import { headView } from '../form-view';
import { showInstant } from '../format';
import { openHere, refusedPage } from '../links';
import { pageOfAll } from '../pages-of-all';

const params = z.object({ token: z.string() });
const response = {
  200: page('Who is silent, and whether that was acknowledged'),
  404: page('The link is not one of ours'),
  409: page('The round has not begun'),
  410: page('The link was revoked, or the round is over'),
};

/** The page on which a township or county officer sees the silent units, and acknowledges. */
export function acknowledgeRoutes(app: App, console: Console): void {
  const describe = async (asked: Asked, language: Language): Promise<Page> => {
    const chase = await chaseOfRegion(console.sql, { round: asked.round, region: asked.region.code });
    const reader = { zone: asked.zone, language };
    const html = render('acknowledge', {
      ...headView(asked, language),
      ...chase,
      acknowledgeBy: chase.acknowledgeBy && showInstant(chase.acknowledgeBy, reader),
      acknowledgedAt: chase.acknowledgedAt && showInstant(chase.acknowledgedAt, reader),
    });
    return { status: 200, html };
  };

  app.get(
    '/a/:token',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['officer'],
        summary: 'Who is silent below a region, in one round or in all of them',
        params,
        querystring: languageQuery,
        response,
      },
    },
    async (request, reply) => {
      const opened = await openHere(console, request, 'acknowledge');
      const { language } = opened;
      if (opened.open) return answer(reply, await describe(opened.asked, language));
      const all = await pageOfAll(console, request, 'acknowledge');
      return answer(reply, all ?? refusedPage(opened, 'acknowledge', language));
    },
  );

  app.post(
    '/a/:token',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['officer'],
        summary: 'Acknowledge the chases of a region',
        params,
        querystring: languageQuery,
        response,
      },
    },
    async (request, reply) => {
      const opened = await openHere(console, request, 'acknowledge');
      const { language } = opened;
      if (!opened.open) return answer(reply, refusedPage(opened, 'acknowledge', language));
      const { round, region, contact } = opened.link;
      await acknowledgeChases({ sql: console.sql, by: null }, { round, region, contact });
      return answer(reply, await describe(opened.asked, language));
    },
  );
}
