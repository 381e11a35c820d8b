import { z } from 'zod';
import { CASE_VIEWS } from '../../../store/case/case-list';
import { someText, text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const count = z.int();

export const caseSchema = z
  .object({
    id: count,
    campaign: z.string(),
    kind: z.string(),
    kindName: text,
    number: count.nullable().describe('Which of the persons in the report that has opened it'),
    entry: count.nullable().describe('The row of a list that it is about'),
    region: z.string().describe('Code of the place that it is about'),
    place: z.string().describe('It is about'),
    assigneeCode: z.string(),
    assignee: z.string().describe('Place that is asked now'),
    state: z.enum(['waiting', 'asked', 'closed']),
    rounds: count.describe('It has had, the present one counted'),
    dueAt: instant.nullable().describe('The next round opens, or the answer to the open one is due'),
    answerBy: instant.nullable().describe('The deadline of the first answer'),
    outcome: z.string().nullable().describe('The last answer; of a closed case how it was closed'),
    outcomeName: text.nullable(),
    openedAt: instant,
    reopenedAt: instant.nullable(),
    closedAt: instant.nullable(),
    now: instant.describe('Campaign time'),
    zone: z.string(),
  })
  .describe('A matter with a clock of its own; no person');

export const outcomeSchema = z.object({ outcome: z.string(), name: text });

export const casesSchema = z.object({
  cases: z.array(caseSchema),
  more: z.boolean().describe('There may be more: ask again with ?after= the last number'),
});

export const caseInFullSchema = caseSchema.extend({
  campaignName: text,
  reason: z.string().nullable().describe('The reasons of the last answer'),
  outcomes: z.array(outcomeSchema).describe('What may be answered'),
  list: z.string().nullable().describe('The list of the row that it is about'),
  posting: count.nullable().describe('The posting that it is about'),
  dispatch: count.nullable().describe('The dispatch note that it is about'),
  follows: count.nullable().describe('The case that it follows'),
  followedBy: z.array(count),
  statements: count.describe('How many have raised it'),
  workflowId: z.string(),
});

export const caseKindsSchema = z.object({
  kinds: z.array(
    z.object({
      kind: z.string(),
      name: text,
      question: text,
      to: z.enum(['unit', 'superior', 'scope']).describe('Who answers first'),
      tagged: z.array(z.string()).nullable().describe('Or the nearest region with one of these tags'),
      apart: z.boolean().describe('Who raises it does not answer it'),
      outcomes: z.array(z.object({ outcome: z.string(), name: text, turn: z.enum(['close', 'again', 'pass']) })),
    }),
  ),
});

export const openedCaseSchema = z.object({
  case: count,
  receipt: z.string().describe('For the one who raises it'),
  repeated: z.boolean().describe('This very sending was taken before'),
  workflows: z.array(z.string()).describe('That were started'),
});

export const movedCaseSchema = z.object({ case: count, workflows: z.array(z.string()).describe('That were started') });

export const statementsSchema = z.object({
  statements: z.array(
    z.object({
      receipt: z.string(),
      by: z.enum(['account', 'contact', 'public']),
      saidAt: instant,
      text: z.string().nullable(),
      from: z.string().nullable().describe('Name and telephone, where they were given'),
    }),
  ),
});

export const casesWanted = z.object({
  view: z.enum(CASE_VIEWS).default('area').describe('That my region answers, of my area, or overdue'),
  campaign: z.string().max(200).optional().describe('All live ones that run when left out'),
  kind: z.string().max(40).optional(),
  region: z.string().max(40).optional().describe('About places in it'),
  entry: z.coerce.number().int().positive().optional().describe('About this row of a list'),
  posting: z.coerce.number().int().positive().optional().describe('About this posting'),
  closed: z.stringbool().default(false).describe('Closed ones, the newest first'),
  after: z.coerce.number().int().positive().optional().describe('The last case of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Longest statement, in characters. */
const LONGEST_STATEMENT = 2_000;

export const openingCase = z.object({
  campaign: z.string().max(200),
  kind: z.string().max(40),
  region: z.string().max(40).optional().describe('Code of the place that it is about; of the row where there is one'),
  entry: z.int().positive().optional().describe('Number of the row of a list that it is about'),
  assignee: z.string().max(40).optional().describe('Code of the region that answers, instead of the usual one'),
  text: someText(LONGEST_STATEMENT).optional().describe('What was said; sealed, shown only to those who answer'),
  from: someText(200).optional().describe('Who said it: name and telephone; sealed too'),
  submission: z.uuid().optional().describe('The sender’s key: a second sending gives the first receipt'),
});
