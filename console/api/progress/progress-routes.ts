import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nextRung } from '../../../domain/round/next-rung';
import { sentence } from '../../../domain/text/refusal';
import { unitsBelow } from '../../../reporting/figures/units';
import { getCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns } from '../../../store/campaign/overview';
import type { App, Console } from '../../shell/context';
import { sendKept } from '../../shell/kept';
import type { OwnActs } from '../../shell/own-acts';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { NOTHING, progressReader } from './progress';
import { nameOf, rungsIn } from './progress-answer';
import { boardSchema, curveSchema, progressSchema, regionsSchema, unitsSchema } from './progress-schemas';
import type { Ask } from './shared';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ campaign: z.string() });
const refusals = refusedWith(401, 403, 404);
/** Most lines of a list: a township has some dozens of villages, and a person reads no longer list. */
const MOST_UNITS = 600;

/** Number of ended campaigns in a list; every winter adds some, and rehearsals add more. */
export const endedShown = z.coerce
  .number()
  .int()
  .min(0)
  .max(500)
  .default(30)
  .describe('At most so many that have ended');

/** The data of the pages of campaigns: aggregates, and one branch of the tree at a time. */
export function progressRoutes(app: App, console: Console, acts: OwnActs): void {
  const { sql } = console;
  const reader = progressReader(console);
  /**
   * @returns what is counted for the user's part of a campaign
   * @throws Problem 404 for an unknown campaign, and for one that does not concern the user
   */
  const countedFor = async <T>(request: FastifyRequest, campaign: string, ask: Ask<T>): Promise<T> => {
    const user = userOf(request);
    const found = await ask(campaign, user.region, acts.since(user));
    if (found === undefined) throw new Problem(404, sentence('unknown-campaign', { campaign }));
    return found;
  };

  app.get(
    '/api/board',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Campaigns with their stages: all that run, and the newest of those that have ended',
        querystring: z.object({
          ended: endedShown,
          away: z.enum(['yes', 'no']).default('no').describe('Those that were put away instead'),
        }),
        response: { 200: boardSchema, ...refusedWith(400, 401) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { region } = user;
      const { ended, away } = request.query;
      const listed = await listCampaigns(sql, { region, ended: ended + 1, away: away === 'yes' });
      const over = listed.filter(({ endedAt }) => endedAt !== null);
      const left = over[ended];
      const campaigns = await Promise.all(
        listed
          .filter((campaign) => campaign !== left)
          .map(async (campaign) => {
            const [row, figures] = await Promise.all([
              getCampaign(sql, campaign.id),
              reader.figures(campaign.id, region, acts.since(user)),
            ]);
            const stages = (figures ?? []).map((stage) => ({ ...stage, name: nameOf(row, stage.id) }));
            return { ...campaign, organisation: row.definition.organisation, stages };
          }),
      );
      return { campaigns, more: left !== undefined };
    },
  );

  app.get(
    '/api/campaigns/:campaign/progress',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'A campaign as its page shows it',
        params,
        response: { 200: progressSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const progress = await countedFor(request, request.params.campaign, reader.progress);
      return sendKept(request, reply, progress());
    },
  );

  app.get(
    '/api/campaigns/:campaign/regions',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Completeness of the regions right below one',
        params,
        querystring: z.object({ under: z.string().optional().describe('Region code; the top when left out') }),
        response: { 200: regionsSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const { campaign } = request.params;
      const top = await countedFor(request, campaign, reader.top);
      const { under = top } = request.query;
      const user = userOf(request);
      if (under !== top && !(await maySee(sql, user, under)))
        throw new Problem(404, sentence('unknown-region', { region: under }));
      const branch = await reader.branch(campaign, under, acts.since(user));
      return sendKept(request, reply, branch?.(top) ?? NOTHING());
    },
  );

  app.get(
    '/api/campaigns/:campaign/units',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The units right below a region: reported, or why not, and what happens next',
        params,
        querystring: z.object({ under: z.string(), stage: z.string().optional().describe('Of one stage only') }),
        response: { 200: unitsSchema, ...refusals },
      },
    },
    async (request) => {
      const { campaign } = request.params;
      const { under, stage } = request.query;
      const user = userOf(request);
      const { now } = await campaignFor(sql, user, campaign);
      if (!(await maySee(sql, user, under))) throw new Problem(404, sentence('unknown-region', { region: under }));
      const row = await getCampaign(sql, campaign);
      const rungs = rungsIn(row.plan);
      const units = await unitsBelow(sql, { campaign, region: under, stage, limit: MOST_UNITS + 1 });
      return {
        units: units.slice(0, MOST_UNITS).map((unit) => ({
          ...unit,
          next: unit.reportedAt === null && row.state === 'running' ? nextRung(rungs(unit.key, unit.area), now) : null,
        })),
        more: units.length > MOST_UNITS,
      };
    },
  );

  app.get(
    '/api/campaigns/:campaign/curve',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Returns over time by stage',
        params,
        response: { 200: curveSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const curve = await countedFor(request, request.params.campaign, reader.curve);
      return sendKept(request, reply, curve());
    },
  );
}
