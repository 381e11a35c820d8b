import type { Queries } from '../../db/db';
import { visible } from './scope';

/**
 * Two who may be the same person: the same name and year of birth in one township, and one of them without ID number.
 */
export interface Hint {
  person: number;
  other: number;
}

/** Most pairs of one answer; decided ones make room. */
const MOST = 500;

/**
 * Finds people who may be the same, for somebody to look at; nothing follows from it by itself. Two with different ID
 * numbers are two people.
 * @param people only these against everybody; all within the reader's region when left out
 * @param top the reader's region; null for everything
 */
export function hints(
  sql: Queries,
  { people, top }: { people?: readonly number[]; top: string | null },
): Promise<Hint[]> {
  const wanted =
    people === undefined
      ? sql`a.id < p.id`
      : sql`a.id = any(${[...people]}::bigint[]) and (a.id < p.id or p.id <> all(${[...people]}::bigint[]))`;
  return sql<Hint[]>`
    select a.id as person, p.id as other
    from people a join people p on p.hint_digest = a.hint_digest and p.id <> a.id and p.kind = a.kind
    where ${wanted} and (a.id_digest is null or p.id_digest is null)
      and a.merged_into is null and p.merged_into is null and ${visible(sql, top)}
      and exists (select from people p where p.id = a.id and ${visible(sql, top)})
      and not exists (
        select from distinct_pairs d where d.one_id = least(a.id, p.id) and d.other_id = greatest(a.id, p.id))
    order by a.id, p.id limit ${MOST}`;
}
