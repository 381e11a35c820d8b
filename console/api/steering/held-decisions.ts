import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { carryOutHeld, holdDecision, takeBackDecision } from '../../../actions/held-decisions';
import { every } from '../../../config/loops/loop';
import { steeredRegion } from '../../../domain/account/roles';
import { tellIn } from '../../../domain/text/refusal';
import { heldDecisions, nextDue } from '../../../store/campaign/asked-decisions';
import { getCampaign } from '../../../store/campaign/campaigns';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { refusedWith } from '../../shell/schemas';
import { freeText } from '../../shell/text-schema';
import { only, refuseBeyond, type User, userOf } from '../../shell/who';
import { forecastSchema, heldSchema, holdSchema } from '../campaign/campaign-schemas';
import { campaignFor } from '../campaign/overview';
import { forecastSteering } from './forecast';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('steer-campaign');
const params = z.object({ campaign: z.string() });
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
/** Longest pause between two looks; a decision that is held wakes the loop when its time comes. */
const LOOK_EVERY_MS = 2000;
const MOST_SECONDS = 60;

const aimed = {
  verb: z.enum(['remind', 'extend']),
  key: freeText(100).optional().describe('Stage or round'),
  area: freeText(100).optional().describe('Region code of one area'),
  due: freeText(100).optional().describe('A day such as 12-28, "12-28 18:00", or an instant'),
  lock: freeText(100).optional(),
};

/** Decisions that write to many at once: what they would do, some seconds in which they can be taken back, the act. */
export function heldDecisionRoutes(app: App, console: Console): void {
  const { sql, client, log } = console;
  const loop = every({ name: 'held decisions', ms: LOOK_EVERY_MS, log }, async () => {
    while (await carryOutHeld({ sql, client }));
    return (await nextDue(sql)) ?? undefined;
  });
  app.addHook('onClose', () => loop.stop());

  /** @throws Problem 404 for a campaign or an area beyond the user's region */
  async function decidable(request: FastifyRequest, campaign: string, asked: z.output<z.ZodObject<typeof aimed>>) {
    const user = userOf(request);
    const { now } = await campaignFor(sql, user, campaign);
    const { verb, ...given } = asked;
    const target = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
    const { plan } = await getCampaign(sql, campaign);
    await refuseBeyond(sql, user, [steeredRegion(verb, target, plan.scope)]);
    return { user, verb, target, now };
  }

  app.get(
    '/api/campaigns/:campaign/forecast',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'What a decision would send and move now; decides nothing',
        params,
        querystring: z.object(aimed),
        response: { 200: forecastSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const { user, ...asked } = await decidable(request, campaign, request.query);
      return forecastSteering(console, { campaign, region: user.region, ...asked });
    },
  );

  app.post(
    '/api/campaigns/:campaign/held',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Decide with some seconds in which it can be taken back; carried out by the server',
        params,
        body: z.object({
          ...aimed,
          reason: freeText().optional().describe('The people concerned will see it'),
          seconds: z.int().min(0).max(MOST_SECONDS).default(10),
        }),
        response: { 200: holdSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const { reason, seconds, ...asked } = request.body;
      const { user, verb, target } = await decidable(request, campaign, asked);
      const decision = { campaign, verb, target, seconds, ...(reason !== undefined && { reason }) };
      const held = await holdDecision({ sql, by: user }, decision);
      loop.now();
      return held;
    },
  );

  const isOwn = (user: User, { id, by }: { id: number | null; by?: string | null }): boolean =>
    user.id === id && (user.by ?? null) === (by ?? null);

  app.get(
    '/api/campaigns/:campaign/held',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Decisions that can still be taken back, and those that were just refused',
        params,
        response: { 200: heldSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      const language = languageOf(request);
      const held = await heldDecisions(sql, campaign);
      return {
        now: new Date().toISOString(),
        held: held.map(({ id, verb, target, actsAt, by, refused }) => ({
          ...{ id, verb, key: target.key ?? null, actsAt, own: isOwn(user, by) },
          refused: refused && tellIn(language, refused),
        })),
      };
    },
  );

  app.post(
    '/api/campaigns/:campaign/held/:decision/take-back',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Take a decision back that is still held; 409 when it is carried out already',
        params: params.extend({ decision: z.coerce.number().int().positive() }),
        response: { 200: z.object({ id: z.int() }).describe('Taken back'), ...refusals },
      },
    },
    async (request) => {
      const { campaign, decision } = request.params;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      await takeBackDecision({ sql, by: user }, { campaign, decision });
      return { id: decision };
    },
  );
}
