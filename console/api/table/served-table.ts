import { z } from 'zod';
import type { Permission } from '../../../domain/account/roles';
import type { Language } from '../../../domain/campaign/definition/definition';
import { chosenRows } from '../../../domain/table/in-memory';
import type { Condition, TableQuery } from '../../../domain/table/query';
import type { Shape } from '../../../domain/table/shape';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Sql } from '../../../store/db/db';
import { countRows, type Place, readPage, type Source } from '../../../store/table/keyset';

/** Who reads a table. */
export interface Reader {
  /** Code of the highest region that the reader may see; null means everything. */
  top: string | null;
  may(permission: Permission): boolean;
  language: Language;
}

interface Wanted extends TableQuery {
  /** As the page before gave it. */
  after: string | null;
  limit: number;
}

type Row = Record<string, unknown>;

interface Page {
  rows: Row[];
  next: string | null;
}

interface FirstPage extends Page {
  total: number;
}

/** A table that is served: its shape, the schema of its rows, and where they come from. */
export interface ServedTable {
  shape: Shape;
  /** Every row goes through it: what it does not name never leaves the server. */
  row: z.ZodType;
  page(sql: Sql, reader: Reader, wanted: Wanted): Promise<Page>;
  /** The first page, and how many rows there are, but no more than `most`. */
  first(sql: Sql, reader: Reader, wanted: TableQuery & { limit: number; most: number }): Promise<FirstPage>;
  /** @returns how many rows there are, but no more than `most` */
  count(sql: Sql, reader: Reader, wanted: { conditions: Condition[]; most: number }): Promise<number>;
}

const placeSchema = z.object({ by: z.string().nullable(), id: z.string() });

function placeOf(after: string | null): Place | null {
  if (after === null) return null;
  try {
    return placeSchema.parse(JSON.parse(after));
  } catch {
    throw new Refused(sentence('table-bad-cursor'));
  }
}

interface Read<R, K> {
  source(sql: Sql, reader: Reader, conditions: Condition[]): Source | Promise<Source>;
  /** What is needed to show the rows of a page, for example what the items of a campaign are called. */
  known?(sql: Sql, reader: Reader, conditions: Condition[]): Promise<K>;
  /** How a row is shown: masked, in words. */
  shown?(row: R, reader: Reader, known: K): object;
}

/** A table in Postgres, read page by page. */
export function tableOf<R extends object, K = undefined>(
  shape: Shape,
  row: z.ZodType,
  { source, known = async () => undefined as K, shown = (one) => one }: Read<R, K>,
): ServedTable {
  const page: ServedTable['page'] = async (sql, reader, { after, ...wanted }) => {
    const place = placeOf(after);
    const { conditions } = wanted;
    const from = await source(sql, reader, conditions);
    const [{ rows, next }, words] = await Promise.all([
      readPage<R>(sql, from, { ...wanted, after: place }),
      known(sql, reader, conditions),
    ]);
    return { rows: rows.map((one) => shown(one, reader, words) as Row), next: next && JSON.stringify(next) };
  };
  const count: ServedTable['count'] = async (sql, reader, { conditions, most }) =>
    countRows(sql, await source(sql, reader, conditions), { conditions, most });
  const first: ServedTable['first'] = async (sql, reader, { most, ...wanted }) => {
    // Beside each other: a reader waits for the slower of the two.
    const [read, total] = await Promise.all([
      page(sql, reader, { ...wanted, after: null }),
      count(sql, reader, { ...wanted, most }),
    ]);
    return { ...read, total };
  };
  return { shape, row, page, first, count };
}

/** A table that is small enough to be read as a whole, each time. */
export function smallTableOf<R extends object>(
  shape: Shape,
  row: z.ZodType,
  rows: (sql: Sql, reader: Reader, conditions: Condition[]) => Promise<readonly R[]>,
): ServedTable {
  const part = async (
    sql: Sql,
    reader: Reader,
    { start, limit, ...query }: TableQuery & { start: number; limit: number },
  ): Promise<FirstPage> => {
    const all = chosenRows(await rows(sql, reader, query.conditions), query);
    const end = start + limit;
    return { rows: all.slice(start, end) as Row[], next: end < all.length ? String(end) : null, total: all.length };
  };
  return {
    shape,
    row,
    page: async (sql, reader, { after, ...wanted }) => {
      const start = after === null ? 0 : Number(after);
      if (!Number.isInteger(start) || start < 0) throw new Refused(sentence('table-bad-cursor'));
      return part(sql, reader, { ...wanted, start });
    },
    first: async (sql, reader, { most, ...wanted }) => {
      const { total, ...read } = await part(sql, reader, { ...wanted, start: 0 });
      return { ...read, total: Math.min(most, total) };
    },
    count: async (sql, reader, { conditions, most }) => {
      const query = { conditions, sort: { key: '', desc: false } };
      return Math.min(most, chosenRows(await rows(sql, reader, conditions), query).length);
    },
  };
}
