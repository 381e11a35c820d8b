import { z } from 'zod';
import { completeList } from '../../../actions/list/complete';
import { handIn as report } from '../../../actions/reports';
import { OUT_REASONS } from '../../../domain/list/row-life';
import { stepKind } from '../../../domain/list/steps';
import { sentence } from '../../../domain/text/refusal';
import type { RowDone } from '../../../store/list/acts/do-rows';
import { stepOfUnit } from '../../../store/list/unit-rows';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { Recorded } from '../../../store/report/reports';
import type { Asked } from '../../../store/round/asks';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { type Page, render } from '../../shell/render';
import { type FormHandedIn, receiptPage, refusedOutcome } from '../form-hand-in';
import type { Part } from '../form-parts';
import { readTasks } from '../task-view';
import type { ListOutcome } from './list-hand-in';
import { ROW } from './row-fields';
import { ALL_REPORTED } from './rows-sent';
import { type StepAsk, type StepPage, stepView } from './step-view';

/** Whether an ask is about a step after the proposal, which rows take once. */
export const asksForStep = (asked: Asked): asked is StepAsk =>
  asked.list !== null && asked.does !== null && asked.does !== 'propose' && !stepKind(asked.does).again;

type StepHandedIn = FormHandedIn & { asked: StepAsk };

/** @returns the page of a step of a list. @param attempt the row that it is about, what was typed and what is wrong */
export async function stepPage(
  console: Console,
  { link, asked, language }: Pick<StepHandedIn, 'link' | 'asked' | 'language'>,
  attempt: Pick<StepPage, 'row' | 'typed' | 'problems'> = {},
): Promise<string> {
  const { campaign, key, list, does, region } = asked;
  const place = { campaign, key, list, does, unit: region.code };
  const seen = await stepOfUnit(console.sql, peopleKey(console.env.PEOPLE_KEY), place);
  const tasks = await readTasks(console, { link: link.id, language });
  return render('step', stepView({ asked, seen, language, tasks, ...attempt }));
}

/** Takes what was done with rows, or that it is all. @returns the page to go on with */
export async function handInStep(console: Console, handed: StepHandedIn): Promise<ListOutcome> {
  const { link, asked, language } = handed;
  const { did, whole, typed } = await readStep(handed.parts);
  const again = async (problem: Problem): Promise<Page> => {
    const attempt = { row: typed[ROW.id], typed, problems: problem.sayProblems(language) };
    return { status: 422, html: await stepPage(console, handed, attempt) };
  };
  try {
    const recorded = await record(console, handed, { did, whole });
    const refused = (recorded.rows ?? []).flatMap((row) => (row.is === 'refused' ? row.problems : []));
    if (refused.length > 0) return { ...(await again(new Problem(422, sentence('invalid'), refused))), recorded };
    if (whole) return { ...(await receiptPage(console, { link: link.id, asked, language, recorded })), recorded };
    return { status: 303, html: '', recorded, goOn: true };
  } catch (error) {
    return refusedOutcome(console, handed, { error, again });
  }
}

function record(
  { sql }: Console,
  { link, asked, submission }: StepHandedIn,
  { did, whole }: { did: RowDone[]; whole: boolean },
): Promise<Recorded> {
  const { campaign, key, region: unit, contact } = link;
  const place = { campaign, key, unit, contact, via: 'form' as const, ...(submission !== undefined && { submission }) };
  const done = did.length > 0 && { did };
  if (whole) return completeList({ sql, by: null }, { ...place, ...done });
  const begun = asked.report === null;
  return report({ sql, by: null }, { ...place, ...done, begun, input: { nothing: false, figures: {} } });
}

/** Names of the controls of a step, beside those of a row. */
const STEP = { done: 'done-row', outcome: 'row-outcome', because: 'row-because', reason: 'row-reason' } as const;

/** A row that was chosen among many, as it was seen: `id:version`. */
const chosen = z
  .string()
  .max(60)
  .transform((text) => ({ row: text.split(':')[0], version: Number(text.split(':')[1]), done: true as const }))
  .pipe(z.object({ row: z.uuid(), version: z.int().min(1), done: z.literal(true) }));

/** One row on its own page. */
const single = z.object({
  row: z.uuid(),
  version: z.coerce.number().int().min(1).optional(),
  done: z.boolean(),
  because: z.enum(OUT_REASONS).optional(),
  reason: z.string().max(1000).optional(),
});

/** What the page of a step sends. */
interface StepTyped {
  did: RowDone[];
  whole: boolean;
  typed: Record<string, string>;
}

/** @throws Problem when the page was changed on the way */
async function readStep(parts: AsyncIterable<Part>): Promise<StepTyped> {
  const many: string[] = [];
  const given = new Map<string, string>();
  for await (const [field, sent] of parts) {
    if (typeof sent !== 'string') continue;
    if (field === STEP.done) many.push(sent);
    else if (!given.has(field)) given.set(field, sent);
  }
  const typed = Object.fromEntries(given);
  const read = z.array(chosen).safeParse(many);
  const one = typed[ROW.id] === undefined ? null : single.safeParse(rowOf(typed));
  if (!read.success || one?.success === false) throw new Problem(400, sentence('rows-unreadable'));
  return { did: [...read.data, ...(one ? [one.data] : [])], whole: typed[ALL_REPORTED] === 'yes', typed };
}

/** Without a reason of the list the row is returned. */
function rowOf(typed: Record<string, string>): object {
  const { [ROW.id]: row, [ROW.version]: version, [STEP.because]: because, [STEP.reason]: reason } = typed;
  const done = typed[STEP.outcome] === 'done';
  return { row, version, done, ...(!done && { ...(because && { because }), ...(reason && { reason }) }) };
}
