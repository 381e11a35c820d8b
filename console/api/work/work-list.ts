import { z } from 'zod';
import { countWork, WORK_SHOWN, workOf } from '../../../store/work/work';
import { WORK_KINDS, type Worker, type WorkKind } from '../../../store/work/worker';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { allows, only, type User, userOf } from '../../shell/who';
import { KINDS, workItemsSchema, workSchema } from './work-list-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];

/** An officer's work: what waits, until when, and how much of it. */
export function workListRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/work',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'How much waits for the reader, by kind, for the menu; only what the role may do',
        response: { 200: workSchema, ...refusedWith(401, 403) },
      },
    },
    async (request) => countWork(sql, workerOf(userOf(request))),
  );

  app.get(
    '/api/work/items',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: `What waits for the reader, what is overdue first; ${WORK_SHOWN} lines at most, no person in them`,
        querystring: z.object({ kind: z.enum(KINDS).optional().describe('Only this kind') }),
        response: { 200: workItemsSchema, ...refusedWith(400, 401, 403) },
      },
    },
    async (request) => {
      const worker = workerOf(userOf(request));
      const { kind } = request.query;
      const kinds = worker.kinds.filter((one) => kind === undefined || one === kind);
      return { items: await workOf(sql, { ...worker, kinds }) };
    },
  );
}

/** A kind of work is for whoever may do it. */
const workerOf = (user: User): Worker => ({
  top: user.region,
  kinds: (Object.keys(WORK_KINDS) as WorkKind[]).filter((kind) => allows(user, WORK_KINDS[kind])),
});
