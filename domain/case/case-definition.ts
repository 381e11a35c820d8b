import { z } from 'zod';
import { distance } from '../campaign/definition/ladder';
import { as, id, text } from '../campaign/definition/words';
import { ANSWER_TURNS, ANSWERERS, NOTE_EFFECTS, ROW_EFFECTS } from './case-kinds';

/** A kind of case as a definition writes it: the differences from the built-in kind of that name, or a new kind. */

/** A case comes to its end: its clock is never longer than this. */
const MOST_ROUNDS = 20;

const outcome = z.strictObject({
  name: text,
  /** Closes the case when left out. */
  turn: z.enum(ANSWER_TURNS).default('close'),
  /** What happens to the row that the case is about. */
  row: z.enum(ROW_EFFECTS).optional(),
  /** What happens to the dispatch note that the case is about. */
  note: z.enum(NOTE_EFFECTS).optional(),
  /** The kind of case that is opened next. */
  next: id.optional(),
});

/** A time that goes on, never back. */
const ahead = distance.refine(
  ({ days = 0, workingDays = 0, hours = 0, minutes = 0 }) =>
    Math.min(days, workingDays, hours, minutes) >= 0 && Math.max(days, workingDays, hours, minutes) > 0,
  as('a-time-ahead'),
);

export const caseDefinition = z.strictObject({
  name: text.optional(),
  /** Name of its rounds; the kind's name when left out. */
  title: text.optional(),
  question: text.optional(),
  outcomes: z
    .record(id, outcome)
    .refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= 12, as('one-to-twelve-outcomes'))
    .optional(),
  /** Whether the form has a line for the reasons. */
  reason: z.boolean().optional(),
  to: z.enum(ANSWERERS).optional(),
  tagged: z.array(z.string().min(1).max(40)).min(1).max(20).optional(),
  apart: z.boolean().optional(),
  holds: z.boolean().optional(),
  after: ahead.optional(),
  within: ahead.optional(),
  /** Twice `within` when only that is written. */
  locksAfter: ahead.optional(),
  ladder: id.optional(),
  rounds: z.array(z.int().min(1).max(MOST_ROUNDS)).min(1).max(6).optional(),
  /** The time after which the case that follows asks; of kinds with an outcome that has `next`. */
  revisit: ahead.optional(),
});

export type CaseDefinition = z.infer<typeof caseDefinition>;
