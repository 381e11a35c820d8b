import type { Definition } from '../../../domain/campaign/definition/definition';
import { type Problem, Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import type { PeopleKey } from '../../people/sealed/people-key';
import { tryFile } from './bank-file';
import { type BatchAsked, type BatchFile, batchFile, closeBatch } from './batches';
import { chooseRows, refusePoorStore } from './choose-rows';

interface Filling extends BatchAsked {
  batch: number;
  definition: Definition;
  /** Highest region of who makes the batch; null for everything. */
  top: string | null;
  people: PeopleKey;
}

/** What a batch asks for, and the rows that it leaves out because they cannot stand in its file. */
export interface Filled extends Pick<BatchFile, 'rows' | 'fen'> {
  left: number;
  leftOut: Problem[];
}

/**
 * Chooses the rows of a batch, tries its file without writing it, and closes the batch.
 * @throws Refused when there is no row; when rows cannot stand in the file, with their numbers and masked names;
 * when the store holds too little
 */
export async function fillBatch(tx: Queries, filling: Filling): Promise<Filled> {
  const { batch, people, corrects, leave } = filling;
  const whole = await tried(tx, filling, []);
  if (whole.file.rows === 0)
    throw new Refused(
      corrects === null ? sentence('bank-nobody') : sentence('bank-nothing-failed', { batch: corrects }),
    );
  const { notReady, problems } = whole;
  const refusal = () => new Refused(sentence('bank-rows-not-ready', { rows: notReady.length }), problems);
  if (notReady.length > 0 && !leave) throw refusal();
  const { file, digest } = notReady.length === 0 ? whole : await tried(tx, filling, notReady);
  if (file.rows === 0) throw refusal();
  const { rows, fen } = file;
  await refusePoorStore(tx, { ...filling, fen });
  await closeBatch(tx, { batch, rows, fen, digest });
  return { rows, fen, left: notReady.length, leftOut: problems };

  async function tried(sql: Queries, choosing: Filling, without: readonly number[]) {
    await sql`delete from bank_lines where batch_id = ${batch}`;
    await chooseRows(sql, { ...choosing, without });
    const made = await batchFile(sql, choosing);
    return { file: made, ...(await tryFile(sql, people, made)) };
  }
}
