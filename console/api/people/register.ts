import { z } from 'zod';
import { takeRegister } from '../../../actions/people/register';
import { masked } from '../../../domain/people/masks';
import { FIXED_KINDS } from '../../../domain/people/region-kinds';
import { findPeopleOf, findPlaces } from '../../../store/people/places';
import { gapsBelow } from '../../../store/people/region-life';
import { contactTable, kindTable, regionTable } from '../../../store/people/tables/export';
import { workbookOf } from '../../../store/people/tables/workbooks';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { refusedWith } from '../../shell/schemas';
import { allows, only, userOf } from '../../shell/who';
import { gapsSchema, peopleOfRegisterSchema, placesSchema } from './register-schemas';
import { sendWorkbook, WORKBOOK } from './register-tables';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
const PLACES_SHOWN = 30;
const PEOPLE_SHOWN = 50;
const SHEETS = {
  'zh-CN': { regions: '地区', contacts: '联系人', kinds: '种类', file: '名册' },
  en: { regions: 'regions', contacts: 'contacts', kinds: 'kinds', file: 'register' },
} as const;

/** The register: places and people are found, gaps are listed, and all of it is taken. Tables: register-tables.ts. */
export function registerRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/register/search',
    {
      config: only('see-register'),
      schema: {
        tags,
        security,
        summary: 'Places by part of their name, or by code',
        querystring: z.object({ words: z.string().trim().min(1).max(50) }),
        response: { 200: placesSchema, ...refusals },
      },
    },
    async (request) => {
      const { words } = request.query;
      return { places: await findPlaces(sql, { words, top: userOf(request).region, limit: PLACES_SHOWN }) };
    },
  );

  app.post(
    '/api/register/people',
    {
      config: only('see-register'),
      schema: {
        tags,
        security,
        summary: 'People of the register, masked, by the whole name, number or address',
        description: 'None where the role may not see people.',
        body: z.object({ words: z.string().trim().min(2).max(100) }),
        response: { 200: peopleOfRegisterSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      if (!allows(user, 'reveal-people')) return { people: [] };
      const { words } = request.body;
      return { people: (await findPeopleOf(sql, { words, top: user.region, limit: PEOPLE_SHOWN })).map(masked) };
    },
  );

  app.get(
    '/api/register/gaps',
    {
      config: only('see-register'),
      schema: {
        tags,
        security,
        summary: 'Places whose contact is missing or cannot be reached',
        response: { 200: gapsSchema, ...refusals },
      },
    },
    async (request) => gapsBelow(sql, userOf(request).region),
  );

  app.post(
    '/api/register/export',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'The register as a workbook that an import reads, with full names and numbers, for a reason',
        body: z.object({ reason: z.string().trim().min(2).max(200) }),
        response: { 200: WORKBOOK, ...refusals },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const language = languageOf(request);
      const words = SHEETS[language];
      const taken = await takeRegister({ sql, by: user }, { reason: request.body.reason, top: user.region });
      const { kinds } = taken;
      const tables = [
        regionTable(taken.regions, { file: words.regions, language, kinds: [...(kinds ?? []), ...FIXED_KINDS] }),
        contactTable(taken.contacts, { file: words.contacts, language }),
        // The kinds belong to the whole register: an import of a part is refused with them.
        ...(kinds && user.region === null ? [kindTable(kinds, { file: words.kinds, language })] : []),
      ];
      return sendWorkbook(reply, { name: words.file, bytes: await workbookOf(tables) });
    },
  );
}
