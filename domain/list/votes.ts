import type { Day } from '../campaign/calendar/days';
import type { Field } from '../campaign/definition/definition';
import { checkReport } from '../report/report-check';
import type { Figures } from '../report/report-figures';
import { type Problem, sentence } from '../text/refusal';
import { VOTE_NAMES } from './list-names';

const field = (id: keyof typeof VOTE_NAMES, own: Pick<Field, 'type' | 'min'>): Field => ({
  id,
  label: VOTE_NAMES[id],
  required: true,
  ...own,
});

/** What is asked once of a residents' meeting (民主评议会): its day, and how many were there. */
export const MEETING_FIELDS = [
  field('metOn', { type: 'date' }),
  field('present', { type: 'integer', min: 1 }),
] as const satisfies Field[];

/** What the meeting said of each row. */
export const VOTE_FIELDS = [
  field('votesFor', { type: 'integer', min: 0 }),
  field('votesAgainst', { type: 'integer', min: 0 }),
] as const satisfies Field[];

const FORM = { name: { 'zh-CN': '民主评议' }, fields: [...MEETING_FIELDS, ...VOTE_FIELDS], nothingToReport: false };

export type CheckedVotes = { ok: true; votes: Figures } | { ok: false; problems: Problem[] };

/**
 * @param typed the fields above by their ids, as JSON values or as the strings of an HTML form
 * @param today nobody has met later
 * @returns the votes as figures of the deed, or what is wrong with them
 */
export function checkVotes(typed: Readonly<Record<string, unknown>>, today: Day): CheckedVotes {
  const checked = checkReport(FORM, { nothing: false, figures: typed });
  if (!checked.ok) return checked;
  const { metOn = '', present = 0, votesFor = 0, votesAgainst = 0 } = checked.figures;
  if (String(metOn) > today) return { ok: false, problems: [{ field: 'metOn', ...sentence('meeting-ahead') }] };
  if (Number(votesFor) + Number(votesAgainst) > Number(present))
    return { ok: false, problems: [{ field: 'votesFor', ...sentence('votes-beyond-present') }] };
  return { ok: true, votes: checked.figures };
}
