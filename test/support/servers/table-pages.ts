import type { Shape } from '../../../domain/table/shape';

/** A page of a table, as the API gives it. */
export interface ReadPage {
  rows: Record<string, unknown>[];
  next: string | null;
  total: number | null;
}

/** Reads a table by every column that sorts, both ways, in pages of two: each row comes once, in order. */
export async function pagesByEveryColumn(
  { columns, name }: Shape,
  where: Readonly<Record<string, string>>,
  read: (body: object) => Promise<ReadPage>,
): Promise<Record<string, unknown>[]> {
  const { rows } = await read({ where, limit: 200 });
  const all = rows.map((row) => JSON.stringify(row)).sort();
  for (const { key } of columns.filter(({ sorts }) => sorts))
    for (const sort of [key, `-${key}`]) {
      const seen = await everyPage((after) => read({ where, sort, limit: 2, ...(after !== null && { after }) }));
      expect([name, sort, seen.map((row) => JSON.stringify(row)).sort()]).toEqual([name, sort, all]);
      const values = seen.map((row) => row[key]).filter((value) => value !== null);
      if (values.every((value) => typeof value === 'number'))
        expect(values).toEqual(values.toSorted((a, b) => (sort === key ? 1 : -1) * (Number(a) - Number(b))));
    }
  return rows;
}

async function everyPage(read: (after: string | null) => Promise<ReadPage>): Promise<ReadPage['rows']> {
  const seen: ReadPage['rows'] = [];
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page = await read(after);
    seen.push(...page.rows);
    after = page.next;
  }
  return seen;
}
