import { z } from 'zod';
import { recordCall, undoCall } from '../../../actions/round/calls';
import { stepChase } from '../../../actions/round/chases';
import { masked } from '../../../domain/people/masks';
import { CALL_RESULTS, callList } from '../../../store/round/calls';
import { CHASE_STEPS, chaseWork } from '../../../store/round/chase-work';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { freeText, someText } from '../../shell/text-schema';
import { allows, only, userOf } from '../../shell/who';
import { callsSchema, chasesSchema } from './work-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const instant = z.iso.datetime();
const count = z.int();
const MOST = 500;
const params = z.object({ id: z.coerce.number().int().positive() });
const refusals = refusedWith(400, 401, 403, 404);
const which = z.object({ campaign: z.string().optional().describe('All live ones that run when left out') });

/** The work of officers: chases to acknowledge and to finish, units to telephone. */
export function workRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/chases',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Chases of the user’s region and below, what waits first',
        querystring: which,
        response: { 200: chasesSchema, ...refusals },
      },
    },
    async (request) => ({
      chases: await chaseWork(sql, { top: userOf(request).region, campaign: request.query.campaign, limit: MOST }),
    }),
  );

  app.post(
    '/api/chases/:id/:step',
    {
      config: only('acknowledge-chase'),
      schema: {
        tags,
        security,
        summary: 'One step on with a chase: known, somebody sent, done; or put off, never beyond the lock',
        params: params.extend({ step: z.enum(CHASE_STEPS) }),
        body: z.object({
          until: instant.optional().describe('snooze only, campaign time'),
          reason: someText().optional().describe('snooze only'),
        }),
        response: {
          200: z.object({ id: count }).describe('Noted'),
          ...refusedWith(409, 422),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { id, step } = request.params;
      const { until, reason } = request.body;
      const user = userOf(request);
      await stepChase({ sql, by: user }, { chase: id, top: user.region, step, until, reason });
      return { id };
    },
  );

  app.get(
    '/api/calls',
    {
      config: only('record-call'),
      schema: {
        tags,
        security,
        summary: 'Units that somebody has to telephone, the oldest first; or those that are done, the newest first',
        querystring: which.extend({ done: z.stringbool().default(false).describe('Those that need no call any more') }),
        response: { 200: callsSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { campaign, done } = request.query;
      const calls = await callList(sql, {
        top: user.region,
        campaign,
        done,
        people: allows(user, 'reveal-people'),
        limit: MOST,
      });
      return { calls: calls.map((call) => ({ ...call, people: call.people.map(masked) })) };
    },
  );

  app.post(
    '/api/calls/:id',
    {
      config: only('record-call'),
      schema: {
        tags,
        security,
        summary: 'What a call came to',
        params,
        body: z.object({ result: z.enum(CALL_RESULTS), note: freeText().optional() }),
        response: { 200: z.object({ id: count }).describe('Noted'), ...refusedWith(409), ...refusals },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { result, note = null } = request.body;
      const user = userOf(request);
      await recordCall({ sql, by: user }, { call: id, top: user.region, result, note });
      return { id };
    },
  );

  app.post(
    '/api/calls/:id/undo',
    {
      config: only('record-call'),
      schema: {
        tags,
        security,
        summary: 'Undo the outcome of a call: it is to be made again',
        params,
        response: { 200: z.object({ id: count }).describe('Undone'), ...refusedWith(409), ...refusals },
      },
    },
    async (request) => {
      const { id } = request.params;
      const user = userOf(request);
      await undoCall({ sql, by: user }, { call: id, top: user.region });
      return { id };
    },
  );
}
