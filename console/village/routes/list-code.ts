import { z } from 'zod';
import { sendPageCode, takePageCode } from '../../../actions/list/page-code';
import type { App, Console } from '../../shell/context';
import { aMinute, byLink } from '../../shell/gate/limits';
import { languageQuery } from '../../shell/language';
import { answer } from '../../shell/render';
import { page } from '../../shell/schemas';
import { only } from '../../shell/who';
import { openHere, refusedPage } from '../links';
import { doorPage, openDoor } from '../list/door';

/** Each code takes five; this stops a loop before it reaches the database. */
const TRIES_A_MINUTE = 10;

/** Sends the code of a list's page, and takes it: plain forms, for any phone. */
export function listCodeRoute(app: App, console: Console): void {
  app.post(
    '/r/:token/code',
    {
      config: { ...only('anybody'), proof: 'link', rateLimit: aMinute(TRIES_A_MINUTE, byLink(console)) },
      schema: {
        tags: ['village'],
        summary: 'Send the code of a list page to its contact, or give it',
        consumes: ['application/x-www-form-urlencoded'],
        params: z.object({ token: z.string() }),
        querystring: languageQuery,
        body: z.object({ code: z.string().max(20).optional() }).nullish(),
        response: {
          303: page('Sent, or right: back to the page of the link'),
          401: page('A wrong code, or one that is no longer valid'),
          404: page('The link is not one of ours'),
          409: page('Reporting has not begun'),
          410: page('The link was revoked, or the round is over'),
          429: page('Too often'),
        },
      },
    },
    async (request, reply) => {
      const opened = await openHere(console, request, 'report');
      const { language } = opened;
      if (!opened.open) return answer(reply, refusedPage(opened, 'report', language));
      const { token } = request.params;
      const back = () => reply.redirect(`/r/${token}?lang=${language}`, 303);
      const { code } = request.body ?? {};
      if (code === undefined) {
        if (await sendPageCode(console, opened.link)) return back();
        return answer(reply, await doorPage(console, { ...opened, token }, { status: 429, problem: 'list-code-wait' }));
      }
      const right = await takePageCode({ sql: console.sql, secret: console.env.LINK_SECRET }, opened.link, code);
      if (!right)
        return answer(
          reply,
          await doorPage(console, { ...opened, token }, { status: 401, problem: 'list-code-wrong' }),
        );
      await openDoor(console, reply, opened.link);
      return back();
    },
  );
}
