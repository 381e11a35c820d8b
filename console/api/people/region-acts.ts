import { z } from 'zod';
import { addRegion, changeRegion, closeRegion, reopenRegion } from '../../../actions/people/regions';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, refuseBeyond, type User, userOf } from '../../shell/who';
import { changedRegionSchema, closingSchema, newRegionSchema, regionDoneSchema } from './register-schemas';
import { refusedIn } from './register-tables';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('edit-register');
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
const params = z.object({ code: z.string() });
const response = { 200: regionDoneSchema, ...refusals };

/** Regions one by one, all the year: added, renamed, moved, merged, closed and opened again. */
export function regionActRoutes(app: App, { sql }: Console): void {
  /** @throws Problem 404 beyond the user's region; a top is for who looks after the whole register */
  const within = async (user: User, codes: readonly (string | null)[]): Promise<void> => {
    if (user.region !== null && codes.includes(null)) throw new Problem(404, sentence('beyond-account'));
    await refuseBeyond(
      sql,
      user,
      codes.flatMap((code) => code ?? []),
    );
  };

  app.post(
    '/api/register/regions',
    { config, schema: { tags, security, summary: 'Add a region', body: newRegionSchema, response } },
    async (request) => {
      const user = userOf(request);
      await within(user, [request.body.parent]);
      const code = await addRegion({ sql, by: user }, { ...request.body, top: user.region }).catch(
        refusedIn(languageOf(request)),
      );
      return { code };
    },
  );

  app.put(
    '/api/register/regions/:code',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Rename a region, give it another kind, or move it to another superior with all below it',
        params,
        body: changedRegionSchema,
        response,
      },
    },
    async (request) => {
      const user = userOf(request);
      const { code } = request.params;
      await within(user, [code]);
      await changeRegion({ sql, by: user }, { region: code, ...request.body, top: user.region }).catch(
        refusedIn(languageOf(request)),
      );
      return { code };
    },
  );

  app.post(
    '/api/register/regions/:code/close',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Close a region that is no more, or merge it into another; what it reported stays',
        params,
        body: closingSchema,
        response,
      },
    },
    async (request) => {
      const user = userOf(request);
      const { code } = request.params;
      const { into, reason } = request.body;
      await within(user, into === null ? [code] : [code, into]);
      await closeRegion({ sql, by: user }, { region: code, into, reason, top: user.region });
      return { code };
    },
  );

  app.post(
    '/api/register/regions/:code/reopen',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Open a closed region again',
        params,
        body: closingSchema.pick({ reason: true }),
        response,
      },
    },
    async (request) => {
      const user = userOf(request);
      const { code } = request.params;
      await within(user, [code]);
      await reopenRegion({ sql, by: user }, { region: code, reason: request.body.reason });
      return { code };
    },
  );
}
