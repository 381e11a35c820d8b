import { type Problem, Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import type { Keyring } from '../../people/sealed/keyring';
import { ReportRefused } from '../../report/report-refusals';
import type { Hand } from '../deeds';
import { handColumns, type Paper } from './papers';

/** After the lock somebody above lets a paper be keyed that was handed over before. */
export async function openPaper(tx: Queries, paper: Paper): Promise<void> {
  refuseSettled(paper);
  await tx`update list_papers set opened_at = campaign_now(campaign_id) where id = ${paper.id}`;
}

/** All rows of a paper are keyed. */
export async function noteKeyed(tx: Queries, paper: Paper, hand: Hand): Promise<void> {
  const by = handColumns(hand);
  await tx`
    update list_papers set keyed_at = campaign_now(campaign_id), keyed_account = ${by.account}, keyed_by = ${by.by}
    where id = ${paper.id}`;
}

/** @throws Refused when nothing can be done with the paper any more */
export function refuseSettled({ state, receipt }: Paper): void {
  if (state === 'void' || state === 'compared') throw new Refused(sentence('paper-settled', { receipt }));
}

/** What a second person reads from the paper, without looking at what was keyed. */
export interface ReadBack {
  rows: number;
  /** The last four characters of each ID number, in any order; of those without one nothing. */
  tails: readonly string[];
}

/**
 * A second person has read the paper back, and it is what was keyed.
 * @throws Refused when the same hand has keyed it, or something differs: each difference is named
 */
export async function comparePaper(
  tx: Queries,
  keyring: Keyring,
  { paper, read, hand }: { paper: Paper; read: ReadBack; hand: Hand },
): Promise<void> {
  refuseSettled(paper);
  if (paper.state !== 'keyed') throw new Refused(sentence('paper-not-keyed'));
  if (await hasKeyed(tx, paper, hand)) throw new Refused(sentence('paper-own-hand'));
  const problems = differencesOf(read, await keyedTails(tx, keyring, paper));
  if (problems.length > 0) throw new Refused(sentence('paper-differs', { count: problems.length }), problems);
  const by = handColumns(hand);
  await tx`
    update list_papers set compared_at = campaign_now(campaign_id), compared_account = ${by.account}, compared_by = ${by.by}
    where id = ${paper.id}`;
}

async function hasKeyed(tx: Queries, { id }: Paper, hand: Hand): Promise<boolean> {
  const { account, by } = handColumns(hand);
  const found = await tx`
    select 1 from list_papers where id = ${id} and (keyed_account = ${account} or keyed_by = ${by})
    union all
    select 1 from list_paper_rows r join deeds d on d.entry_id = r.entry_id and d.via = 'paper'
    where r.paper_id = ${id} and (d.account_id = ${account} or d.by_name = ${by}) limit 1`;
  return found.length > 0;
}

interface Tail {
  /** Number of the row on the list. */
  entry: number;
  tail: string;
}

async function keyedTails(tx: Queries, keyring: Keyring, { id }: Paper): Promise<Tail[]> {
  const rows = await tx<{ entry: number; sealed: Buffer | null; keyNo: number | null }[]>`
    select distinct e.id as entry, e.sealed, e.key_no as "keyNo"
    from list_paper_rows r join entries e on e.id = r.entry_id
    where r.paper_id = ${id} and not r.later and e.state <> 'out' order by e.id`;
  return rows.map(({ entry, sealed, keyNo }) => {
    const personal =
      sealed && keyNo !== null
        ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as Partial<Record<'id-number', string>>)
        : {};
    return { entry, tail: personal['id-number']?.slice(-LAST) ?? '' };
  });
}

const LAST = 4;
const normal = (tail: string): string => tail.normalize('NFKC').trim().toUpperCase();

function differencesOf({ rows, tails }: ReadBack, keyed: readonly Tail[]): Problem[] {
  const count: Problem[] =
    rows === keyed.length
      ? []
      : [{ field: 'rows', ...sentence('paper-rows-differ', { paper: rows, keyed: keyed.length }) }];
  const left = keyed.filter(({ tail }) => tail !== '').map((one) => ({ ...one, tail: normal(one.tail) }));
  const missing = tails.map(normal).filter((tail) => {
    const at = tail === '' ? -1 : left.findIndex((one) => one.tail === tail);
    if (at >= 0) left.splice(at, 1);
    return tail !== '' && at < 0;
  });
  return [
    ...count,
    ...missing.map((tail): Problem => ({ field: 'tails', ...sentence('paper-tail-not-keyed', { tail }) })),
    ...left.map(({ entry }): Problem => ({ field: 'tails', ...sentence('paper-tail-not-read', { entry }) })),
  ];
}

/**
 * A paper that counts for nothing: not signed, of another village, or handed in twice. The unit is silent again, unless
 * its phone has reported.
 * @throws Refused when rows of it are keyed: these are removed one by one, with their reasons
 */
export async function voidPaper(tx: Queries, paper: Paper, reason: string): Promise<{ round: string }> {
  refuseSettled(paper);
  if (paper.keyed > 0) throw new Refused(sentence('paper-has-rows'));
  await tx`update list_papers set void_at = campaign_now(campaign_id) where id = ${paper.id}`;
  await tx`
    update reports p set returned_at = campaign_now(l.campaign_id), returned_because = ${reason}
    from list_papers l join asks a on a.id = l.ask_id
    where l.id = ${paper.id} and a.on_paper and p.id = a.report_id`;
  const [ask] = await tx<{ round: string }[]>`
    update asks a set reported_at = case when a.on_paper then null else a.reported_at end,
           report_id = case when a.on_paper then null else a.report_id end, on_paper = false
    from list_papers l where l.id = ${paper.id} and a.id = l.ask_id returning a.round_id as round`;
  return { round: ask?.round ?? '' };
}

/** The case of a paper is answered by what is done with the paper. @throws ReportRefused before that */
export async function refuseUnsettled(tx: Queries, of: { case: number }): Promise<void> {
  const [open] = await tx<{ receipt: string }[]>`
    select receipt from list_papers where case_id = ${of.case} and compared_at is null and void_at is null`;
  if (open)
    throw new ReportRefused(sentence('invalid'), [
      { field: null, ...sentence('paper-answers-case', { receipt: open.receipt }) },
    ]);
}

/** @returns the photo of a sheet (JPEG); null where there is none, or it was erased */
export async function sheetOf(
  tx: Queries,
  keyring: Keyring,
  { paper, nr }: { paper: number; nr: number },
): Promise<Buffer | null> {
  const [sheet] = await tx<{ sealed: Buffer | null; keyNo: number | null }[]>`
    select sealed, key_no as "keyNo" from list_paper_sheets where paper_id = ${paper} and nr = ${nr}`;
  if (!sheet?.sealed || sheet.keyNo === null) return null;
  const { sealed, keyNo } = sheet;
  const { photo } = keyring.unseal({ sealed, keyNo }, 'list_paper_sheets.sealed') as { photo: string };
  return Buffer.from(photo, 'base64');
}
