import type { Condition, TableQuery } from './query';

type Row = Readonly<Record<string, unknown>>;

/** @returns the rows that a reader wants, of a table that is small enough to be in memory; in their order */
export function chosenRows<R extends object>(rows: readonly R[], { conditions, sort: { key, desc } }: TableQuery): R[] {
  const kept = rows.filter((row) => conditions.every((condition) => holds(row as Row, condition)));
  const sign = desc ? -1 : 1;
  return kept
    .map((row, nr) => ({ row, nr, by: (row as Row)[key] }))
    .sort((one, other) => compared(one.by, other.by, sign) || one.nr - other.nr)
    .map(({ row }) => row);
}

/** What is missing comes last, whichever way a table is sorted. */
function compared(one: unknown, other: unknown, sign: number): number {
  const [no, nor] = [one === null || one === undefined, other === null || other === undefined];
  if (no || nor) return Number(no) - Number(nor);
  if (typeof one === 'number' && typeof other === 'number') return (one - other) * sign;
  const [a, b] = [String(one), String(other)];
  return (a < b ? -1 : a > b ? 1 : 0) * sign;
}

function holds(row: Row, condition: Condition): boolean {
  const value = row[condition.key];
  if (value === null || value === undefined) return false;
  const said = String(value);
  switch (condition.filter) {
    case 'part':
      return said.toLowerCase().includes(condition.value.toLowerCase());
    case 'whole':
      return said === condition.value;
    case 'choice':
      return condition.values.includes(said);
    case 'days':
      return (
        (condition.from === null || said >= condition.from) && (condition.before === null || said < condition.before)
      );
    case 'range':
      return (
        (condition.least === null || Number(value) >= condition.least) &&
        (condition.most === null || Number(value) <= condition.most)
      );
  }
}
