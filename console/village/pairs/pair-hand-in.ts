import { z } from 'zod';
import { completeList } from '../../../actions/list/complete';
import { handIn as report } from '../../../actions/reports';
import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import type { DeedSent } from '../../../domain/list/pairs/deeds';
import { sentence } from '../../../domain/text/refusal';
import type { DeedsSent } from '../../../store/list/pairs/take-deeds';
import { pairsOfUnit } from '../../../store/list/pairs/unit-pairs';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { Recorded } from '../../../store/report/reports';
import type { Asked } from '../../../store/round/asks';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { type Page, render } from '../../shell/render';
import { type FormHandedIn, NOTHING, receiptPage, refusedOutcome } from '../form-hand-in';
import type { Part } from '../form-parts';
import type { ListOutcome } from '../list/list-hand-in';
import { ALL_REPORTED } from '../list/rows-sent';
import { readTasks } from '../task-view';
import { controlOf, DEED, type PairAsk, type PairPage, pairView } from './pair-view';

/** Whether an ask is about what helpers have done for their pairs. */
export const asksForPairs = (asked: Asked): asked is PairAsk => asked.list !== null && asked.does === 'support';

type PairHandedIn = FormHandedIn & { asked: PairAsk };

/** @returns the page of a unit's pairs. @param attempt the pair that it is about, what was typed and what is wrong */
export async function pairPage(
  console: Console,
  { link, asked, language }: Pick<PairHandedIn, 'link' | 'asked' | 'language'>,
  attempt: Pick<PairPage, 'row' | 'typed' | 'problems'> = {},
): Promise<string> {
  const { campaign, key, list, region } = asked;
  const place = { campaign, key, list, unit: region.code, contact: link.contact };
  const seen = await pairsOfUnit(console.sql, peopleKey(console.env.PEOPLE_KEY), place, attempt.row);
  const tasks = await readTasks(console, { link: link.id, language });
  return render('pairs', pairView({ asked, seen, language, tasks, ...attempt }));
}

/** Takes a deed, or that these are all. @returns the page to go on with */
export async function handInPairs(console: Console, handed: PairHandedIn): Promise<ListOutcome> {
  const { link, asked, language, json } = handed;
  const { deeds, whole, nothing, typed } = await readDeeds(handed.parts);
  const again = async (problem: Problem): Promise<Page> => {
    const kind = typed[DEED.kind] ?? '';
    const problems = problem
      .sayProblems(language)
      .map((one) => ({ ...one, field: one.field && controlOf(kind, one.field) }));
    return { status: 422, html: await pairPage(console, handed, { row: typed[DEED.row], typed, problems }) };
  };
  try {
    const recorded = await record(console, handed, { deeds, whole, nothing });
    const refused = (recorded.rows ?? []).flatMap((one) => (one.is === 'refused' ? one.problems : []));
    if (refused.length > 0) return { ...(await again(new Problem(422, sentence('invalid'), refused))), recorded };
    if (whole || nothing)
      return { ...(await receiptPage(console, { link: link.id, asked, language, recorded, json })), recorded };
    return { status: 303, html: '', recorded, goOn: true };
  } catch (error) {
    return refusedOutcome(console, handed, { error, again });
  }
}

function record(
  { sql }: Console,
  { link, asked, submission }: PairHandedIn,
  { deeds, whole, nothing }: Pick<DeedsTyped, 'deeds' | 'whole' | 'nothing'>,
): Promise<Recorded> {
  const { campaign, key, region: unit, contact } = link;
  const place = { campaign, key, unit, contact, via: 'form' as const, ...(submission !== undefined && { submission }) };
  const done = deeds && { deeds };
  if (whole) return completeList({ sql, by: null }, { ...place, ...done });
  // What comes after "these are all" is all again.
  const begun = !nothing && asked.report === null;
  return report({ sql, by: null }, { ...place, ...done, begun, input: { nothing, figures: {} } });
}

/** What the page of pairs sends. */
interface DeedsTyped {
  deeds: DeedsSent | null;
  whole: boolean;
  nothing: boolean;
  typed: Record<string, string>;
}

const single = z.object({ deed: z.uuid(), row: z.uuid(), kind: z.enum(PAIR_DEED_NAMES) });
const longest = 2000;

/** @throws Problem when the page was changed on the way; never with what was typed in it */
async function readDeeds(parts: AsyncIterable<Part>): Promise<DeedsTyped> {
  const given = new Map<string, string>();
  for await (const [field, sent] of parts) if (typeof sent === 'string' && !given.has(field)) given.set(field, sent);
  const typed = Object.fromEntries(given);
  const done = typed[DEED.id] === undefined ? [] : [deedOf(typed)];
  const undone = z.array(z.uuid()).safeParse(typed[DEED.undo] === undefined ? [] : [typed[DEED.undo]]);
  if (!undone.success) throw unreadable();
  const deeds = done.length + undone.data.length > 0 ? { done, undone: undone.data } : null;
  return { deeds, whole: typed[ALL_REPORTED] === 'yes', nothing: typed[NOTHING] === 'yes', typed };
}

const unreadable = (): Problem => new Problem(400, sentence('rows-unreadable'));

/** The fields of a kind have its name before their own. */
function deedOf(typed: Record<string, string>): DeedSent {
  const read = single.safeParse({ deed: typed[DEED.id], row: typed[DEED.row], kind: typed[DEED.kind] });
  if (!read.success) throw unreadable();
  const own = controlOf(read.data.kind, '');
  const answers = Object.entries(typed).flatMap(([name, text]) =>
    name.startsWith(own) ? [[name.slice(own.length), text.slice(0, longest)] as const] : [],
  );
  return { ...read.data, answers: Object.fromEntries(answers) };
}
