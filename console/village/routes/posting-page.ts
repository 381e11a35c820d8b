import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hearAboutPosting } from '../../../actions/posting/objections';
import type { Language } from '../../../domain/campaign/definition/definition';
import { goneByPage, heardPage, postingPage, type SayingForm } from '../../../domain/posting/page';
import { Refused, sentence, tellIn } from '../../../domain/text/refusal';
import { createThrottle } from '../../../store/account/throttle';
import { campaignTime } from '../../../store/campaign/campaigns';
import { readSignedNumber } from '../../../store/db/signed-number';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { latestPosting, type Posting, shownPosting } from '../../../store/posting/posted';
import { tooSoon } from '../../account/sign-in';
import type { App, Console } from '../../shell/context';
import { POSTING_HEADERS } from '../../shell/gate/posting-policy';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { answer, type Page } from '../../shell/render';
import { page } from '../../shell/schemas';
import { only } from '../../shell/who';

const params = z.object({ token: z.string() });
/** As a form sends them; what is empty was left out. */
const said = z.object({
  key: z.uuid(),
  number: z.string().trim().max(6).default(''),
  text: z.string().max(1000).default(''),
  from: z.string().max(100).default(''),
});

/** The posting of one village, for everybody who has its address: without sign-in, without script. */
export function postingPageRoutes(app: App, console: Console): void {
  const { sql, env, client } = console;
  const throttle = createThrottle(sql, env.LINK_SECRET);
  const key = peopleKey(env.PEOPLE_KEY);
  const opened = async (request: FastifyRequest<{ Params: { token: string } }>) => {
    const id = readSignedNumber(env.LINK_SECRET, 'posting', request.params.token);
    const posting = id === null ? null : await latestPosting(sql, id);
    if (id === null || !posting) throw new Problem(404, sentence('not-found'));
    return { id, posting };
  };
  const show = async (id: number, posting: Posting, form: SayingForm, language: Language): Promise<Page> => {
    if (!(await hangs(posting))) return { status: 410, html: goneByPage(posting.content.contact, form, language) };
    const shown = shownPosting(posting, id, { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET });
    return { status: form.wrong === undefined ? 200 : 422, html: postingPage(shown, form, language) };
  };
  const hangs = async ({ state, campaign, closesAt }: Posting): Promise<boolean> => {
    const time = await campaignTime(sql, campaign);
    return state === 'open' && time !== null && time.now < closesAt;
  };

  /** All people of a rehearsal speak from one address, where nobody else is: each posting counts for itself. */
  const speaker = async ({ ip }: FastifyRequest, { id, campaign }: { id: number; campaign: string }) => {
    const isRehearsed = (await campaignTime(sql, campaign))?.mode === 'rehearsal';
    return { login: `posting ${id}`, address: isRehearsed ? `posting ${id}` : ip };
  };

  app.get(
    '/p/:token',
    {
      config: only('anybody'),
      schema: {
        tags: ['public'],
        summary: 'The posting (公示) of one village, as it hangs on the board',
        params,
        response: {
          200: page('The rows, masked, and a form for objections'),
          404: page('No such posting'),
          410: page('The posting is over: no row is shown, what is said is still taken'),
        },
      },
    },
    async (request, reply) => {
      const { id, posting } = await opened(request);
      reply.headers(POSTING_HEADERS);
      return answer(reply, await show(id, posting, { key: randomUUID() }, languageOf(request)));
    },
  );

  app.post(
    '/p/:token',
    {
      config: only('anybody'),
      schema: {
        tags: ['public'],
        summary: 'Object to a row of a posting, or name a family that is missing; without a name too',
        description: 'A second sending with the same key gives the first receipt.',
        consumes: ['application/x-www-form-urlencoded'],
        params,
        body: said,
        response: {
          200: page('Received: the receipt number'),
          404: page('No such posting'),
          410: page('The posting is over, and nothing was said'),
          422: page('The page with what was typed and what is wrong'),
          429: page('Too often'),
        },
      },
    },
    async (request, reply) => {
      const { id, posting } = await opened(request);
      reply.headers(POSTING_HEADERS);
      const { key: submission, number, text, from } = request.body;
      const wait = await throttle.attempt(await speaker(request, { id, campaign: posting.campaign }));
      if (wait > 0) throw tooSoon(reply, wait);
      try {
        const nth = number === '' ? {} : { number: numberIn(number) };
        const about = { posting: id, ...nth, text, from, submission, top: null };
        const { receipt } = await hearAboutPosting({ sql, by: null, key, client }, about);
        return answer(reply, { status: 200, html: heardPage(receipt, languageOf(request)) });
      } catch (error) {
        if (!(error instanceof Refused && /^(?:posting|case)-/.test(error.code))) throw error;
        const language = languageOf(request);
        const wrong = tellIn(language, error.sentence);
        return answer(reply, await show(id, posting, { key: submission, number, text, from, wrong }, language));
      }
    },
  );
}

/** @throws Refused for what is no number */
function numberIn(typed: string): number {
  const plain = typed.normalize('NFKC').replace(/[第号\s]/g, '');
  if (/^\d{1,6}$/.test(plain)) return Number(plain);
  throw new Refused(sentence('posting-no-number', { number: typed }));
}
