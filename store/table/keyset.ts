import type { Condition, TableQuery } from '../../domain/table/query';
import type { Fragment, Queries } from '../db/db';

/** A value that rows are sorted and filtered by. */
export interface Valued {
  as: Fragment;
  type: 'text' | 'bigint' | 'numeric' | 'timestamptz';
  /** Rows without a value come last; an index helps only without it. */
  nullable?: true;
}

/** The rows of a table in Postgres, as far as a reader may see them. */
export interface Source {
  columns: Fragment;
  from: Fragment;
  where: Fragment;
  /** What tells rows apart. */
  id: Valued;
  /** By the column's key. */
  values: Readonly<Record<string, Valued>>;
  /** Conditions that are no comparison with a value, by the column's key. */
  conditions?: Readonly<Record<string, (condition: Condition) => Fragment>>;
}

/** Where a page ends: what its last row is sorted by, and its id. */
export interface Place {
  by: string | null;
  id: string;
}

interface Wanted extends TableQuery {
  after: Place | null;
  limit: number;
}

/**
 * Reads the rows after a place, by the values of its row and without counting the rows before: as fast at the end of a
 * long table as at its beginning.
 */
export async function readPage<Row>(
  sql: Queries,
  source: Source,
  { conditions, sort, after, limit }: Wanted,
): Promise<{ rows: Row[]; next: Place | null }> {
  const { id } = source;
  const by = valueIn(source, sort.key);
  const direction = sort.desc ? sql`desc` : sql`asc`;
  // An index read backwards has rows without a value first: with `nulls last` it would not serve.
  const last = by.nullable ? sql`nulls last` : sql``;
  const order = by === id ? sql`${id.as} ${direction}` : sql`${by.as} ${direction} ${last}, ${id.as} ${direction}`;
  const found = await sql<(Row & { placeBy: string | null; placeId: string })[]>`
    select ${source.columns}, (${by.as})::text as "placeBy", (${id.as})::text as "placeId"
    from ${source.from}
    where ${source.where} ${filters(sql, source, conditions)} ${after === null ? sql`` : sql`and ${beyond(sql, { by, id, after, desc: sort.desc })}`}
    order by ${order} limit ${limit + 1}`;
  const rows = found.slice(0, limit);
  const end = rows.at(-1);
  return { rows, next: end && found.length > limit ? { by: end.placeBy, id: end.placeId } : null };
}

/** @returns how many rows there are, but no more than `most` */
export async function countRows(
  sql: Queries,
  source: Source,
  { conditions, most }: { conditions: readonly Condition[]; most: number },
): Promise<number> {
  const [counted] = await sql<{ n: number }[]>`
    select count(*)::int as n from (
      select from ${source.from} where ${source.where} ${filters(sql, source, conditions)} limit ${most}) few`;
  return counted?.n ?? 0;
}

function valueIn({ id, values }: Source, key: string): Valued {
  if (key === 'id') return id;
  const value = values[key];
  if (!value) throw new Error(`Nothing to sort or filter by: ${key}`);
  return value;
}

interface Beyond {
  by: Valued;
  id: Valued;
  after: Place;
  desc: boolean;
}

function beyond(sql: Queries, { by, id, after, desc }: Beyond): Fragment {
  const sign = desc ? sql`<` : sql`>`;
  const value = typed(sql, after.by, by);
  const lastId = typed(sql, after.id, id);
  if (by === id) return sql`${id.as} ${sign} ${lastId}`;
  if (!by.nullable) return sql`(${by.as}, ${id.as}) ${sign} (${value}, ${lastId})`;
  if (after.by === null) return sql`(${by.as} is null and ${id.as} ${sign} ${lastId})`;
  return sql`(${by.as} ${sign} ${value} or (${by.as} = ${value} and ${id.as} ${sign} ${lastId}) or ${by.as} is null)`;
}

/** Types are words of ours, never a reader's. */
const typed = (sql: Queries, value: string | null, { type }: Valued): Fragment =>
  sql`${value}::text::${sql.unsafe(type)}`;

function filters(sql: Queries, source: Source, conditions: readonly Condition[]): Fragment {
  const all = conditions.map(
    (condition) => source.conditions?.[condition.key]?.(condition) ?? holds(sql, source, condition),
  );
  return all.reduce<Fragment>((some, one) => sql`${some} and ${one}`, sql``);
}

function holds(sql: Queries, source: Source, condition: Condition): Fragment {
  const { as } = valueIn(source, condition.key);
  switch (condition.filter) {
    case 'part':
      return sql`${as} like ${part(condition.value)}`;
    case 'whole':
      return sql`${as} = ${condition.value}`;
    case 'choice':
      return sql`${as} = any(${condition.values})`;
    case 'days':
      return both(
        sql,
        condition.from === null ? null : sql`${as} >= ${condition.from}::timestamptz`,
        condition.before === null ? null : sql`${as} < ${condition.before}::timestamptz`,
      );
    case 'range':
      return both(
        sql,
        condition.least === null ? null : sql`${as} >= ${condition.least}::numeric`,
        condition.most === null ? null : sql`${as} <= ${condition.most}::numeric`,
      );
  }
}

const both = (sql: Queries, one: Fragment | null, other: Fragment | null): Fragment =>
  sql`(${one ?? sql`true`} and ${other ?? sql`true`})`;

/** `%` and `_` stand for themselves. */
export const part = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
