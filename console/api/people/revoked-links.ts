import { z } from 'zod';
import { revokeLinks } from '../../../actions/people/people';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { dutySchema } from './register-schemas';

/** An officer withdraws the links of a lost or stolen phone here. */
export function revokedLinksRoutes(app: App, { sql }: Console): void {
  app.post(
    '/api/register/:code/:role/revoke-links',
    {
      config: only('edit-register'),
      schema: {
        tags: ['administrator'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'End the links in the messages to a contact: a phone was lost; the next message brings new ones',
        params: z.object({ code: z.string(), role: dutySchema }),
        body: z.object({ reason: z.string().trim().min(2).max(200).describe('Names nobody') }),
        response: {
          200: z.object({ ended: z.int() }).describe('How many links open nothing more'),
          ...refusedWith(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { code: region, role } = request.params;
      const { reason } = request.body;
      const user = userOf(request);
      if (!(await maySee(sql, user, region))) throw new Problem(404, sentence('unknown-region', { region }));
      return revokeLinks({ sql, by: user }, { region, role, reason });
    },
  );
}
