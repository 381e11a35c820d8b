import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ROOT } from '../../../config/root';
import { approximately, fits, type Planned, readPlanned } from '../../../domain/ledger/approximate';

/** A figure of a campaign's own document, and where Nuandong must come to it. */
export interface SeedFigure {
  /** File in `config/campaigns/`, without its ending. */
  campaign: string;
  /** Words with spaces between: `given leprosy money`, `plan 2021 special due`. */
  place: string;
  /** A number, a number that nobody has counted (`over 700`), or a day. */
  value: string;
  /** The words of the document, for the reader. */
  says: string;
}

export const CAMPAIGNS = join(ROOT, 'config/campaigns');
const TABLE = join(ROOT, 'test/rehearsal/seed-figures/figures.csv');

/** Places that a plan or a definition shows without a rehearsal, by their first word. */
const WITHOUT_REHEARSAL = ['plan', 'standard', 'planned'];

/** @returns the whole table, in its order */
export const seedFigures = (): SeedFigure[] =>
  parse(readFileSync(TABLE), {
    columns: true,
    comment: '#',
    comment_no_infix: true,
    trim: true,
    skip_empty_lines: true,
  });

/** @returns whether the figure is read from the summary of a rehearsal */
export const isRehearsed = ({ place }: SeedFigure): boolean => !WITHOUT_REHEARSAL.includes(place.split(' ')[0] ?? '');

/** How far a number may be from one that was not counted: 700余 is not 7000. */
const AT_MOST = 1.1;
const AT_LEAST = 0.9;

/**
 * @param value as the table writes it
 * @returns whether that is what was found: a number in the table's sense, or the same word
 */
export function agrees(value: string, found: number | string): boolean {
  if (typeof found === 'string') return value === found;
  const planned = numberIn(value);
  const { number, as } = readPlanned(planned);
  return fits(planned, found) && (as === null || (found >= number * AT_LEAST && found <= number * AT_MOST));
}

/** @throws Error for a value that is no number */
function numberIn(value: string): Planned {
  const [, as, digits] = /^(?:(over|nearly|about) )?(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (digits === undefined) throw new Error(`"${value}" is no number, and a number was found`);
  const number = Number(digits);
  return as === 'over' || as === 'nearly' || as === 'about' ? approximately(number, as) : number;
}
