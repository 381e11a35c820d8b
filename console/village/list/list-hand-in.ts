import { randomUUID } from 'node:crypto';
import { completeList } from '../../../actions/list/complete';
import { handIn as report } from '../../../actions/reports';
import { sentence } from '../../../domain/text/refusal';
import { listOfUnit } from '../../../store/list/unit/list-of-unit';
import { peopleKey } from '../../../store/people/sealed/people-key';
import type { Recorded } from '../../../store/report/reports';
import type { Asked } from '../../../store/round/asks';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { type Page, render } from '../../shell/render';
import { type FormHandedIn, NO_PAGE, type Outcome, receiptPage, refusedOutcome } from '../form-hand-in';
import { privacyNotice } from '../form-view';
import { readTasks } from '../task-view';
import { type ListPage, listView } from './list-view';
import { FIND, wantedRows } from './paging';
import { ROW } from './row-fields';
import { type ListTyped, readList } from './rows-sent';

/** An ask to propose rows of a list. */
export type ListAsk = Asked & { list: string };
export const asksForList = (asked: Asked): asked is ListAsk => asked.list !== null && asked.does === 'propose';

type ListHandedIn = FormHandedIn & { asked: ListAsk; after?: string | undefined };

/**
 * Where a browser without a script goes after a row was taken: loaded again, the page sends nothing twice. Or the rows
 * that were looked for: nothing was handed in.
 */
export type ListOutcome = (Outcome & { goOn?: true }) | (Page & { found: true });

/** @returns the page of a list. @param attempt the row to correct, what was typed of it, and which rows are shown */
export async function listPage(
  console: Console,
  { link, asked, language }: Pick<ListHandedIn, 'link' | 'asked' | 'language'>,
  attempt: { row?: string | undefined } & Pick<ListPage, 'typed' | 'problems' | 'paging'> = {},
): Promise<string> {
  const { campaign, key, list, region } = asked;
  const place = { campaign, key, list, unit: region.code };
  const wanted = { ...wantedRows(attempt.paging ?? {}), row: attempt.row };
  const seen = await listOfUnit(console.sql, peopleKey(console.env.PEOPLE_KEY), place, wanted);
  const tasks = await readTasks(console, { link: link.id, language });
  const row = attempt.row ?? randomUUID();
  const page = { asked, seen, language, privacy: privacyNotice(console.env), tasks, ...attempt, row };
  return render('list', listView(page));
}

/** Takes rows of a list, or that they are all. @returns the page with the receipt, or the one that says what to do */
export async function handInList(console: Console, handed: ListHandedIn): Promise<ListOutcome> {
  const { link, asked, language, after } = handed;
  const read = await readList(handed.parts);
  const find = read.typed[FIND];
  if (find !== undefined)
    return { status: 200, html: await listPage(console, handed, { paging: { find } }), found: true };
  const again = async (problem: Problem): Promise<Page> => {
    const [row, problems] = [read.typed[ROW.id], problem.sayProblems(language)];
    const attempt = { ...(row && { row, typed: read.typed }), problems, paging: { after } };
    return { status: 422, html: await listPage(console, handed, attempt) };
  };
  try {
    const recorded = await record(console, handed, read);
    // The script of the page reads of each row what became of it.
    if (handed.json) return { ...NO_PAGE, recorded };
    const refused = refusedRow(recorded);
    if (refused) return { ...(await again(refused)), recorded };
    if (read.whole || read.nothing)
      return { ...(await receiptPage(console, { link: link.id, asked, language, recorded })), recorded };
    return { status: 303, html: '', recorded, goOn: true };
  } catch (error) {
    return refusedOutcome(console, handed, { error, again });
  }
}

function record({ sql, env }: Console, { link, asked, submission }: ListHandedIn, read: ListTyped): Promise<Recorded> {
  const { campaign, key, region: unit, contact } = link;
  const place = { campaign, key, unit, contact, via: 'form' as const, ...(submission !== undefined && { submission }) };
  const rows = read.rows && { rows: read.rows, people: peopleKey(env.PEOPLE_KEY) };
  if (read.whole) return completeList({ sql, by: null }, { ...place, ...rows });
  // What comes after "these are all" is all again.
  const begun = !read.nothing && asked.report === null;
  return report({ sql, by: null }, { ...place, ...rows, begun, input: { nothing: read.nothing, figures: {} } });
}

/** @returns what is wrong with the first row that was refused, as a browser without a script sends it */
function refusedRow({ rows = [] }: Recorded): Problem | null {
  const [refused] = rows.flatMap((row) => (row.is === 'refused' ? [row.problems] : []));
  return refused ? new Problem(422, sentence('invalid'), refused) : null;
}
