import { z } from 'zod';
import { dropTableView, keepTableView } from '../../../actions/table-views';
import { sentence } from '../../../domain/text/refusal';
import { viewsOf } from '../../../store/table/views';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { actorOf, only, userOf } from '../../shell/who';
import { keptViewSchema, viewsSchema } from './table-schemas';
import { SERVED } from './tables';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('own-account');
const refusals = refusedWith(400, 401, 403, 404, 422);

/** How an account wants to see tables again: filters, sort and columns, under a name. */
export function viewRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/table-views',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Own views of a table',
        querystring: z.object({ table: z.string().max(40) }),
        response: { 200: viewsSchema, ...refusals },
      },
    },
    async (request) => ({
      views: await viewsOf(sql, { owner: actorOf(userOf(request)), table: request.query.table }),
    }),
  );

  app.post(
    '/api/table-views',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Keep a view of a table, in place of one with the same name',
        body: keptViewSchema,
        response: { 200: z.object({ id: z.int() }).describe('Kept'), ...refusals },
      },
    },
    async (request) => {
      const { table, name, query } = request.body;
      const served = SERVED.find(({ shape }) => shape.name === table);
      if (!served) throw new Problem(404, sentence('unknown-table', { table }));
      return {
        id: await keepTableView({ sql }, { owner: actorOf(userOf(request)), shape: served.shape, name, query }),
      };
    },
  );

  app.post(
    '/api/table-views/:view/drop',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Drop one of the own views',
        params: z.object({ view: z.coerce.number().int().positive() }),
        response: { 200: z.object({ id: z.int() }).describe('Dropped'), ...refusals },
      },
    },
    async (request) => {
      const { view: id } = request.params;
      await dropTableView({ sql }, { id, owner: actorOf(userOf(request)) });
      return { id };
    },
  );
}
