import { PassThrough } from 'node:stream';
import { noteTableExport } from '../../../actions/looks';
import { isZone } from '../../../domain/campaign/calendar/calendar';
import { readQuery, type Where } from '../../../domain/table/query';
import { columnsFor, shownColumns } from '../../../domain/table/shape';
import { sentence } from '../../../domain/text/refusal';
import { writeTableFile } from '../../../reporting/document/table-file';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { allows, only, type User, userOf } from '../../shell/who';
import { cellOf } from './cells';
import type { Reader, ServedTable } from './served-table';
import { exportAskedSchema, pageAskedSchema, pageSchema } from './table-schemas';
import { SERVED } from './tables';

const tags = ['officer'];
const security = [{ apiToken: [] }, { session: [] }];
const refusals = refusedWith(400, 401, 403, 404, 422);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Beyond this a reader is told "more than 10,000". */
const COUNTED = 10_001;
/** An Excel of so many rows is some 10 MB, and nobody reads more. */
export const MOST_EXPORTED = 100_000;
const ROWS_AT_ONCE = 1000;
/** Each holds a core while it writes. */
const MOST_EXPORTS = 2;

/** Every table of the console: a page of it, sorted and filtered, and the whole of it as an Excel. */
export function tableRoutes(app: App, console: Console): void {
  const exports = { running: 0 };
  for (const table of SERVED) {
    pageRoute(app, console, table);
    exportRoute(app, console, { table, exports });
  }
}

function pageRoute(app: App, { sql }: Console, table: ServedTable): void {
  const { name, needs, title } = table.shape;
  app.post(
    `/api/tables/${name}`,
    {
      config: only(needs),
      schema: {
        tags,
        security,
        summary: `${title.en}: one page, sorted and filtered`,
        description: 'A POST, because an address with names would stand in logs. It changes nothing.',
        body: pageAskedSchema,
        response: { 200: pageSchema(table.row, name), ...refusals },
      },
    },
    async (request) => {
      const reader = readerOf(userOf(request), languageOf(request));
      const { after = null, limit } = request.body;
      const query = queryOf(table, reader, request.body);
      if (after === null) return table.first(sql, reader, { ...query, limit, most: COUNTED });
      const { rows, next } = await table.page(sql, reader, { ...query, after, limit });
      return { rows, next, total: null };
    },
  );
}

function exportRoute(
  app: App,
  { sql, log }: Console,
  { table, exports }: { table: ServedTable; exports: { running: number } },
): void {
  const { shape } = table;
  app.post(
    `/api/tables/${shape.name}/export`,
    {
      config: only(shape.needs),
      schema: {
        tags,
        security,
        summary: `${shape.title.en}: all that the filter leaves, as an Excel, masked as on the page`,
        body: exportAskedSchema,
        response: {
          200: { description: 'The file', content: { [XLSX]: { schema: { type: 'string', format: 'binary' } } } },
          ...refusals,
          ...refusedWith(429),
        },
      },
    },
    async (request, reply) => {
      const user = userOf(request);
      const reader = readerOf(user, languageOf(request));
      const query = queryOf(table, reader, request.body);
      const columns = columnsOf(table, reader, request.body.columns);
      const length = await table.count(sql, reader, { ...query, most: MOST_EXPORTED + 1 });
      if (length > MOST_EXPORTED) throw new Problem(422, sentence('table-export-too-long', { most: MOST_EXPORTED }));
      if (exports.running >= MOST_EXPORTS) throw new Problem(429, sentence('table-exports-busy'));
      const filters = query.conditions.map(({ key }) => key).join(' ');
      await noteTableExport({ sql, by: user }, { table: shape.name, rows: length, ...(filters && { filters }) });
      exports.running += 1;
      const out = new PassThrough();
      const { language } = reader;
      const title = shape.title[language];
      const labels = columns.map((column) => ({ label: column.title[language], width: 12 }));
      const { zone } = request.body;
      const rows = cellsOf(rowsOf(table, { sql, reader, query }), (row) =>
        columns.map((column) => cellOf(column, row, language)),
      );
      writeTableFile(out, { title, columns: labels, length, rows }, { language, zone })
        .catch((err) => {
          log.error({ err, table: shape.name }, 'console: an export was broken off');
          out.destroy(err);
        })
        .finally(() => {
          exports.running -= 1;
        });
      return reply
        .type(XLSX)
        .header('content-disposition', `attachment; filename="${shape.name}.xlsx"; filename*=UTF-8''${fileName(title)}`)
        .send(out);
    },
  );

  async function* rowsOf(
    { page, row }: ServedTable,
    { sql: db, reader, query }: { sql: Console['sql']; reader: Reader; query: ReturnType<typeof queryOf> },
  ): AsyncGenerator<Record<string, unknown>> {
    for (let after: string | null = null, left = MOST_EXPORTED; left > 0; left -= ROWS_AT_ONCE) {
      const part = await page(db, reader, { ...query, after, limit: ROWS_AT_ONCE });
      for (const one of part.rows) yield row.parse(one) as Record<string, unknown>;
      after = part.next;
      if (after === null) return;
    }
  }
}

async function* cellsOf<R, C>(rows: AsyncIterable<R>, cells: (row: R) => C[]): AsyncGenerator<C[]> {
  for await (const row of rows) yield cells(row);
}

const fileName = (title: string): string =>
  encodeURIComponent(`${title}-${new Date().toISOString().slice(0, 10)}.xlsx`);

const readerOf = (user: User, language: Reader['language']): Reader => ({
  top: user.region,
  may: (permission) => allows(user, permission),
  language,
});

function queryOf(
  { shape }: ServedTable,
  { may }: Reader,
  asked: { where: Where; sort?: string | undefined; zone: string },
) {
  if (!isZone(asked.zone)) throw new Problem(422, sentence('table-bad-zone', { zone: asked.zone }));
  return readQuery(shape, { ...asked, may });
}

function columnsOf({ shape }: ServedTable, { may }: Reader, wanted: readonly string[] | undefined) {
  const all = shownColumns(columnsFor(shape, may));
  if (wanted === undefined) return all.filter(({ shown }) => shown === undefined);
  return wanted.map((key) => {
    const column = all.find((one) => one.key === key);
    if (!column) throw new Problem(422, sentence('table-no-filter', { column: key }));
    return column;
  });
}
