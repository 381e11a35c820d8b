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

/** A table that is served: its shape, the schema of its rows, and where they come from. */
export interface ServedTable {
  shape: Shape;
  /** Every row goes through it: what it does not name never leaves the server. */
  row: z.ZodType;
  page(sql: Sql, reader: Reader, wanted: Wanted): Promise<{ rows: Row[]; next: string | null }>;
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

/** A table in Postgres, read page by page. @param shown how a row is shown: masked, in words */
export function tableOf<R extends object>(
  shape: Shape,
  row: z.ZodType,
  {
    source,
    shown = (one) => one,
  }: { source(sql: Sql, reader: Reader, conditions: Condition[]): Source; shown?(row: R, reader: Reader): object },
): ServedTable {
  return {
    shape,
    row,
    page: async (sql, reader, { after, ...wanted }) => {
      const place = placeOf(after);
      const { rows, next } = await readPage<R>(sql, source(sql, reader, wanted.conditions), {
        ...wanted,
        after: place,
      });
      return { rows: rows.map((one) => shown(one, reader) as Row), next: next && JSON.stringify(next) };
    },
    count: (sql, reader, { conditions, most }) => countRows(sql, source(sql, reader, conditions), { conditions, most }),
  };
}

/** A table that is small enough to be read as a whole, each time. */
export function smallTableOf<R extends object>(
  shape: Shape,
  row: z.ZodType,
  rows: (sql: Sql, reader: Reader, conditions: Condition[]) => Promise<readonly R[]>,
): ServedTable {
  return {
    shape,
    row,
    page: async (sql, reader, { after, limit, ...query }) => {
      const start = after === null ? 0 : Number(after);
      if (!Number.isInteger(start) || start < 0) throw new Refused(sentence('table-bad-cursor'));
      const all = chosenRows(await rows(sql, reader, query.conditions), query);
      const end = start + limit;
      return { rows: all.slice(start, end) as Row[], next: end < all.length ? String(end) : null };
    },
    count: async (sql, reader, { conditions, most }) => {
      const query = { conditions, sort: { key: '', desc: false } };
      return Math.min(most, chosenRows(await rows(sql, reader, conditions), query).length);
    },
  };
}
