import { z } from 'zod';
import { makeToken, revokeToken } from '../../../actions/account/tokens';
import { type Permission, TOKEN_VERBS } from '../../../domain/account/roles';
import { printable } from '../../../domain/text/printable';
import { sentence } from '../../../domain/text/refusal';
import { LONGEST_DAYS, listTokens } from '../../../store/account/api-tokens';
import { givenVerb, madeTokenSchema, tokenSchema } from '../../api/account/account-schemas';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { allows, only, type User, userOf } from '../../shell/who';
import { refuseGiving } from './accounts';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('manage-accounts');
const refusals = refusedWith(401, 403, 404, 409);

/** Tokens of programs: name, permissions, region and validity; the token itself is shown once. */
export function tokenRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/tokens',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'The tokens of programs, those that work first',
        response: { 200: z.array(tokenSchema).describe('Tokens'), ...refusals },
      },
    },
    async (request) => listTokens(sql, userOf(request).region),
  );

  app.post(
    '/api/tokens',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Make a token; it is shown this once',
        body: z.object({
          name: z.string().transform(printable).pipe(z.string().min(1).max(100)),
          verbs: z.array(givenVerb).min(1).max(TOKEN_VERBS.length),
          region: z.string().nullable().describe('Null is everything'),
          days: z.int().min(1).max(LONGEST_DAYS).default(90),
        }),
        response: {
          200: madeTokenSchema,
          ...refusedWith(400),
          ...refusals,
        },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { name, verbs, region, days } = request.body;
      await refuseGiving(sql, user, region);
      refuseMore(user, verbs);
      return makeToken({ sql, by: user }, { name, verbs, region, days });
    },
  );

  app.post(
    '/api/tokens/:id/revoke',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'End a token at once',
        params: z.object({ id: z.coerce.number().int().positive() }),
        response: { 200: z.object({ id: z.int() }).describe('Ended'), ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      await revokeToken({ sql, by: user }, { token: id, region: user.region });
      return { id };
    },
  );
}

/** Users give only permissions that they have. @throws Problem 403 */
function refuseMore(user: User, verbs: readonly Permission[]): void {
  if (!verbs.every((one) => allows(user, one))) throw new Problem(403, sentence('token-verbs'));
}
