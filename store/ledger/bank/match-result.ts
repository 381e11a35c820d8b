import type { SentenceCode } from '../../../domain/text/catalogue';
import { sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { addFault, FAULTS_NAMED, type Fault, type Faults } from './stage-result';

interface Matching {
  batch: number;
  /** The bank repeats our number of the line. */
  byLine: boolean;
}

/** What a staged line is refused for. */
type Found = { at: number; code: FoundCode; paid: number; asked: number | null };
type FoundCode = Extract<
  SentenceCode,
  | 'bank-row-unknown'
  | 'bank-row-doubled'
  | 'bank-row-ambiguous'
  | 'bank-row-settled'
  | 'bank-row-other'
  | 'bank-row-more'
  | 'bank-row-less'
>;

/**
 * Holds what a bank says against what it was asked for, line by line. Without our line numbers, lines are found by
 * account; of several lines with one account, by amount as well, and only when the bank says the same of all of them.
 */
export async function matchResult(tx: Queries, { batch, byLine }: Matching, faults: Faults): Promise<void> {
  await tx`analyze bank_told`;
  if (!byLine) await findLines(tx, batch);
  const found = await tx<(Found & { all: number })[]>`
    select at, code, paid, asked, count(*) over ()::int as all from (
      select t.at, t.fen as paid, l.fen as asked,
             case when t.line < 0 then 'bank-row-ambiguous' when l.line is null then 'bank-row-unknown'
                  when t.nr > 1 then 'bank-row-doubled' when l.state <> 'open' then 'bank-row-settled'
                  when t.other then 'bank-row-other'
                  -- Of what was not paid, a bank says what it was to pay, or nothing.
                  when t.failure is not null and t.fen = 0 then null
                  when t.fen > l.fen then 'bank-row-more' when t.fen < l.fen then 'bank-row-less' end as code
      from (select *, row_number() over (partition by line order by at) as nr from bank_told) t
      left join bank_lines l on l.batch_id = ${batch} and l.line = t.line) judged
    where code is not null order by at limit ${FAULTS_NAMED}`;
  const named = found.map((one): Fault => ({ at: one.at, said: saidOf(one) }));
  for (const one of named) addFault(faults, one);
  faults.count += (found[0]?.all ?? 0) - named.length;
  faults.first.sort((one, other) => one.at - other.at);
}

/** Finds our lines by account. A line that is not found has none; one that could be several has a number below zero. */
async function findLines(tx: Queries, batch: number): Promise<void> {
  await tx`analyze bank_meant`;
  await tx`
    with ours as (
      select m.payee, l.line, l.fen, count(*) over (partition by m.payee) as alike,
             count(*) over (partition by m.payee, l.fen) as same,
             row_number() over (partition by m.payee, l.fen order by l.line) as nr
      from bank_meant m join bank_lines l on l.batch_id = ${batch} and l.line = m.line),
    told as (
      select t.at, t.payee, t.fen, count(*) over w as same,
             min(coalesce(failure, 'paid')) over w <> max(coalesce(failure, 'paid')) over w as differs,
             row_number() over (partition by t.payee, t.fen order by t.at) as nr
      from bank_told t window w as (partition by t.payee, t.fen)),
    found as (
      select t.at, o.line from told t join ours o on o.payee = t.payee and o.alike = 1
      union all
      select t.at, case when o.same > 1 and (t.differs or t.same <> o.same) then -o.line else o.line end
      from told t join ours o on o.payee = t.payee and o.fen = t.fen and o.nr = t.nr and o.alike > 1)
    update bank_told t set line = f.line from found f where f.at = t.at`;
}

function saidOf({ code, paid, asked }: Found) {
  if (code !== 'bank-row-more' && code !== 'bank-row-less') return sentence(code);
  const yuan = (fen: number): string => (fen / 100).toFixed(2);
  return sentence(code, { paid: yuan(paid), asked: yuan(asked ?? 0) });
}
