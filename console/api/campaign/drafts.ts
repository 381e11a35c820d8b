import { z } from 'zod';
import { beginCampaignDraft, dropCampaignDraft, keepCampaignDraft } from '../../../actions/drafts';
import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { draftsOf, findDraft } from '../../../store/campaign/drafts';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { actorOf, only, userOf } from '../../shell/who';
import { campaignFor } from './overview';
import { draftKeptSchema, draftSchema, draftsSchema } from './plan-schemas';

/** A definition with all its texts is some 20 KB. */
const BODY_LIMIT = 1_048_576;
const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ draft: z.coerce.number().int().positive() });
const typed = z.record(z.string(), z.unknown()).describe('A definition as it is typed, right or wrong');
const config = only('start-campaign');

/** Campaigns that are being written: each account sees its own. */
export function draftRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/drafts',
    { config, schema: { tags, security, summary: 'Own drafts', response: { 200: draftsSchema, ...refusedWith(401) } } },
    async (request) => ({ drafts: await draftsOf(sql, actorOf(userOf(request))) }),
  );

  app.post(
    '/api/drafts',
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Begin a draft, of a definition or of a campaign; one that is the same is joined',
        body: z.object({
          definition: typed.optional(),
          campaign: z.string().optional().describe('Instead: id of a campaign, for example of a rehearsal'),
        }),
        response: { 200: draftKeptSchema, ...refusedWith(400, 401, 404, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { definition: given, campaign } = request.body;
      const definition = campaign === undefined ? given : await definitionOf(user, campaign);
      if (!definition) throw new Problem(400, sentence('no-definition'));
      const owner = actorOf(user);
      const id = await beginCampaignDraft({ sql, by: user }, { owner, definition });
      return { id, version: (await findDraft(sql, { id, owner }))?.version ?? 1 };
    },
  );

  async function definitionOf(user: ReturnType<typeof userOf>, id: string): Promise<object> {
    await campaignFor(sql, user, id);
    return (await getCampaign(sql, id)).definition;
  }

  app.get(
    '/api/drafts/:draft',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'One of the own drafts',
        params,
        response: { 200: draftSchema, ...refusedWith(401, 404) },
      },
    },
    async (request) => {
      const { draft: id } = request.params;
      const found = await findDraft(sql, { id, owner: actorOf(userOf(request)) });
      if (!found) throw new Problem(404, sentence('unknown-campaign-draft', { draft: id }));
      return { ...found, definition: withDefaults(found.definition) };
    },
  );

  app.put(
    '/api/drafts/:draft',
    {
      config,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Keep what was typed, over the version that was read; 409 when another window has changed it',
        params,
        body: z.object({
          definition: typed,
          version: z.int().positive().describe('That was read'),
          rehearsed: z.string().max(200).optional().describe('Campaign in which it has just been rehearsed'),
        }),
        response: { 200: draftKeptSchema, ...refusedWith(400, 401, 404, 409) },
      },
    },
    async (request) => {
      const { draft: id } = request.params;
      const owner = actorOf(userOf(request));
      const version = await keepCampaignDraft({ sql }, { id, owner, ...request.body });
      if (version !== null) return { id, version };
      if (await findDraft(sql, { id, owner })) throw new Problem(409, sentence('draft-changed-elsewhere'));
      throw new Problem(404, sentence('unknown-campaign-draft', { draft: id }));
    },
  );

  app.post(
    '/api/drafts/:draft/drop',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Drop a draft, which has become a campaign or is not wanted',
        params,
        response: { 200: z.object({ id: z.int() }).describe('Dropped'), ...refusedWith(401, 404) },
      },
    },
    async (request) => {
      const { draft: id } = request.params;
      const user = userOf(request);
      await dropCampaignDraft({ sql, by: user }, { id, owner: actorOf(user) });
      return { id };
    },
  );
}

/** A draft may be older than a part of definitions: one that is right gets the defaults of today. */
function withDefaults(typedBefore: string) {
  try {
    return readDefinition(typedBefore, { file: 'draft' }).definition;
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return JSON.parse(typedBefore);
  }
}
