import { z } from 'zod';
import { eraseHelped, revealHelped } from '../../../actions/people/helped';
import { moveMember } from '../../../actions/people/move-member';
import { readIdNumber } from '../../../domain/people/id-number';
import { findPeople } from '../../../store/people/helped/find-people';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { actorOf, only, userOf } from '../../shell/who';
import { findSchema } from '../list/row-schemas';
import * as schemas from './helped-schemas';
import { erasedSchema } from './register-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
const params = z.object({ person: z.coerce.number().int().positive() });

/** Those who are helped, by their numbers: found masked, shown with a reason, moved, and forgotten. */
export function helpedRoutes(app: App, { sql, env, client }: Console): void {
  const key = () => peopleKey(env.PEOPLE_KEY);
  const today = () => new Date().toISOString().slice(0, 10);

  app.post(
    '/api/people/helped/find',
    {
      config: only('see-lists'),
      schema: {
        tags: ['officer'],
        security,
        summary: 'Those who are helped, masked, by the whole name or the whole ID number',
        body: findSchema,
        response: { 200: schemas.peopleFoundSchema, ...refusals },
      },
    },
    async (request) => {
      const { words } = request.body;
      const read = readIdNumber(words, today());
      const wanted = 'number' in read ? { idNumber: read.number } : { name: words };
      return { people: await findPeople(sql, await openKeyring(sql, key()), wanted, { top: userOf(request).region }) };
    },
  );

  app.post(
    '/api/people/helped/reveal',
    {
      config: only('reveal-people'),
      schema: {
        tags,
        security,
        summary: 'Those who are helped in full, for a reason that is written down',
        body: schemas.revealSchema,
        response: { 200: schemas.helpedSchema, ...refusedWith(429), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const looking = { key: key(), top: user.region, most: env.PEOPLE_SHOWN_A_DAY };
      return revealHelped({ sql, by: user, name: actorOf(user) }, { ...request.body, ...looking });
    },
  );

  app.post(
    '/api/people/helped/:person/move',
    {
      config: only('edit-lists'),
      schema: {
        tags: ['officer'],
        security,
        summary: 'Move a person into another household, or into one of their own',
        description:
          'The person lives in the region of the household from then on. Rows of lists stay where they are: each is moved by POST …/rows/decide.',
        params,
        body: schemas.moveSchema,
        response: { 200: schemas.movedSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { day = today(), ...body } = request.body;
      const moving = { key: key(), ...request.params, day, today: today(), top: user.region, via: 'api' as const };
      return moveMember({ sql, by: user, client }, { ...moving, ...body });
    },
  );

  app.post(
    '/api/people/helped/:person/erase',
    {
      config: only('erase-people'),
      schema: {
        tags,
        security,
        summary: 'Forget somebody who is helped: what is known, and every text that names the person',
        description:
          'The number stays, with what was decided and given. Who was given money or goods is kept while these must be accounted for.',
        params: params,
        body: z.object({ reason: z.string().trim().min(2).max(200).describe('Names nobody') }),
        response: { 200: erasedSchema.omit({ alsoAt: true }).describe('Erased'), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { person } = request.params;
      return eraseHelped({ sql, by: user }, { key: key(), person, reason: request.body.reason, top: user.region });
    },
  );
}
