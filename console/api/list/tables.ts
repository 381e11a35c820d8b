import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { exportListTable, importListTable, lookAtListTable } from '../../../actions/list/list-tables';
import type { Language } from '../../../domain/campaign/definition/definition';
import { printable } from '../../../domain/text/printable';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { inMemory, writeTemplate } from '../../../store/list/tables/export/file';
import { countRows } from '../../../store/list/tables/export/rows';
import { type ListDifference, ListImportError, type ListTable } from '../../../store/list/tables/import/import';
import { columnsOf } from '../../../store/list/tables/list-columns';
import { listOf } from '../../../store/list/tables/list-of';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { keptMappings } from '../../../store/people/tables/mappings';
import { UPLOAD_LIMITS } from '../../../store/people/tables/read/limits';
import { attachment } from '../../shell/attachment';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { someText } from '../../shell/text-schema';
import { only, type User, userOf } from '../../shell/who';
import { campaignFor } from '../campaign/overview';
import { tableImportedSchema, tableLayoutSchema, tableLookedSchema } from './table-schemas';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404);
const upload = { upload: UPLOAD_LIMITS.file };
const uploadRefusals = { ...refusals, ...refusedWith(409, 413, 422, 503) };
const LONGEST_NAME = 100;
/** Made in memory, so that no roster lies on the server's disk. */
const MOST_EXPORTED = 100_000;
const MOST_EXPORTS = 2;

const KINDS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
const as = z.enum(['xlsx', 'csv']).default('xlsx');
const file = {
  description: 'The file',
  content: { [KINDS.xlsx]: { schema: { type: 'string', format: 'binary' } } },
};

const params = z.object({ campaign: z.string(), list: z.string() });
const FIELDS =
  'One file, .csv, .xlsx or .xls, as the office keeps it. A field `map` (any number of times) says what a heading means, ' +
  'as `当家人=户主姓名`; an import keeps it for the next tables. `consent=yes`: all on the table know of it and agree.';

