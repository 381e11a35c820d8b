import { z } from 'zod';
import { removeKind, saveKind } from '../../../actions/region-kinds';
import { isFixedKind } from '../../../domain/people/region-kinds';
import { sentence } from '../../../domain/text/refusal';
import { regionKinds } from '../../../store/people/region-kinds';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, type User, userOf } from '../../shell/who';
import { kindCode, kindSchema, kindsSchema } from './register-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ code: kindCode });

/** The kinds of region: an organisation adds its own to the few fixed ones. */
export function regionKindRoutes(app: App, { sql }: Console): void {
  const listed = async () => ({
    kinds: (await regionKinds(sql)).map((kind) => ({ ...kind, words: [...kind.words], fixed: isFixedKind(kind.code) })),
  });

  app.get(
    '/api/region-kinds',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'The kinds of region, from the widest to the narrowest',
        response: { 200: kindsSchema, ...refusedWith(401) },
      },
    },
    listed,
  );

  app.put(
    '/api/region-kinds/:code',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Add a kind of region, or change it',
        params,
        body: kindSchema.omit({ code: true, fixed: true }),
        response: { 200: kindsSchema, ...refusedWith(400, 401, 403, 422) },
      },
    },
    async (request) => {
      const user = wholeRegister(userOf(request));
      await saveKind({ sql, by: user }, { code: request.params.code, ...request.body });
      return listed();
    },
  );

  app.post(
    '/api/region-kinds/:code/remove',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Remove a kind of region that nothing uses',
        params,
        response: { 200: kindsSchema, ...refusedWith(400, 401, 403, 422) },
      },
    },
    async (request) => {
      const user = wholeRegister(userOf(request));
      await removeKind({ sql, by: user }, request.params.code);
      return listed();
    },
  );
}

/** @throws Problem for an account with a region: the kinds belong to the whole register */
function wholeRegister(user: User): User {
  if (user.region !== null) throw new Problem(403, sentence('kinds-beyond'));
  return user;
}
