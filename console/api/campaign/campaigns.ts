import { z } from 'zod';
import { putAwayCampaign, startCampaign, steerCampaign } from '../../../actions/campaigns';
import { archiveCampaign } from '../../../actions/people/archive';
import { steeredRegion } from '../../../domain/account/roles';
import { CAMPAIGN_ID } from '../../../domain/campaign/campaign-id';
import { definitionSchema } from '../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { STEERING_VERBS } from '../../../domain/campaign/steering';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns, listMessages } from '../../../store/campaign/overview';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { freeText } from '../../shell/text-schema';
import { actorOf, only, refuseBeyond, userOf } from '../../shell/who';
import { endedShown } from '../progress/progress-routes';
import { refuseTooManyRehearsals } from '../rehearsal/rehearsal-limit';
import { campaignSchema, listedSchema, messageSchema, startedSchema, steeredSchema } from './campaign-schemas';
import { campaignFor, readOverview } from './overview';

/** A definition with all its texts is some 20 KB. */
const BODY_LIMIT = 1_048_576;

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ campaign: z.string() });
const refusals = refusedWith(401, 403, 404);

const definitionBody = {
  yaml: z.string().optional().describe('A campaign definition as in config/campaigns/'),
  definition: z.record(z.string(), z.unknown()).optional().describe('The same as JSON'),
};

/** JSON is YAML, so one reader reads, and refuses, both. */
function definitionOf({
  yaml,
  definition,
  season,
}: {
  yaml?: string | undefined;
  definition?: object | undefined;
  season?: number | undefined;
}) {
  const text = yaml ?? (definition && JSON.stringify(definition, null, 2));
  if (text === undefined) throw new Problem(400, sentence('no-definition'));
  return readDefinition(text, {
    file: yaml === undefined ? 'definition' : 'yaml',
    ...(season !== undefined && { season }),
  });
}

/** Campaigns for programs: the API of the commands of an administrator. */
export function campaignRoutes(app: App, console: Console): void {
  const { sql, client } = console;

  app.get(
    '/api/campaigns',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Campaigns, newest first: all that run, and the newest of those that have ended',
        querystring: z.object({ ended: endedShown }),
        response: { 200: z.array(listedSchema).describe('The campaigns'), ...refusedWith(400, 401) },
      },
    },
    async (request) => listCampaigns(sql, { region: userOf(request).region, ended: request.query.ended }),
  );

  app.post(
    '/api/campaigns',
    {
      config: only('start-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Start a campaign; starting it twice joins',
        body: z.object({
          ...definitionBody,
          season: definitionSchema.shape.season
            .optional()
            .describe('First year of the winter, instead of the definition’s own'),
          mode: z.enum(['live', 'rehearsal']).describe('A rehearsal reaches no real phone'),
          campaign: z.string().regex(CAMPAIGN_ID).optional().describe('Id of its own'),
        }),
        response: {
          200: startedSchema,
          ...refusedWith(400, 401, 422),
        },
      },
    },
    async (request) => {
      const { mode, campaign, ...given } = request.body;
      const { definition, warnings } = definitionOf(given);
      const user = userOf(request);
      await refuseBeyond(sql, user, [definition.scope]);
      if (mode === 'rehearsal') await refuseTooManyRehearsals(sql, user);
      const started = await startCampaign(
        { client, by: user },
        { definition, mode, ...(campaign !== undefined && { campaign }) },
      );
      return { ...started, warnings };
    },
  );

  app.get(
    '/api/campaigns/:campaign',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'A campaign with its figures',
        params,
        response: { 200: campaignSchema, ...refusals },
      },
    },
    async (request) => readOverview(sql, userOf(request), request.params.campaign),
  );

  app.get(
    '/api/campaigns/:campaign/messages',
    {
      config: only('see-messages'),
      schema: {
        tags,
        security,
        summary: 'Messages of a campaign, newest first; no person in them',
        params,
        querystring: z.object({
          state: z.string().optional(),
          before: z.coerce.number().int().positive().optional().describe('Older than this id: the next page'),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
        response: { 200: z.array(messageSchema).describe('Messages'), ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const { state, before, limit } = request.query;
      const user = userOf(request);
      const { id: campaign } = await campaignFor(sql, user, request.params.campaign);
      return listMessages(sql, {
        campaign,
        region: user.region,
        limit,
        ...(state !== undefined && { state }),
        ...(before !== undefined && { before }),
      });
    },
  );

  app.post(
    '/api/campaigns/:campaign/archive',
    {
      config: only('archive-campaign'),
      schema: {
        tags,
        security,
        summary:
          'Let go of texts, numbers, photos, replies and free texts of a campaign that is over; its figures stay',
        params: z.object({ campaign: z.string() }),
        body: z.object({ reason: z.string().trim().min(1).max(500).optional() }).nullish(),
        response: {
          200: z.object({ rows: z.record(z.string(), z.int()) }).describe('Rows that were let go, by table and column'),
          ...refusedWith(409),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      const { plan } = await getCampaign(sql, campaign);
      await refuseBeyond(sql, user, [plan.scope]);
      return { rows: await archiveCampaign({ sql, by: user }, { campaign, reason: request.body?.reason }) };
    },
  );

  app.post(
    '/api/campaigns/:campaign/put-away',
    {
      config: only('steer-campaign'),
      schema: {
        tags,
        security,
        summary: 'Leave a campaign that is over out of the lists, or bring it back; all of it stays',
        params: z.object({ campaign: z.string() }),
        body: z.object({ away: z.boolean() }),
        response: { 200: z.object({ away: z.boolean() }).describe('Done'), ...refusedWith(400, 409), ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const { away } = request.body;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      const { plan } = await getCampaign(sql, campaign);
      await refuseBeyond(sql, user, [plan.scope]);
      await putAwayCampaign({ sql, by: user }, { campaign, away });
      return { away };
    },
  );

  app.post(
    '/api/campaigns/:campaign/:verb',
    {
      config: only('steer-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Steer a campaign',
        description:
          'extend and reopen take due and lock, return takes key and unit, replan a changed definition; extend, close, reopen, return and cancel need a reason.',
        params: z.object({ campaign: z.string(), verb: z.enum(STEERING_VERBS) }),
        body: z
          .object({
            key: freeText(100).optional().describe('Stage or round; close without it ends everything'),
            area: freeText(100).optional().describe('Region code of one area'),
            unit: freeText(100).optional(),
            due: freeText(100).optional().describe('A day such as 12-28, "12-28 18:00", or an instant'),
            lock: freeText(100).optional(),
            reason: freeText().optional().describe('The people concerned will see it'),
            ...definitionBody,
          })
          .nullish(),
        response: {
          200: steeredSchema,
          ...refusedWith(400, 409, 422),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { campaign, verb } = request.params;
      const user = userOf(request);
      await campaignFor(sql, user, campaign);
      const { reason, yaml, definition, ...aimed } = request.body ?? {};
      const changed = (yaml ?? definition) ? definitionOf({ yaml, definition }).definition : undefined;
      const target = Object.fromEntries(Object.entries(aimed).filter(([, value]) => value));
      const { plan } = await getCampaign(sql, campaign);
      await refuseBeyond(sql, user, [steeredRegion(verb, target, plan.scope), ...(changed ? [changed.scope] : [])]);
      return steerCampaign(
        { sql, client, by: user, name: actorOf(user) },
        { campaign, verb, target, ...(reason !== undefined && { reason }), ...(changed && { definition: changed }) },
      );
    },
  );
}
