import { z } from 'zod';
import { setGroup } from '../../../actions/people/groups';
import { robotsOf } from '../../../config/settings/groups';
import { sentence } from '../../../domain/text/refusal';
import { groupOf } from '../../../store/people/groups';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, refuseBeyond, userOf } from '../../shell/who';
import { groupSchema } from './group-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const params = z.object({ code: z.string() });

/** The groups of officers (WeCom, DingTalk, a webhook) that a robot tells what a region's superior is told. */
export function groupRoutes(app: App, { sql, env }: Console): void {
  app.get(
    '/api/register/:code/group',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'The robot of a region’s group, and those of the settings; no address and no key',
        params,
        response: { 200: groupSchema, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      await refuseBeyond(sql, userOf(request), [code]);
      return { robot: await groupOf(sql, code), robots: robotsOf(env).map(({ name, kind }) => ({ name, kind })) };
    },
  );

  app.post(
    '/api/register/:code/group',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Tell the officers’ group of a region by a robot of the settings, or by none any more',
        params,
        body: z.object({ robot: z.string().max(40).nullable() }),
        response: {
          200: z.object({ robot: z.string().nullable() }).describe('As it is now'),
          ...refusals,
          ...refusedWith(422),
        },
      },
    },
    async (request) => {
      const { code } = request.params;
      const { robot } = request.body;
      const user = userOf(request);
      await refuseBeyond(sql, user, [code]);
      const known = robotsOf(env).map(({ name }) => name);
      if (robot !== null && !known.includes(robot))
        throw new Problem(422, sentence('no-such-robot', { robot, known: known.join(', ') || '—' }));
      await setGroup({ sql, by: user }, { region: code, robot });
      return { robot };
    },
  );
}
