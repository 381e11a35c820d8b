import { z } from 'zod';
import { takePushed } from '../../../actions/warnings';
import { hookSecret, SIMULATOR, weatherHook } from '../../../config/hook-secrets';
import { type Instant, instant } from '../../../domain/instant';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { campaignTime } from '../../../store/campaign/campaigns';
import { needsLook, WarningsUntold } from '../../../store/warning/warnings';
import { LARGEST_FEED_BYTES } from '../../../weather/fetch';
import { FORMATS } from '../../../weather/formats';
import { readWarnings } from '../../../weather/read';
import { allowedAddresses } from '../../shell/addresses';
import type { App, Console } from '../../shell/context';
import { hookProof } from '../../shell/gate/hook-proof';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { problemSchema, refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

const taken = z.object({
  fresh: z.number().describe('Messages that had not been here'),
  known: z.number().describe('Messages that had been here: nothing follows'),
  duty: z.number().describe('New questions for the duty officer'),
  touched: z
    .array(z.object({ event: z.number(), hazard: z.string(), regions: z.array(z.string()), change: z.string() }))
    .describe('Events that came into force, changed or ended'),
  workflows: z.array(z.string()).describe('Alerts that were started or told'),
});

const unreadable = problemSchema.extend(taken.shape);

/** Takes pushed warnings, in a separate plug-in, because it needs the unchanged bytes of the body. */
export function weatherHookRoutes(app: App, { env, sql, client, feeds, log }: Console): void {
  const proof = hookProof(log)({
    provider: 'weather',
    what: 'warnings',
    // Each source has its own secret, also the simulator, which only serves rehearsals.
    secretOf({ params, query }) {
      const { source = '' } = params as { source?: string };
      const { from } = query as { from?: string };
      return hookSecret(env, from === undefined ? weatherHook(source) : SIMULATOR);
    },
    allowed: allowedAddresses(env.WEATHER_HOOK_FROM, 'WEATHER_HOOK_FROM'),
    elsewhere: sentence('warning-address-not-allowed'),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));

  app.post(
    '/hooks/weather/:source/:secret',
    {
      config: { ...only('anybody'), proof },
      bodyLimit: LARGEST_FEED_BYTES,
      schema: {
        tags: ['weather'],
        summary: 'Warnings that are pushed',
        description:
          'The body is a document of the feed, as it is. `source` is the id of a feed in config/feeds.yaml or the name of a format; another name is kept with it, and the format told by the shape. Repeating a push does no harm.',
        params: z.object({ source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), secret: z.string() }),
        querystring: z.object({ from: z.literal('simulator').optional(), campaign: z.string().optional() }),
        body: z.unknown(),
        response: {
          200: taken,
          ...refusedWith(400, 403, 404),
          422: unreadable,
          ...refusedWith(503),
        },
      },
    },
    async (request, reply) => {
      const { source } = request.params;
      const { query, body } = request;
      if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem(400, sentence('warning-empty-body'));
      const { scope, at } = await scopeOf(query);
      const feed = feeds.find(({ id }) => id === source);
      const format = feed?.format ?? FORMATS.find(({ name }) => name === source)?.name;
      const read = readWarnings(body, { at, fileName: source, ...(format && { format }) });
      const intake = { scope, source, read, raw: { bytes: body }, at, keep: true };
      const { fresh, known, duty, touched, workflows, aside } = await takePushed(
        { sql, tell: client.answerWarnings },
        { intake, ...(feed && { feed: feed.id }) },
      ).catch(pushAgain);
      const result = { fresh, known, duty, touched, workflows };
      const problems = [...read.problems.filter(needsLook), ...aside];
      if (problems.length === 0) return reply.code(200).send(result);
      const language = languageOf(request);
      return reply.code(422).send({
        code: 'warning-unreadable',
        message: tellIn(language, sentence('warning-unreadable')),
        problems: problems.map((problem) => ({
          field: problem.path ?? null,
          code: problem.code,
          message: tellIn(language, problem),
        })),
        ...result,
      });
    },
  );

  /** A push of the simulator reaches only the campaign of a rehearsal. */
  async function scopeOf({
    from,
    campaign,
  }: {
    from?: 'simulator' | undefined;
    campaign?: string | undefined;
  }): Promise<{ scope: string; at: Instant }> {
    if (!from && campaign === undefined) return { scope: 'live', at: instant(Date.now()) };
    const time = from && campaign !== undefined ? await campaignTime(sql, campaign) : null;
    if (!campaign || time?.mode !== 'rehearsal') throw new Problem(400, sentence('weather-name-rehearsal'));
    return { scope: campaign, at: time.now };
  }
}

/** A program pushes again after an error; the answer also tells what was kept by then. */
function pushAgain(error: unknown): never {
  if (error instanceof WarningsUntold) throw new Problem(503, sentence('warning-untold-push-again'));
  throw error;
}
