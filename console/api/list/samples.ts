import { z } from 'zod';
import { drawSample } from '../../../actions/list/samples';
import { STEP_NAMES } from '../../../domain/list/steps';
import { sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../../store/campaign/campaigns';
import { drawnAgain, frameLines, readSample, type Sample, samplesOf } from '../../../store/list/samples';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { drawnSchema, sampleSchema, samplesSchema } from './sample-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const ofList = z.object({ campaign: z.string(), list: z.string() });
const params = z.object({ id: z.coerce.number().int().positive() });
/** A sample that nobody could visit is no check. */
const MOST_DRAWN = 2_000;

/** Samples for spot checks: drawn, shown, drawn again. */
export function sampleRoutes(app: App, { sql, client }: Console): void {
  const url = '/api/campaigns/:campaign/lists/:list/samples';
  const found = async (user: User, id: number): Promise<Sample> => {
    const sample = await readSample(sql, { id, top: user.region });
    if (!sample) throw new Problem(404, sentence('unknown-sample', { sample: id }));
    return sample;
  };

  app.get(
    url,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'The samples of a list',
        params: ofList,
        response: { 200: samplesSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      await campaignFor(sql, user, request.params.campaign);
      return { samples: await samplesOf(sql, { ...request.params, top: user.region }) };
    },
  );

  app.post(
    url,
    {
      config: only('draw-sample'),
      schema: {
        tags,
        security,
        summary: 'Draw rows for spot checks, by township, and open a case for each',
        description: 'The same seed, size and step give the first sample; nothing is opened twice.',
        params: ofList,
        body: z.object({
          seed: z.int().min(0).max(999_999_999).describe('Announced before; it decides what is drawn'),
          size: z.int().min(1).max(MOST_DRAWN),
          step: z.enum(STEP_NAMES).default('check').describe('Rows that have done it can be drawn'),
        }),
        response: { 200: drawnSchema, ...refusedWith(422), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      await campaignFor(sql, user, request.params.campaign);
      const { plan } = await getCampaign(sql, request.params.campaign);
      // The sample is of the whole list: who sees a part of it does not draw.
      if (user.region !== null && user.region !== plan.scope) throw new Problem(403, sentence('sample-of-all'));
      return drawSample({ sql, by: user, client }, { ...request.params, ...request.body });
    },
  );

  app.get(
    '/api/samples/:id',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'A sample, and what was found',
        params,
        response: { 200: sampleSchema, ...refusals },
      },
    },
    (request) => found(userOf(request), request.params.id),
  );

  app.get(
    '/api/samples/:id/frame',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'The rows that could be drawn, a line each: row and township, without names',
        params,
        response: { 200: z.string().describe('What the digest is of'), ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = await found(userOf(request), request.params.id);
      reply.type('text/plain; charset=utf-8');
      return frameLines(sql, id);
    },
  );

  app.post(
    '/api/samples/:id/check',
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'Draw the sample again from its frame',
        params,
        response: { 200: z.object({ same: z.boolean() }).describe('Whether the same rows come'), ...refusals },
      },
    },
    async (request) => {
      const { id } = await found(userOf(request), request.params.id);
      return { same: await drawnAgain(sql, id) };
    },
  );
}
