import multipart from '@fastify/multipart';
import { z } from 'zod';
import { rememberOpened } from '../../../store/round/links';
import { formReceiptSchema } from '../../api/report/receipt-schemas';
import type { App, Console } from '../../shell/context';
import { aMinute, byLink, REPORTS_A_MINUTE } from '../../shell/gate/limits';
import { FORM_POLICY } from '../../shell/gate/security';
import { languageQuery } from '../../shell/language';
import { named } from '../../shell/named';
import { answer } from '../../shell/render';
import { page, submissionHeaders } from '../../shell/schemas';
import { only } from '../../shell/who';
import type { Arrivals } from '../arrivals';
import { handInAsk, pageOfAsk } from '../ask-pages';
import { NOTHING, receiptPage } from '../form-hand-in';
import { FORM_LIMITS, readParts } from '../form-parts';
import { linkProblem, openHere, refusedPage, takenFrom, wantsJson } from '../links';
import { doorPage, doorShut, isOpenHere } from '../list/door';
import { FIND } from '../list/paging';
import { ALL_REPORTED, ROWS } from '../list/rows-sent';
import { pageOfAll } from '../pages-of-all';
import { receiptFor } from '../receipt';
import { formAssetRoutes } from './form-assets';
import { photoRoutes } from './form-photos';
import { listCodeRoute } from './list-code';

/** The body of a form with files is read only after its link has opened. */
const posted = z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish();
const params = z.object({ token: z.string() });
const rowsQuery = languageQuery.extend({
  after: z.uuid().optional().catch(undefined).describe('Of a list: the last row of the page before'),
});

/** The answers of a page, by status. */
const PAGES = {
  404: page('The link is not one of ours'),
  409: page('Reporting has not begun'),
  410: page('The link was revoked, or the round is locked, closed or cancelled; whom to call'),
};

/** The village form with its files and photos; its pages may run only their own script. */
export async function formRoutes(app: App, console: Console, arrivals: Arrivals): Promise<void> {
  formAssetRoutes(app);
  const pageRoutes = async (pages: App) => {
    await pages.register(multipart, {
      limits: FORM_LIMITS,
      throwFileSizeLimit: false,
    });
    pages.addHook('onRequest', async (_, reply) => {
      reply.header('content-security-policy', FORM_POLICY);
    });
    pageRoute(pages, console);
    submitRoute(pages, console, arrivals);
    photoRoutes(pages, console);
    listCodeRoute(pages, console);
  };
  await app.register(named('form', pageRoutes));
}

/** The form behind the link in a village's message: works without JavaScript, on any phone. */
function pageRoute(app: App, console: Console): void {
  app.get(
    '/r/:token',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['village'],
        summary: 'The form of a link, or the list of all that its contact owes',
        params,
        querystring: rowsQuery.extend({
          row: z.uuid().optional().catch(undefined).describe('A row of a list, to correct'),
        }),
        response: { 200: page('The form, with the present report, and what else the unit owes'), ...PAGES },
      },
    },
    async (request, reply) => {
      const opened = await openHere(console, request, 'report');
      const { language } = opened;
      if (!opened.open)
        return answer(reply, (await pageOfAll(console, request, 'report')) ?? refusedPage(opened, 'report', language));
      await rememberOpened(console.sql, opened.link.id);
      const { link, asked } = opened;
      if (asked.list !== null && !(await isOpenHere(console, request, { link, asked })))
        return answer(reply, await doorPage(console, { link, asked, language, token: request.params.token }));
      const html = await pageOfAsk(console, { link, asked, language }, request.query);
      return answer(reply, { status: 200, html });
    },
  );
}

function submitRoute(app: App, console: Console, arrivals: Arrivals): void {
  app.post(
    '/r/:token',
    {
      config: {
        ...only('anybody'),
        proof: 'link',
        rateLimit: aMinute(REPORTS_A_MINUTE, byLink(console)),
        upload: FORM_LIMITS.fileSize,
      },
      schema: {
        tags: ['village'],
        summary: 'Hand in the form',
        description: `Fields by their ids, money in yuan; \`${NOTHING}=yes\` for nothing to report. For a list, one row or many in \`${ROWS}\` (JSON: \`rows\`, \`gone\`; of a step \`did\`); \`${ALL_REPORTED}=yes\` says that they are all; \`${FIND}\` only looks for rows, by surname or the last four of an ID number. With \`Accept: application/json\` the answers are those of POST /api/links/{token}, in the language of the page.`,
        consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
        params,
        headers: submissionHeaders,
        querystring: rowsQuery,
        body: posted,
        response: {
          200: {
            description: 'Arrived: the receipt number',
            content: { 'text/html': { schema: { type: 'string' } }, 'application/json': { schema: formReceiptSchema } },
          },
          401: page('A list: the code of its contact is missing'),
          303: page('A row of a list was taken: back to its page'),
          422: page('The form with what was typed and what is wrong, by field'),
          429: page('Too often'),
          ...PAGES,
        },
      },
    },
    async (request, reply) => {
      const { headers } = request;
      const opened = await openHere(console, request, 'report');
      const { language } = opened;
      const submission = headers['idempotency-key'];
      const before = await takenFrom(console, opened, submission);
      const json = wantsJson(headers.accept);
      if (before && json) return reply.type('application/json').send(receiptFor(before, language, opened.asked));
      if (!opened.open) {
        if (json) throw linkProblem(opened);
        return answer(reply, refusedPage(opened, 'report', language));
      }
      const { link, asked } = opened;
      if (asked.list !== null && !(await isOpenHere(console, request, { link, asked }))) {
        if (json) throw doorShut();
        return answer(reply, await doorPage(console, { link, asked, language, token: request.params.token }));
      }
      if (before)
        return answer(reply, await receiptPage(console, { link: link.id, asked, language, recorded: before }));
      const { after } = request.query;
      const handed = { link, asked, language, after, submission, json };
      const outcome = await handInAsk(console, { ...handed, parts: readParts(request) });
      if ('found' in outcome) return answer(reply, outcome);
      // What was done with rows may have opened a case, and left the figures as they were.
      if ('recorded' in outcome && (!outcome.recorded.repeated || outcome.recorded.rows))
        arrivals.tell(outcome.recorded.round);
      if (!json && outcome.goOn) {
        const onward = after === undefined ? '' : `&after=${after}`;
        return reply.redirect(`/r/${request.params.token}?lang=${language}${onward}`, 303);
      }
      if (!json) return answer(reply, outcome);
      if ('refused' in outcome) throw outcome.refused;
      return reply.type('application/json').send(receiptFor(outcome.recorded, language, asked));
    },
  );
}
