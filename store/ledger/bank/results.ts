import type { Instant } from '../../../domain/instant';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { Hand } from '../../list/deeds';
import type { Fault, Faults } from './stage-result';

/** What became of a bank's answer. Sums in fen. */
export interface Result {
  id: number;
  batch: number;
  state: 'booked' | 'set-aside';
  paid: number;
  paidFen: number;
  failed: number;
  failedFen: number;
  /** The first of its faults, and how many there are. */
  faults: Fault[];
  faultCount: number;
  at: Instant;
}

const columns = (sql: Queries) => sql`
  id, batch_id as batch, state, paid_rows as paid, paid_fen as "paidFen", failed_rows as failed, failed_fen as "failedFen", faults,
  fault_count as "faultCount", at`;

/** @returns what became of this very file; null when it was not read before, or was set aside */
export async function bookedBefore(
  tx: Queries,
  { batch, digest }: { batch: number; digest: Buffer },
): Promise<Result | null> {
  const [found] = await tx<Result[]>`
    select ${columns(tx)} from bank_results where batch_id = ${batch} and digest = ${digest} and state = 'booked'`;
  return found ?? null;
}

/** @returns the results of a batch, the newest first */
export const resultsOf = (sql: Queries, batch: number): Promise<Result[]> => sql<Result[]>`
  select ${columns(sql)} from bank_results where batch_id = ${batch} order by id desc limit 100`;

/** @returns the number that the result of this file has, or will have */
export async function resultNumber(tx: Queries, { batch, digest }: { batch: number; digest: Buffer }): Promise<number> {
  const [next] = await tx<{ id: number }[]>`
    select coalesce((select id from bank_results where batch_id = ${batch} and digest = ${digest}),
                    nextval(pg_get_serial_sequence('bank_results', 'id'))) as id`;
  return next?.id ?? 0;
}

interface Noting {
  batch: number;
  digest: Buffer;
  at: Instant;
  hand: Hand;
}

/** Notes a result that is booked. The sums are those of its lines; Postgres compares them when the transaction ends. */
export async function noteBooked(
  tx: Queries,
  { batch, digest, at, hand, id, act }: Noting & { id: number; act: number | null },
): Promise<Result> {
  const [made] = await tx<Result[]>`
    insert into bank_results (id, batch_id, digest, state, paid_rows, paid_fen, failed_rows, failed_fen, act_id, at, account_id, by_name, via)
    overriding system value
    select ${id}, ${batch}, ${digest}, 'booked', count(*) filter (where state = 'paid'), coalesce(sum(fen) filter (where state = 'paid'), 0),
           count(*) filter (where state = 'failed'), coalesce(sum(fen) filter (where state = 'failed'), 0), ${act}, ${at},
           ${hand.account ?? null}, ${hand.name ?? null}, ${hand.via}
    from bank_lines where batch_id = ${batch} and result_id = ${id}
    on conflict (batch_id, digest) do update set state = excluded.state, paid_rows = excluded.paid_rows,
      paid_fen = excluded.paid_fen, failed_rows = excluded.failed_rows, failed_fen = excluded.failed_fen, act_id = excluded.act_id,
      at = excluded.at, account_id = excluded.account_id, by_name = excluded.by_name, via = excluded.via, faults = '[]', fault_count = 0
    returning ${columns(tx)}`;
  if (!made) throw new Error('A result was not noted.');
  return made;
}

/** Sets a bank's answer aside with its faults; read again, it is looked at anew. */
export async function setAside(
  tx: Queries,
  { batch, digest, at, hand, faults }: Noting & { faults: Faults },
): Promise<Result> {
  const [made] = await tx<Result[]>`
    insert into bank_results (batch_id, digest, state, faults, fault_count, at, account_id, by_name, via)
    values (${batch}, ${digest}, 'set-aside', ${json(tx, faults.first)}, ${faults.count}, ${at}, ${hand.account ?? null}, ${hand.name ?? null},
            ${hand.via})
    on conflict (batch_id, digest) do update set faults = excluded.faults, fault_count = excluded.fault_count, at = excluded.at,
      account_id = excluded.account_id, by_name = excluded.by_name, via = excluded.via
    returning ${columns(tx)}`;
  if (!made) throw new Error('A result was not noted.');
  return made;
}
