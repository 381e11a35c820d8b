import { checkVotes, VOTE_FIELDS } from '../../../domain/list/votes';
import { PHOTOS_A_DEED } from '../../../domain/report/photo';
import type { Figures } from '../../../domain/report/report-figures';
import { type Problem, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { deedPhotosHere, nameDeedPhotos } from '../../report/deed-photos';
import type { RowOutcome } from '../row-outcome';
import type { DoingStep, RowDone } from './row-done';

/** What proves a deed with a row: the votes of a meeting, and photos. */

const askOf = ({ campaign, round: key, unit }: DoingStep) => ({ campaign, key, unit });

/**
 * Checks what rows are proven by; each is refused for itself.
 * @returns the rows to go on with, an appraisal with its checked votes; and the refused ones
 */
export async function proven(
  tx: Queries,
  doing: DoingStep,
  rows: readonly RowDone[],
): Promise<{ ready: RowDone[]; refused: RowOutcome[] }> {
  const here = await deedPhotosHere(tx, askOf(doing), photosOf(rows));
  const ready: RowDone[] = [];
  const refused: RowOutcome[] = [];
  for (const row of rows) {
    const { figures = {}, photos = [], delivery } = row;
    const problems: Problem[] = [];
    if (photos.length > PHOTOS_A_DEED)
      problems.push({ field: 'photo', ...sentence('row-photos-many', { most: PHOTOS_A_DEED }) });
    // What was handed over does not wait for its pictures, which a weak network brings later.
    if (!delivery && photos.some((photo) => !here.has(photo)))
      problems.push({ field: 'photo', ...sentence('row-photo-missing') });
    const appraised = doing.step === 'appraise';
    const voted = appraised && (row.done || hasVotes(figures)) ? checkVotes(figures, doing.today) : null;
    if (voted?.ok === false) problems.push(...voted.problems);
    if (problems.length > 0) refused.push({ row: row.row, is: 'refused', problems });
    else ready.push(appraised ? { ...row, figures: voted?.ok ? voted.votes : undefined } : row);
  }
  return { ready, refused };
}

/** A row that is returned or removed may come without a vote. */
const hasVotes = (figures: Figures): boolean => VOTE_FIELDS.some(({ id }) => (figures[id] ?? '') !== '');

/** Refusals of a row whose delivery is kept all the same, as a fact beside it. */
const FACTS: readonly string[] = ['row-given-although', 'row-given-again'];

const isKept = (outcome: RowOutcome | undefined): boolean =>
  outcome?.is !== 'refused' || outcome.problems.some(({ code }) => FACTS.includes(code));

/** From now on the photos of the rows that were taken, or kept as a fact, are kept as long as their deeds. */
export const nameProof = (
  tx: Queries,
  doing: DoingStep,
  rows: readonly RowDone[],
  outcomes: ReadonlyMap<string, RowOutcome>,
): Promise<void> => {
  const taken = rows.filter(({ row }) => isKept(outcomes.get(row)));
  return nameDeedPhotos(tx, askOf(doing), photosOf(taken));
};

const photosOf = (rows: readonly RowDone[]): string[] => [...new Set(rows.flatMap(({ photos = [] }) => photos))];
