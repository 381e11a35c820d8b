import { z } from 'zod';
import type { Language } from '../../domain/definition/definition';
import { type Asked, askedByLink } from '../../register/asked';
import type { Link } from '../../register/links';
import { type Recorded, ReportRefused, recordReport } from '../../register/reports';
import type { Arrivals } from '../arrivals';
import type { App, Console } from '../context';
import { formView, receiptView, type Typed } from '../form-view';
import { languageQuery } from '../language';
import { createLimiter } from '../limits';
import { linkLanguage, linkProblem, openFor, refusedPage } from '../links';
import { Problem } from '../problems';
import { answer, type Page, render } from '../render';
import { page } from '../schemas';
import { only } from '../who';
import { receiptSchema } from './links';

/** Name of the second button; no field can be called so, because of the hyphens. */
export const NOTHING = 'nothing-to-report';

/** More than a person can press a button; a loop in a script stops here. */
const POSTS_A_MINUTE = 30;

const posted = z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish();
const params = z.object({ token: z.string() });

/** What a page answers, by status. */
const PAGES = {
  404: page('The link is not one of ours'),
  409: page('Reporting has not begun'),
  410: page('The link was revoked, or the round is locked, closed or cancelled; whom to call'),
};

/** Answers with JSON when a program asks for it and for nothing else. */
const wantsJson = (accept: string | undefined): boolean =>
  (accept ?? '').includes('application/json') && !accept?.includes('text/html');

/** The form behind the link in a village's message: works without JavaScript, on any phone. */
export function formRoutes(app: App, console: Console, arrivals: Arrivals): void {
  const limiter = createLimiter({ max: POSTS_A_MINUTE, windowMs: 60_000 });

  app.get(
    '/r/:token',
    {
      config: only('anybody'),
      schema: {
        tags: ['village'],
        summary: 'The form of a link',
        params,
        querystring: languageQuery,
        response: { 200: page('The form, with the present report'), ...PAGES },
      },
    },
    async ({ params: { token }, query }, reply) => {
      const opened = await openFor(console, token, 'report');
      const language = linkLanguage(opened.asked, query.lang);
      if (!opened.open) return answer(reply, refusedPage(opened, language));
      return answer(reply, { status: 200, html: render('form', formView(opened.asked, language)) });
    },
  );

  app.post(
    '/r/:token',
    {
      config: only('anybody'),
      schema: {
        tags: ['village'],
        summary: 'Hand in the form',
        description: `Fields by their ids, money in yuan; \`${NOTHING}=yes\` for nothing to report. With \`Accept: application/json\` the answers are those of POST /api/links/{token}.`,
        consumes: ['application/x-www-form-urlencoded'],
        params,
        querystring: languageQuery,
        body: posted,
        response: {
          200: {
            description: 'Arrived: the receipt number',
            content: { 'text/html': { schema: { type: 'string' } }, 'application/json': { schema: receiptSchema } },
          },
          422: page('The form with what was typed and what is wrong, by field'),
          429: page('Too often'),
          ...PAGES,
        },
      },
    },
    async ({ params: { token }, query, body, headers }, reply) => {
      const opened = await openFor(console, token, 'report');
      const language = linkLanguage(opened.asked, query.lang);
      const json = wantsJson(headers.accept);
      if (!opened.open) {
        if (json) throw linkProblem(opened);
        return answer(reply, refusedPage(opened, language));
      }
      if (!limiter.take(String(opened.link.id)))
        throw new Problem(429, 'too-often', 'Too many attempts with this link; try again in a minute.');
      const { [NOTHING]: nothing, ...figures } = body ?? {};
      const handedIn = { link: opened.link, asked: opened.asked, language, nothing: nothing === 'yes', figures };
      const outcome = await handIn(console, handedIn);
      if ('recorded' in outcome && !outcome.recorded.repeated) arrivals.tell(outcome.recorded.round);
      if (!json) return answer(reply, outcome);
      if ('refused' in outcome) throw outcome.refused;
      return reply.type('application/json').send(outcome.recorded);
    },
  );
}

interface FormHandedIn {
  link: Link;
  asked: Asked;
  language: Language;
  nothing: boolean;
  figures: Record<string, string | string[]>;
}

type Outcome = Page & ({ recorded: Recorded } | { refused: ReportRefused });

/** Records the form. @returns the page that says that it arrived, or the one that says what to do. */
async function handIn(console: Console, { link, asked, language, nothing, figures }: FormHandedIn): Promise<Outcome> {
  const { campaign, key, region: unit, contact } = link;
  try {
    const recorded = await recordReport(console.sql, {
      campaign,
      key,
      unit,
      contact,
      language,
      via: 'form',
      input: { nothing, figures },
    });
    const now = { ...asked, report: recorded, returnedBecause: null };
    return { status: 200, recorded, html: render('receipt', receiptView(now, language, recorded)) };
  } catch (error) {
    if (!(error instanceof ReportRefused)) throw error;
    if (error.code === 'invalid') {
      const typed: Typed = Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, String(value)]));
      return {
        status: 422,
        refused: error,
        html: render('form', formView(asked, language, { typed, problems: error.problems })),
      };
    }
    return { ...(await overtaken(console, { link, language, error })), refused: error };
  }
}

/** The round was locked or closed between opening the link and recording: the page tells the state as it is now. */
async function overtaken(
  { sql }: Console,
  { link, language, error }: { link: Link; language: Language; error: ReportRefused },
): Promise<Page> {
  const { code } = error;
  const asked = await askedByLink(sql, link.id);
  if (!asked || (code !== 'locked' && code !== 'closed' && code !== 'cancelled' && code !== 'not-open')) throw error;
  return refusedPage({ open: false, state: code, asked }, language);
}
