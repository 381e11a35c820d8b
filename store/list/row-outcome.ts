import type { Problem, Sentence } from '../../domain/text/refusal';

/**
 * What became of one row of a sending.
 *
 * taken      it is on the list
 * twin       another unit has the same person: the superior decides
 * corrected  it stands as sent
 * same       it was like that before
 * gone       its unit has taken it back
 * done       the asked step is done with it
 * removed    it has left the list in the course of the step
 * returned   it went back to the unit that proposed it
 * part       a part of what is due was handed over; the rest can follow
 * missed     nothing could be handed over at this visit
 */
export type RowOutcome =
  | {
      row: string;
      is: 'taken' | 'twin' | 'corrected' | 'same' | 'gone' | 'done' | 'removed' | 'returned' | 'part' | 'missed';
      version: number;
    }
  | { row: string; is: 'refused'; problems: readonly Problem[] };

/** @returns the outcome of a row that was not taken */
export const refusedRow = (row: string, said: Sentence, field: string | null = null): RowOutcome => ({
  row,
  is: 'refused',
  problems: [{ field, ...said }],
});
