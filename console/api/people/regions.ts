import { z } from 'zod';
import { sentence } from '../../../domain/text/refusal';
import { childRegions, namedRegions } from '../../../store/people/region-children';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { regionListSchema, regionNamesSchema } from './register-schemas';

/** More are not chosen in one field. */
const MOST_NAMED = 100;

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];

/** The tree of the register, level by level. */
export function regionRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/regions',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The regions right below one, or the top ones',
        querystring: z.object({ under: z.string().optional() }),
        response: { 200: regionListSchema, ...refusedWith(401, 404) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { under = null } = request.query;
      if (under !== null && !(await maySee(sql, user, under)))
        throw new Problem(404, sentence('unknown-region', { region: under }));
      return { regions: await childRegions(sql, { under, top: user.region }) };
    },
  );

  app.get(
    '/api/regions/names',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The names of regions by code; others than the reader’s are left out',
        querystring: z.object({ codes: z.string().min(1).max(4000).describe('With commas between') }),
        response: { 200: regionNamesSchema, ...refusedWith(400, 401) },
      },
    },
    async (request) => {
      const codes = request.query.codes.split(',').slice(0, MOST_NAMED);
      return { regions: await namedRegions(sql, { codes, top: userOf(request).region }) };
    },
  );
}
