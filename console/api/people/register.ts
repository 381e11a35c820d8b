import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkTables, type Given, importTables } from '../../../actions/people/register';
import type { Language } from '../../../domain/campaign/definition/definition';
import { maskedEmail, maskedName, maskedPhone } from '../../../domain/people/masks';
import { printable } from '../../../domain/text/printable';
import { type Sentence, sentence, tellIn } from '../../../domain/text/refusal';
import { findPlaces } from '../../../store/people/places';
import type { RowChange } from '../../../store/people/tables/changes';
import { headingIn, wordCell } from '../../../store/people/tables/check/flaw';
import { ImportError } from '../../../store/people/tables/import';
import { mappingsOf } from '../../../store/people/tables/mappings';
import { REGISTER_LIMITS } from '../../../store/people/tables/read/limits';
import { readTable } from '../../../store/people/tables/read/read-table';
import type { RawTable } from '../../../store/people/tables/table';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only, userOf } from '../../shell/who';
import { checkedSchema, importedSchema, placesSchema } from './register-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
/** Most bad cells, and most changes, on a page: a reader does not look at more. */
const ROWS_SHOWN = 2000;
const PLACES_SHOWN = 30;
const LONGEST_NAME = 100;
const UPLOAD =
  'One to three files, .csv or .xlsx. A field `map` (any number of times) says what a heading means, as `村名=name`; an ' +
  'import keeps it for the next tables.';

/** The register: its numbers by place, and the import of tables with a preview. Single people: people.ts. */
export async function registerRoutes(app: App, { sql }: Console): Promise<void> {
  await app.register(multipart, { limits: { fileSize: REGISTER_LIMITS.file, files: 3, fields: 64, fieldSize: 1000 } });

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
    '/api/register/check',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'What importing these tables would change, and every bad cell; changes nothing',
        description: UPLOAD,
        consumes: ['multipart/form-data'],
        response: { 200: checkedSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const language = languageOf(request);
      const given = { ...(await uploaded(request)), top: user.region };
      const { sheets, checked, changes } = await checkTables({ sql, by: user }, given).catch(refusedIn(language));
      return {
        regions: checked.regions.length,
        contacts: checked.contacts.length,
        bad: checked.bad.slice(0, ROWS_SHOWN).map((cell) => wordCell(language, cell)),
        moreBad: Math.max(0, checked.bad.length - ROWS_SHOWN),
        leftOut: worded(sheets.leftOut, language),
        unchanged: changes.unchanged,
        changes: changes.changes.slice(0, ROWS_SHOWN).map(maskedBefore),
        more: Math.max(0, changes.changes.length - ROWS_SHOWN),
      };
    },
  );

  app.post(
    '/api/register/import',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Import tables, all or nothing',
        description: UPLOAD,
        consumes: ['multipart/form-data'],
        response: { 200: importedSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const given = { ...(await uploaded(request)), top: user.region };
      const imported = await importTables({ sql, by: user }, given).catch(refusedIn(languageOf(request)));
      const { regions, contacts, leftOut } = imported;
      return { regions, contacts, leftOut: worded(leftOut, languageOf(request)) };
    },
  );
}

/** @throws Refused for a file that is not a table */
async function uploaded(request: FastifyRequest): Promise<Omit<Given, 'top'>> {
  const raw: RawTable[][] = [];
  const pairs: string[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'file') raw.push(await readTable(nameOf(part.filename), await part.toBuffer()));
    else if (part.fieldname === 'map') pairs.push(printable(String(part.value)));
  }
  if (raw.length === 0) throw new Problem(422, sentence('no-tables'));
  return { raw, mapped: mappingsOf(pairs) };
}

/** The present data of a person are shown only for a reason: here it is enough to see that they change. */
const maskedBefore = (change: RowChange): RowChange =>
  change.what !== 'contact'
    ? change
    : {
        ...change,
        fields: change.fields.map(({ field, before, after }) => ({
          field,
          before: before === null ? null : (MASKS[field]?.(before) ?? before),
          after,
        })),
      };

const MASKS: Partial<Record<string, (value: string) => string>> = {
  name: maskedName,
  phone: maskedPhone,
  email: maskedEmail,
};

/** Its end shows the kind of the file. */
const nameOf = (filename: string): string => printable(filename).slice(-LONGEST_NAME);

const worded = (said: readonly Sentence[], language: Language) =>
  said.map((one) => ({ code: one.code, message: tellIn(language, one) }));

/** @returns a handler for refused imports that lists each bad cell by row and column. */
export const refusedIn =
  (language: Language) =>
  (error: unknown): never => {
    if (!(error instanceof ImportError)) throw error;
    const problems = error.cells.slice(0, ROWS_SHOWN).map((cell) => ({
      field: `${cell.file}:${cell.row} ${headingIn(language, cell)}`,
      code: cell.code,
      values: cell.values,
    }));
    throw new Problem(error.code === 'beyond-region' ? 403 : 422, error.sentence, problems);
  };
