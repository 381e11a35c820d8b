import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkTables, type Given, importTables, undoImport } from '../../../actions/people/register';
import type { Language } from '../../../domain/campaign/definition/definition';
import { maskedEmail, maskedName, maskedPhone } from '../../../domain/people/masks';
import { printable } from '../../../domain/text/printable';
import { type Sentence, sentence, tellIn } from '../../../domain/text/refusal';
import { childRegions } from '../../../store/people/region-children';
import type { RowChange } from '../../../store/people/tables/changes';
import type { Sheets } from '../../../store/people/tables/check/check';
import { type BadCell, headingIn, wordCell } from '../../../store/people/tables/check/flaw';
import { COLUMNS, NOUNS } from '../../../store/people/tables/columns';
import { ImportError } from '../../../store/people/tables/import';
import { keptMappings, mappingsOf } from '../../../store/people/tables/mappings';
import { REGISTER_LIMITS } from '../../../store/people/tables/read/limits';
import { readTable } from '../../../store/people/tables/read/read-table';
import { type RawTable, textOf } from '../../../store/people/tables/table';
import { importsMade } from '../../../store/people/tables/undo';
import { emptyRoster, wrongRows } from '../../../store/people/tables/workbooks';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import {
  checkedSchema,
  firstRowsSchema,
  importedSchema,
  importsSchema,
  layoutSchema,
  undoneSchema,
} from './register-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 409, 422);
/** Most bad cells, and most changes, on a page: a reader does not look at more. */
const ROWS_SHOWN = 2000;
/** Titles and notes come first. */
const FIRST_ROWS = 12;
const LONGEST_NAME = 100;
/** Of a field: the corrections of some hundred cells. */
const LONGEST_FIELD = 256 * 1024;
const MOST_FIXES = 2000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOAD =
  'One to three files, .csv, .xlsx or .xls. A field `map` (any number of times) says what a heading means, as ' +
  '`村名=name`, or `备注=-` for nothing; an import keeps it for the next tables. `fix`: cells that were corrected, as ' +
  '`[{"file", "row", "at", "value"}]`. `make=yes`: places that the register lacks are made from their names, with ' +
  '`under`: the code of the region that the table is of, or `county`: the name of one that there is not yet. `partial=yes`: right rows are imported without the wrong ones.';

export const WORKBOOK = {
  description: 'The workbook',
  content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } },
};

