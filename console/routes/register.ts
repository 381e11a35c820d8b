import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { audit } from '../../register/audit-log';
import type { Sql } from '../../register/db';
import { beyond, findPlaces } from '../../register/places';
import { storedRegions } from '../../register/regions';
import { changesOf } from '../../register/tables/changes';
import { checkSheets, type Sheets, sheetsOf } from '../../register/tables/check';
import { exportRegister } from '../../register/tables/export';
import { ImportError, importSheets } from '../../register/tables/import';
import type { RegisterRows } from '../../register/tables/rows';
import { TableError, tablesOf } from '../../register/tables/table';
import type { App, Console } from '../context';
import { languageOf } from '../language';
import { Problem } from '../problems';
import { problemSchema } from '../schemas';
import { only, type User, userOf } from '../who';
import { checkedSchema, importedSchema, placesSchema } from './register-schemas';

/** A workbook of a city with 30,000 villages and two people each has some 4 MB. */
const LARGEST_FILE = 32 * 1_048_576;
const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = { 400: problemSchema, 401: problemSchema, 403: problemSchema, 404: problemSchema, 422: problemSchema };
const CHANGES_SHOWN = 2000;
const PLACES_SHOWN = 30;
/** The sentence stays one; all are listed beside it. */
const NAMED_IN_SENTENCE = 5;

/** The register: where there is what, and importing tables with a look at them first. Single people: people.ts. */
export async function registerRoutes(app: App, { sql }: Console): Promise<void> {
  await app.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 2 } });

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
        consumes: ['multipart/form-data'],
        response: { 200: checkedSchema, ...refusals },
      },
    },
    async (request) => {
      const sheets = await sheetsIn(request);
      const known = await storedRegions(sql);
      const { bad, ignored, ...rows } = checkSheets({ sheets, known, language: languageOf(request) });
      await refuseBeyond(sql, userOf(request), rows);
      const { changes, unchanged } = changesOf(await exportRegister(sql), rows);
      return {
        bad,
        ignored,
        unchanged,
        regions: rows.regions.length,
        contacts: rows.contacts.length,
        changes: changes.slice(0, CHANGES_SHOWN),
        more: Math.max(0, changes.length - CHANGES_SHOWN),
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
        consumes: ['multipart/form-data'],
        response: { 200: importedSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const sheets = await sheetsIn(request);
      const language = languageOf(request);
      await refuseBeyond(sql, user, checkSheets({ sheets, known: await storedRegions(sql), language }));
      return sql
        .begin(async (transaction) => {
          const imported = await importSheets(transaction, sheets, language);
          const { regions, contacts } = imported;
          await audit(transaction, user, 'edit-register', { what: 'import', regions, contacts });
          return imported;
        })
        .catch(refused);
    },
  );
}

async function sheetsIn(request: FastifyRequest): Promise<Sheets> {
  try {
    const tables = [];
    for await (const file of request.files()) tables.push(...(await tablesOf(file.filename, await file.toBuffer())));
    return sheetsOf(tables);
  } catch (error) {
    // What a file lacks is said as a plain error by the room that reads tables.
    if (error instanceof TableError || (error instanceof Error && !('statusCode' in error)))
      throw new Problem(422, 'no-table', error.message);
    throw error;
  }
}

/** Whoever looks after a part of the tree changes that part only. */
async function refuseBeyond(sql: Sql, { region }: User, { regions, contacts }: RegisterRows): Promise<void> {
  if (region === null) return;
  const listed = new Set(regions.map(({ code }) => code));
  // A new region lies where its superior lies, which may be new as well.
  const anchors = regions.flatMap(({ code, parent }) => [code, ...(parent && !listed.has(parent) ? [parent] : [])]);
  const outside = await beyond(sql, region, [...anchors, ...contacts.map((contact) => contact.region)]);
  const foreign = outside.filter((code) => !regions.some((row) => row.code === code && row.parent !== null));
  if (foreign.length > 0)
    throw new Problem(403, 'beyond-region', `These are not within your region: ${foreign.slice(0, 10).join(', ')}.`);
}

/** @throws what an import found wrong, told by row and column */
export function refused(error: unknown): never {
  if (!(error instanceof ImportError)) throw error;
  const problems = error.rows.map(({ file, row, column, reason, code }) => ({
    field: `${file}:${row} ${column}`,
    code,
    message: reason,
  }));
  const first = problems.slice(0, NAMED_IN_SENTENCE).map(({ field, message }) => `${field}: ${message}`);
  const others = problems.length - first.length;
  const sentence = `${first.join('; ')}${others > 0 ? `; and ${others} more, listed in "problems"` : ''}.`;
  throw new Problem(422, 'bad-rows', `Nothing was stored. ${sentence}`, problems);
}
