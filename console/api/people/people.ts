import { z } from 'zod';
import { erasePerson, revealPeople } from '../../../actions/people/people';
import { editPerson, removeDuty } from '../../../actions/people/register';
import { isMasked, masked } from '../../../domain/people/masks';
import { sentence } from '../../../domain/text/refusal';
import { findPlaces, peopleOf } from '../../../store/people/places';
import { changesOfRegion, closedBelow, regionNow } from '../../../store/people/region-life';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { actorOf, allows, maySee, only, userOf } from '../../shell/who';
import { withoutTokens } from '../message/messages';
import { dutySchema, erasedSchema, PURPOSES, personSchema, placeSchema, shownSchema } from './register-schemas';
import { refusedIn } from './register-tables';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
/** Enough for a list of calls; the setting for a day may be lower or higher. */
const MOST_AT_ONCE = 500;

/** The people of a place: masked, in full with a reason, and changed one by one. */
export function peopleRoutes(app: App, { sql, env }: Console): void {
  app.get(
    '/api/register/:code',
    {
      config: only('see-register'),
      schema: {
        tags,
        security,
        summary: 'A place and its people, masked',
        params: z.object({ code: z.string() }),
        response: { 200: placeSchema, ...refusals },
      },
    },
    async (request) => {
      const { code } = request.params;
      const user = userOf(request);
      const [place] = await findPlaces(sql, { words: code, top: user.region, limit: 1 });
      if (place?.code !== code) throw new Problem(404, sentence('unknown-region', { region: code }));
      const region = await regionNow(sql, code);
      return {
        ...place,
        people: allows(user, 'reveal-people') ? (await peopleOf(sql, code)).map(masked) : [],
        ...{ tags: region?.tags ?? [], into: region?.intoName ?? null },
        ...{ history: await changesOfRegion(sql, code), closedBelow: await closedBelow(sql, code) },
      };
    },
  );

  app.post(
    '/api/people/reveal',
    {
      config: only('reveal-people'),
      schema: {
        tags,
        security,
        summary: 'People in full, for a reason that is written down',
        description:
          'Names and numbers are masked everywhere else. One line of the audit log tells who was shown to whom and why, never what was shown. An account sees at most PEOPLE_SHOWN_A_DAY different people in 24 hours.',
        body: z.object({
          people: z.array(z.int().positive()).max(MOST_AT_ONCE).default([]).describe('Numbers of contacts'),
          message: z.int().positive().optional().describe('A message, whose text and person are shown'),
          purpose: z.enum(PURPOSES),
          reason: z.string().trim().min(2).max(200),
        }),
        response: { 200: shownSchema, ...refusedWith(429), ...refusals },
      },
    },
    async (request) => {
      const { people, message, purpose, reason } = request.body;
      const user = userOf(request);
      const { text, ...shown } = await revealPeople(
        { sql, by: user, name: actorOf(user) },
        { people, message, purpose, reason, top: user.region, most: env.PEOPLE_SHOWN_A_DAY },
      );
      return { ...shown, text: text && withoutTokens(text) };
    },
  );

  app.put(
    '/api/register/:code/:role',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Who answers for a place, and when on leave; checked like a row of a table',
        params: z.object({ code: z.string(), role: dutySchema }),
        body: personSchema,
        response: { 200: z.object({ code: z.string() }).describe('Stored'), ...refusals },
      },
    },
    async (request) => {
      const { code, role } = request.params;
      const user = userOf(request);
      if (!(await maySee(sql, user, code))) throw new Problem(404, sentence('unknown-region', { region: code }));
      const row = { ...request.body, region: code, role };
      for (const value of [row.name, row.phone, row.email])
        if (value !== null && isMasked(value)) throw new Problem(422, sentence('masked-value', { value }));
      await editPerson({ sql, by: user }, { ...row, top: user.region }).catch(refusedIn(languageOf(request)));
      return { code };
    },
  );

  app.post(
    '/api/register/:code/:role/remove',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Remove a duty that nobody is to have any more; its holder stays only with another duty',
        params: z.object({ code: z.string(), role: dutySchema }),
        body: z.object({ reason: z.string().trim().min(2).max(200).describe('Names nobody') }),
        response: { 200: z.object({ code: z.string() }).describe('Removed'), ...refusals },
      },
    },
    async (request) => {
      const { code, role } = request.params;
      const user = userOf(request);
      await removeDuty({ sql, by: user }, { region: code, role, top: user.region, reason: request.body.reason });
      return { code };
    },
  );

  app.post(
    '/api/register/:code/:role/erase',
    {
      config: only('erase-people'),
      schema: {
        tags,
        security,
        summary: 'Forget a person: name, number and address, and every text that names them',
        description: 'The post stays. Files, backups and other systems are not reached from here: docs/privacy.md.',
        params: z.object({ code: z.string(), role: dutySchema }),
        body: z.object({
          reason: z.string().trim().min(2).max(200).describe('Names nobody'),
          former: z
            .object({ name: z.string().trim().min(1).max(100), phone: nullable(30), email: nullable(200) })
            .optional()
            .describe('Somebody who held the post before; its holder when left out'),
        }),
        response: { 200: erasedSchema, ...refusals },
      },
    },
    async (request) => {
      const { code: region, role } = request.params;
      const user = userOf(request);
      return erasePerson({ sql, by: user }, { region, role, top: user.region, ...request.body });
    },
  );
}

const nullable = (most: number) => z.string().trim().max(most).nullable().default(null);
