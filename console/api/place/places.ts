import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { undoReport } from '../../../actions/reports';
import { remindUnit } from '../../../actions/round/remind';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { allows, maySee, only, userOf } from '../../shell/who';
import type { Arrivals } from '../../village/arrivals';
import { placeRecordSchema } from './place-schemas';
import { recordOfPlace } from './record';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const round = z.object({ campaign: z.string(), key: z.string(), unit: z.string() });

/**
 * The page of a place, and what is done on it for a unit. Returns are decisions of a campaign, and reports have their
 * own route.
 */
export function placeRoutes(app: App, { sql }: Console, arrivals: Arrivals): void {
  const seen = async (request: FastifyRequest, code: string) => {
    const user = userOf(request);
    if (!(await maySee(sql, user, code))) throw new Problem(404, sentence('unknown-region', { region: code }));
    return user;
  };

  app.get(
    '/api/places/:code',
    {
      config: only('see-reports'),
      schema: {
        tags,
        security,
        summary:
          'All that is known of a place in a campaign: reports with every version, messages, calls, chases, cases',
        params: z.object({ code: z.string() }),
        querystring: z.object({ campaign: z.string().optional().describe('The one that runs when left out') }),
        response: { 200: placeRecordSchema, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      const { region, ...user } = await seen(request, code);
      const people = allows({ ...user, region }, 'reveal-people');
      const record = await recordOfPlace(sql, {
        ...{ code, top: region, campaign: request.query.campaign },
        ...{ people, language: languageOf(request) },
      });
      if (!record) throw new Problem(404, sentence('unknown-region', { region: code }));
      return record;
    },
  );

  app.post(
    '/api/campaigns/:campaign/rounds/:key/units/:unit/remind',
    {
      config: only('resend-message'),
      schema: {
        tags,
        security,
        summary: 'Remind one silent unit now',
        params: round,
        response: { 200: z.object({ messages: z.int() }).describe('Written'), ...refusedWith(409), ...refusals },
      },
    },
    async (request) => {
      const user = await seen(request, request.params.unit);
      return remindUnit({ sql, by: user }, request.params);
    },
  );

  app.post(
    '/api/campaigns/:campaign/rounds/:key/units/:unit/report/undo',
    {
      config: only('submit-report'),
      schema: {
        tags,
        security,
        summary: 'Take back what one has just handed in for a unit by mistake',
        params: round,
        body: z.object({ receipt: z.string() }),
        response: {
          200: z.object({ receipt: z.string() }).describe('Does not count any more'),
          ...refusedWith(409, 410),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { params, body } = request;
      const user = await seen(request, params.unit);
      const taken = await undoReport({ sql, by: user }, { ...params, receipt: body.receipt });
      arrivals.tell(taken.round);
      return { receipt: body.receipt };
    },
  );
}
