import { z } from 'zod';
import { importMap } from '../../../actions/people/shapes';
import { MAP_LIMITS } from '../../../domain/people/shapes';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { shapesBelow } from '../../../store/people/shapes';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { mapImportedSchema, shapesSchema } from './map-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
/** A page shows no more; a longer list says how the map as a whole is wrong. */
const MOST_REFUSED = 200;

/** Where the regions lie: a map is imported, and read level by level. */
export function mapRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/regions/shapes',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Where a region and those right below it lie, or the top ones',
        querystring: z.object({ under: z.string().max(40).optional() }),
        response: { 200: shapesSchema, ...refusedWith(400, 401, 404) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { under = null } = request.query;
      if (under !== null && !(await maySee(sql, user, under)))
        throw new Problem(404, sentence('unknown-region', { region: under }));
      return { shapes: await shapesBelow(sql, { under, top: user.region }) };
    },
  );

  app.post(
    '/api/register/map',
    {
      config: only('edit-register'),
      bodyLimit: MAP_LIMITS.bytes,
      schema: {
        tags,
        security,
        summary: 'Import a map: boundaries or points of regions as a FeatureCollection of GeoJSON',
        description:
          'A feature names its region by a property `code` or `adcode`, or by a `name` that only one region has.',
        body: z.object({ type: z.string(), features: z.array(z.unknown()) }),
        response: { 200: mapImportedSchema, ...refusedWith(400, 401, 403, 413, 422) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { placed, changed, refused } = await importMap({ sql, by: user }, { map: request.body, top: user.region });
      const language = languageOf(request);
      return {
        placed,
        changed,
        refused: refused
          .slice(0, MOST_REFUSED)
          .map(({ nth, name, reason }) => ({ nth, name, reason: tellIn(language, reason) })),
      };
    },
  );
}
