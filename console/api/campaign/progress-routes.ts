import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nextRung } from '../../../domain/round/next-rung';
import { sentence } from '../../../domain/text/refusal';
import { unitsBelow } from '../../../reporting/figures/units';
import { getCampaign } from '../../../store/campaign/campaigns';
import { listCampaigns } from '../../../store/campaign/overview';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { campaignFor } from './overview';
import { nameOf, pathTo, progressReader, rungsIn } from './progress';
import { boardSchema, curveSchema, progressSchema, regionsSchema, unitsSchema } from './progress-schemas';

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

/** The data of the pages of campaigns: aggregates, and one level of the tree at a time. */
export function progressRoutes(app: App, console: Console): void {
  const { sql } = console;
  const reader = progressReader(console);
  /** @returns the user. @throws Problem 404 for an unknown campaign, and for one that does not concern the user */
  const campaignOf = async (request: FastifyRequest, campaign: string) => {
    const user = userOf(request);
    await campaignFor(sql, user, campaign);
    return user;
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
      const { region } = userOf(request);
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
              reader.figures(campaign.id, region),
            ]);
            const stages = figures.map((stage) => ({ ...stage, name: nameOf(row, stage.id) }));
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
    async (request) => {
      const { campaign } = request.params;
      const { region } = await campaignOf(request, campaign);
      return reader.progress(campaign, region);
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
    async (request) => {
      const { campaign } = request.params;
      const user = await campaignOf(request, campaign);
      const tree = await reader.tree(campaign);
      const top = tree.find(({ code }) => code === user.region)?.code ?? tree[0]?.code ?? '';
      const under = request.query.under ?? top;
      if (under !== top && !(await maySee(sql, user, under)))
        throw new Problem(404, sentence('unknown-region', { region: under }));
      return { path: pathTo(tree, under, top), rows: tree.filter(({ parent }) => parent === under) };
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
      const user = await campaignOf(request, campaign);
      if (!(await maySee(sql, user, under))) throw new Problem(404, sentence('unknown-region', { region: under }));
      const row = await getCampaign(sql, campaign);
      const { now } = await reader.progress(campaign, user.region);
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
    async (request) => {
      const { campaign } = request.params;
      const { region } = await campaignOf(request, campaign);
      const points = await reader.curve(campaign, region);
      const stages = [...new Set(points.map(({ stage }) => stage))];
      return { stages: stages.map((stage) => ({ stage, points: points.filter((point) => point.stage === stage) })) };
    },
  );
}
