import { z } from 'zod';
import { REGION_KINDS } from '../../../domain/people/region-kinds';
import { sentence } from '../../../domain/text/refusal';
import { childRegions } from '../../../store/people/region-children';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];

const regions = z
  .object({
    regions: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        kind: z.enum(REGION_KINDS),
        children: z.int().describe('Regions right below it'),
        unreachable: z.boolean().describe('Nobody in the register can be reached there'),
      }),
    ),
  })
  .describe('Regions right below one');

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
        response: { 200: regions, ...refusedWith(401, 404) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { under = null } = request.query;
      if (under !== null && !(await maySee(sql, user, under)))
        throw new Problem(404, sentence('unknown-region', { region: under }));
      return { regions: (await childRegions(sql, { under, top: user.region })) as never };
    },
  );
}