/** Sends a workbook under a name in the reader's language. */
export const sendWorkbook = (reply: FastifyReply, { name, bytes }: { name: string; bytes: Buffer }): FastifyReply =>
  reply
    .type(XLSX)
    .header(
      'content-disposition',
      `attachment; filename="register.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
    )
    .send(bytes);

/** Tables of the register as offices have them: looked at, corrected, imported in part or as a whole, and undone. */
export async function registerTableRoutes(app: App, { sql }: Console): Promise<void> {
  await app.register(multipart, { limits: { fileSize: REGISTER_LIMITS.file, files: 3, fields: 64, fieldSize: 1000 } });
  const post = { consumes: ['multipart/form-data'], description: UPLOAD };
  const givenBy = async (request: FastifyRequest): Promise<Given> => {
    const user = userOf(request);
    const given = { ...(await uploaded(request)), top: user.region };
    const under = given.making?.under ?? null;
    if (under !== null && !(await maySee(sql, user, under)))
      throw new Problem(404, sentence('unknown-region', { region: under }));
    return given;
  };

  app.get(
    '/api/register/table',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'The columns of the register’s tables, and the headings that earlier tables have had for them',
        response: { 200: layoutSchema, ...refusals },
      },
    },
    async (request) => {
      const top = userOf(request).region;
      const kept = await keptMappings(sql, top);
      const making = await childRegions(sql, { under: null, top });
      return {
        columns: NOUNS.flatMap((noun) =>
          Object.entries(COLUMNS[noun]).map(([key, { 'zh-CN': zh, en }]) => ({ noun, key, 'zh-CN': zh, en })),
        ),
        mapped: kept.filter(({ noun }) => noun !== 'rows').map(({ heading, column }) => ({ heading, column })),
        making: making.map(({ code, name }) => ({ code, name })),
      };
    },
  );

  app.get(
    '/api/register/template',
    {
      config: only('see-register'),
      schema: { tags, security, summary: 'An empty roster to be filled in', response: { 200: WORKBOOK, ...refusals } },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const name = language === 'zh-CN' ? '名册模板' : 'roster';
      return sendWorkbook(reply, { name, bytes: await emptyRoster(language) });
    },
  );

  app.post(
    '/api/register/rows',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'The first rows of tables, where no headings were found, so that a person can say what they mean',
        ...post,
        response: { 200: firstRowsSchema, ...refusals },
      },
    },
    async (request) => {
      const { raw } = await uploaded(request);
      return {
        tables: raw.flat().map(({ file, lines }) => ({
          file,
          rows: lines.slice(0, FIRST_ROWS).map(({ row, cells }) => ({ row, cells: cells.map(textOf) })),
        })),
      };
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
        ...post,
        response: { 200: checkedSchema, ...refusals },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const given = { ...(await givenBy(request)), partial: true };
      const looked = await checkTables({ sql, by: userOf(request) }, given).catch(refusedIn(language));
      const { sheets, checked, changes } = looked;
      const bad = badOf(looked);
      return {
        regions: checked.regions.length,
        contacts: checked.contacts.length,
        bad: bad.slice(0, ROWS_SHOWN).map((cell) => wordCell(language, cell)),
        moreBad: Math.max(0, bad.length - ROWS_SHOWN),
        wrongRows: rowsOf(bad),
        tables: tablesIn(sheets),
        leftOut: worded(sheets.leftOut, language),
        unchanged: changes.unchanged,
        changes: changes.changes.slice(0, ROWS_SHOWN).map(maskedBefore),
        more: Math.max(0, changes.changes.length - ROWS_SHOWN),
      };
    },
  );

  app.post(
    '/api/register/mend',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'The wrong rows of tables, each with what is wrong, to be mended and imported again',
        ...post,
        response: { 200: WORKBOOK, ...refusals },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const given = { ...(await givenBy(request)), partial: true };
      const looked = await checkTables({ sql, by: userOf(request) }, given).catch(refusedIn(language));
      const bytes = await wrongRows(looked.sheets, badOf(looked), language);
      return sendWorkbook(reply, { name: language === 'zh-CN' ? '需要改正的行' : 'rows-to-mend', bytes });
    },
  );

  app.post(
    '/api/register/import',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Import tables, all or nothing, or the right rows alone',
        ...post,
        response: { 200: importedSchema, ...refusals },
      },
    },
    async (request) => {
      const language = languageOf(request);
      const given = await givenBy(request);
      const imported = await importTables({ sql, by: userOf(request) }, given).catch(refusedIn(language));
      const { regions, contacts, leftOut, behind } = imported;
      return { regions, contacts, wrongRows: rowsOf(behind), leftOut: worded(leftOut, language) };
    },
  );

  app.get(
    '/api/register/imports',
    {
      config: only('edit-register'),
      schema: { tags, security, summary: 'The last imports', response: { 200: importsSchema, ...refusals } },
    },
    async (request) => ({ imports: await importsMade(sql, userOf(request).region) }),
  );

  app.post(
    '/api/register/imports/:id/undo',
    {
      config: only('edit-register'),
      schema: {
        tags,
        security,
        summary: 'Undo the last import, within a day, as long as nothing of it has changed',
        params: z.object({ id: z.coerce.number().int().positive() }),
        response: { 200: undoneSchema, ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      return undoImport({ sql, by: user }, { id: request.params.id, top: user.region });
    },
  );
}

/** Faults of rows that would be left behind, and of tables as a whole. */
const badOf = ({ behind, checked }: { behind: BadCell[]; checked: { bad: BadCell[] } }): BadCell[] => [
  ...behind,
  ...checked.bad,
];

const rowsOf = (bad: readonly BadCell[]): number => new Set(bad.map(({ file, row }) => `${row} ${file}`)).size;

const tablesIn = (sheets: Sheets) =>
  NOUNS.flatMap((noun) =>
    sheets[noun].tables.map(({ table, columns }) => ({
      ...{ noun, file: table.file, headingRow: table.headingRow },
      headings: table.headings
        .map((heading, index) => ({ heading, column: columns[index] ?? null }))
        .filter(({ heading }) => heading !== ''),
    })),
  );

const fixes = z
  .array(
    z.object({
      file: z.string().max(300),
      row: z.int().positive(),
      at: z.int().min(0).max(REGISTER_LIMITS.columns),
      value: z.string().max(1000),
    }),
  )
  .max(MOST_FIXES);

/** @throws Refused for a file that is not a table */
async function uploaded(request: FastifyRequest): Promise<Omit<Given, 'top'>> {
  const raw: RawTable[][] = [];
  const pairs: string[] = [];
  const fields = new Map<string, string>();
  for await (const part of request.parts({ limits: { fieldSize: LONGEST_FIELD } })) {
    if (part.type === 'file') raw.push(await readTable(nameOf(part.filename), await part.toBuffer()));
    else if (part.fieldname === 'map') pairs.push(printable(String(part.value)));
    else fields.set(part.fieldname, String(part.value));
  }
  if (raw.length === 0) throw new Problem(422, sentence('no-tables'));
  return {
    raw,
    mapped: mappingsOf(pairs),
    fixes: readFixes(fields.get('fix') ?? '[]'),
    making:
      fields.get('make') === 'yes'
        ? {
            under: fields.get('under') || null,
            county: printable(fields.get('county') ?? '').slice(0, LONGEST_NAME) || null,
          }
        : null,
    partial: fields.get('partial') === 'yes',
  };
}

function readFixes(text: string): z.output<typeof fixes> {
  try {
    return fixes.parse(JSON.parse(text)).map((fix) => ({ ...fix, value: printable(fix.value) }));
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof z.ZodError)) throw cause;
    throw new Problem(422, sentence('fixes-unreadable'));
  }
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