/** Tables of lists: compared, imported after a look, exported, and an empty one to be filled in. */
export function listTableRoutes(app: App, { sql, env }: Console): void {
  const url = '/api/campaigns/:campaign/lists/:list/table';
  const people = peopleKey(env.PEOPLE_KEY);
  /** The list, within the reader's region. */
  const of = async (user: User, { campaign, list }: z.infer<typeof params>) => {
    await campaignFor(sql, user, campaign);
    return { campaign, list, top: user.region };
  };
  const tableIn = async (request: FastifyRequest, address: Awaited<ReturnType<typeof of>>) => {
    const { confirm, ...given } = await uploaded(request);
    const table: ListTable = { ...address, ...given, people, limits: UPLOAD_LIMITS, problems: null };
    return { table, confirm };
  };

  app.get(
    url,
    {
      config: only('edit-lists'),
      schema: {
        tags,
        security,
        summary: 'The columns of the list’s tables, and the headings that earlier tables have had for them',
        params,
        response: { 200: tableLayoutSchema, ...refusals },
      },
    },
    async (request) => {
      const { top, ...address } = await of(userOf(request), request.params);
      const { listed } = await listOf(sql, address);
      const columns = columnsOf(listed);
      const keys = new Set(columns.map(({ key }) => key));
      const kept = await keptMappings(sql, top);
      return {
        columns: columns.map(({ key, 'zh-CN': zh, en }) => ({ key, name: { 'zh-CN': zh, en } })),
        mapped: kept
          .filter(({ noun, column }) => noun === 'rows' && keys.has(column.split('@', 1)[0] ?? ''))
          .map(({ heading, column }) => ({ heading, column })),
      };
    },
  );

  app.get(
    `${url}/template`,
    {
      config: only('see-lists'),
      schema: {
        tags,
        security,
        summary: 'An empty table of the list, for offices to fill in',
        params,
        querystring: z.object({ as }),
        response: { 200: file, ...refusals },
      },
    },
    async (request, reply) => {
      const { top: _, ...address } = await of(userOf(request), request.params);
      const { listed } = await listOf(sql, address);
      const to = inMemory(`${address.list}.${request.query.as}`);
      await writeTemplate(to, { listed, language: languageOf(request) });
      return sendFile(reply, { name: to.file, as: request.query.as, bytes: to.bytes() });
    },
  );

  app.post(
    `${url}/check`,
    {
      config: { ...only('edit-lists'), ...upload },
      schema: {
        tags,
        security,
        summary: 'What importing a table would add and change, and every row that cannot be taken; changes nothing',
        description: FIELDS,
        consumes: ['multipart/form-data'],
        params,
        response: { 200: tableLookedSchema, ...uploadRefusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { table } = await tableIn(request, await of(user, request.params));
      const looked = await lookAtListTable({ sql, by: user }, table);
      if ('receipt' in looked) return { receipt: looked.receipt, difference: null };
      return { receipt: null, difference: worded(looked.difference, languageOf(request)) };
    },
  );

  app.post(
    `${url}/import`,
    {
      config: { ...only('edit-lists'), ...upload },
      schema: {
        tags,
        security,
        summary: 'Import a table that was looked at, all or nothing; the same table again gives the first receipt',
        description: `${FIELDS} \`confirm\`: the digest of the difference.`,
        consumes: ['multipart/form-data'],
        params,
        response: { 200: tableImportedSchema, ...uploadRefusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { table, confirm } = await tableIn(request, await of(user, request.params));
      if (!confirm) throw new Problem(422, sentence('list-import-unconfirmed'));
      const done = await importListTable({ sql, by: user }, { ...table, confirm }).catch(namingFlaws);
      return { ...done.receipt, repeated: done.repeated };
    },
  );

  let exporting = 0;
  app.post(
    `${url}/export`,
    {
      config: only('export-lists'),
      schema: {
        tags,
        security,
        summary: 'The rows of the list as an import reads them, with full names and numbers, for a reason',
        params,
        body: z.object({ reason: someText(200), as }),
        response: { 200: file, ...refusals, ...refusedWith(422, 429) },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const address = await of(user, request.params);
      const { reason, as: kind } = request.body;
      const rows = await countRows(sql, address);
      if (rows > MOST_EXPORTED)
        throw new Problem(422, sentence('list-export-too-large', { rows, most: MOST_EXPORTED }));
      if (exporting >= MOST_EXPORTS) throw new Problem(429, sentence('reports-waiting'));
      exporting += 1;
      try {
        const to = inMemory(`${address.campaign}-${address.list}.${kind}`);
        await exportListTable({ sql, by: user }, { ...address, to, language: languageOf(request), people, reason });
        return sendFile(reply, { name: to.file, as: kind, bytes: to.bytes() });
      } finally {
        exporting -= 1;
      }
    },
  );
}

const sendFile = (
  reply: FastifyReply,
  { name, as: kind, bytes }: { name: string; as: keyof typeof KINDS; bytes: Buffer },
): FastifyReply => reply.type(KINDS[kind]).header('content-disposition', attachment(name)).send(bytes);

/** @throws Problem without a file; the server's own refusal for one that is too large */
async function uploaded(
  request: FastifyRequest,
): Promise<Pick<ListTable, 'source' | 'mapped' | 'consent'> & { confirm: string | null }> {
  const mapped: string[] = [];
  const fields = new Map<string, string>();
  let source: ListTable['source'] | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'file')
      // Its end shows the kind of the file.
      source = { file: printable(part.filename).slice(-LONGEST_NAME), bytes: await part.toBuffer() };
    else if (part.fieldname === 'map') mapped.push(printable(String(part.value)));
    else fields.set(part.fieldname, String(part.value));
  }
  if (!source) throw new Problem(422, sentence('no-tables'));
  return { source, mapped, consent: fields.get('consent') === 'yes', confirm: fields.get('confirm') ?? null };
}

/** The difference in the reader's language. */
function worded({ shownFlaws, keptRows, notes, problemsFile: _, ...rest }: ListDifference, language: Language) {
  return {
    ...rest,
    keptRows: keptRows.map(({ why, ...row }) => ({ ...row, message: tellIn(language, why) })),
    notes: notes.map((note) => tellIn(language, note)),
    refused: shownFlaws.map(({ file: sheet, row, column, ...said }) => ({
      ...{ file: sheet, row, column, code: said.code },
      message: tellIn(language, said),
    })),
  };
}

/** Something is wrong that was not so at the look: the refusal names each row. */
function namingFlaws(error: unknown): never {
  if (!(error instanceof ListImportError)) throw error;
  const problems = error.difference.shownFlaws.map(({ file: sheet, row, column, ...said }) => ({
    ...said,
    field: `${sheet}:${row} ${column}`,
  }));
  throw new Problem(422, error.sentence, problems);
}
