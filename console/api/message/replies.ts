import { z } from 'zod';
import { answerReply } from '../../../actions/message/messages';
import { resumeSms } from '../../../actions/people/people';
import { deadReplies } from '../../../store/message/dead-replies';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only, userOf } from '../../shell/who';
import { dutySchema } from '../people/register-schemas';
import { deadRepliesSchema } from './message-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409);
const SHOWN = 200;

/** Replies by SMS that could not be handled, and numbers that were stopped by one. */
export function replyRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/replies/dead',
    {
      config: only('see-messages'),
      schema: {
        tags,
        security,
        summary: 'Replies by SMS that could not be handled, newest first',
        description: 'Neither number nor text is shown: ask the place.',
        response: { 200: deadRepliesSchema, ...refusals },
      },
    },
    async (request) => ({ replies: await deadReplies(sql, { region: userOf(request).region, limit: SHOWN }) }),
  );

  app.post(
    '/api/replies/:id/again',
    {
      config: only('resend-message'),
      schema: {
        tags,
        security,
        summary: 'Handle a reply once more that was set aside',
        params: z.object({ id: z.string().regex(/^\d{1,15}$/) }),
        response: { 200: z.object({ id: z.int() }).describe('Is handled soon'), ...refusals },
      },
    },
    async (request) => {
      const id = Number(request.params.id);
      const user = userOf(request);
      await answerReply({ sql, by: user }, { reply: id, region: user.region });
      return { id };
    },
  );

  app.post(
    '/api/register/:code/:role/resume-sms',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Send SMS again to a number that was stopped by a reply',
        params: z.object({ code: z.string(), role: dutySchema }),
        body: z.object({ reason: z.string().trim().min(2).max(200).describe('Names nobody') }),
        response: { 200: z.object({ code: z.string() }).describe('SMS go there again'), ...refusals },
      },
    },
    async (request) => {
      const { code, role } = request.params;
      const { reason } = request.body;
      const user = userOf(request);
      await resumeSms({ sql, by: user }, { region: code, role, reason, top: user.region });
      return { code };
    },
  );
}
