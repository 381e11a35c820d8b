import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { startRehearsal, stopRehearsal } from '../../../actions/rehearsals';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns } from '../../../store/campaign/overview';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, refuseBeyond, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { refuseTooManyRehearsals } from './rehearsal-limit';
import { oneRehearsalSchema, rehearsalsSchema, standingSchema } from './rehearsal-schemas';
import type { RehearsalStanding, Rehearsals } from './rehearsals';

/** A definition with all its texts is some 20 KB. */
const BODY_LIMIT = 1_048_576;
const LONGEST_S = 3600;
const MOST_VILLAGES = 5000;

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
/** Rehearsals that are started from the console; their campaign is watched like any other. */
export function rehearsalRoutes(app: App, { sql, rehearsals }: Console): void {
  const there = (): Rehearsals => {
    if (rehearsals) return rehearsals;
    throw new Problem(409, sentence('no-simulators'));
  };

  /** Hides the rehearsal of a campaign that does not concern the user's region. */
  async function seen(request: FastifyRequest, standing: RehearsalStanding | null): Promise<RehearsalStanding | null> {
    if (!standing) return null;
    const [campaign] = await listCampaigns(sql, { id: standing.campaign, region: userOf(request).region });
    return campaign ? standing : null;
  }

  app.post(
    '/api/rehearsals',
    {
      config: only('start-campaign'),
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security,
        summary: 'Rehearse a campaign with simulated villages; nothing reaches a real phone',
        body: z.object({
          yaml: z.string().describe('The definition; JSON is YAML too'),
          season: z.int().min(2000).max(2090).optional(),
          seconds: z
            .int()
            .min(1)
            .max(LONGEST_S)
            .optional()
            .describe('Spread over so long; as fast as it goes when left out'),
          seed: z.int().min(1).max(999_999_999).default(1),
          villages: z.int().min(1).max(MOST_VILLAGES).optional().describe('Over an invented register of that size'),
          gateway: z.enum(['kind', 'hostile']).default('kind'),
        }),
        response: {
          200: standingSchema,
          ...refusedWith(400, 401, 403, 404, 409, 422, 429),
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { yaml, season, seconds, seed, villages, gateway } = request.body;
      const { definition } = readDefinition(yaml, { file: 'yaml', ...(season !== undefined && { season }) });
      // An invented register lies in no user's region, so an officer of a region could not see it.
      if (villages !== undefined && user.region !== null) throw new Problem(403, sentence('invented-register'));
      await refuseBeyond(sql, user, [definition.scope]);
      await refuseTooManyRehearsals(sql, user);
      return startRehearsal({ sql, by: user }, there(), {
        definition,
        seed,
        gateway,
        ...(seconds !== undefined && { inMs: seconds * 1000 }),
        ...(villages !== undefined && { villages }),
      });
    },
  );

  app.get(
    '/api/rehearsals',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Whether rehearsals are possible here, and the one that runs',
        response: {
          200: rehearsalsSchema,
          ...refusedWith(401),
        },
      },
    },
    async (request) => ({ possible: rehearsals !== null, running: await seen(request, rehearsals?.running() ?? null) }),
  );

  app.get(
    '/api/rehearsals/:campaign',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'How far a rehearsal has come; null for one that was not started here',
        params: z.object({ campaign: z.string() }),
        response: { 200: oneRehearsalSchema, ...refusedWith(401) },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      return { standing: await seen(request, rehearsals?.standing(campaign) ?? null) };
    },
  );

  app.post(
    '/api/rehearsals/:campaign/stop',
    {
      config: only('start-campaign'),
      schema: {
        tags,
        security,
        summary: 'Break a rehearsal off; its campaign is cancelled',
        params: z.object({ campaign: z.string() }),
        response: {
          200: z.object({ campaign: z.string() }).describe('It will stop'),
          ...refusedWith(401, 404, 409),
        },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const user = userOf(request);
      const { plan } = await getCampaign(sql, (await campaignFor(sql, user, campaign)).id);
      await refuseBeyond(sql, user, [plan.scope]);
      await stopRehearsal({ sql, by: user }, there(), campaign);
      return { campaign };
    },
  );
}
