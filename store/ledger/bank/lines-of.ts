import type { Failure } from '../../../domain/ledger/bank/bank-format';
import type { Queries } from '../../db/db';

/** A line of a batch as it may be seen: the name is masked. */
export interface BatchLine {
  line: number;
  /** Number of the row, code and name of its unit. */
  row: number;
  unit: string;
  village: string;
  shown: string;
  fen: number;
  state: 'open' | 'paid' | 'failed' | 'withdrawn';
  reason: Failure | null;
}

/** @returns lines of a batch in their order, after one of them */
export const linesOf = (
  sql: Queries,
  {
    batch,
    state = null,
    after = 0,
    limit,
  }: { batch: number; state?: BatchLine['state'] | null; after?: number; limit: number },
): Promise<BatchLine[]> => sql<BatchLine[]>`
  select l.line, l.entry_id as row, e.unit_code as unit, g.name as village, e.shown, l.fen, l.state, l.reason
  from bank_lines l join entries e on e.id = l.entry_id join regions g on g.code = e.unit_code
  where l.batch_id = ${batch} and l.line > ${after} and (${state}::text is null or l.state = ${state}) order by l.line limit ${limit}`;
