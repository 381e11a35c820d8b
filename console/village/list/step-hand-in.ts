import { completeList } from '../../../actions/list/complete';
import { handIn as report } from '../../../actions/reports';
import { stepKind } from '../../../domain/list/steps';
import { type Problem as Said, sentence } from '../../../domain/text/refusal';
import { stepOfUnit } from '../../../store/list/unit/step-of-unit';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { addPhoto, PhotoRefused } from '../../../store/report/photos';
import type { Recorded } from '../../../store/report/reports';
import type { Asked } from '../../../store/round/asks';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { type Page, render } from '../../shell/render';
import { type FormHandedIn, receiptPage, refusedOutcome } from '../form-hand-in';
import { readTasks } from '../task-view';
import type { ListOutcome } from './list-hand-in';
import { wantedRows } from './paging';
import { ROW } from './row-fields';
import { readStep, type StepSent } from './step-sent';
import { type RefusedRow, type StepAsk, type StepPage, stepView } from './step-view';

/** Whether an ask is about a step after the proposal, which rows take once. */
export const asksForStep = (asked: Asked): asked is StepAsk =>
  asked.list !== null && asked.does !== null && asked.does !== 'propose' && !stepKind(asked.does).again;

type StepHandedIn = FormHandedIn & { asked: StepAsk; after?: string | undefined };

/** What a page of a step is about, besides its ask. */
type Attempt = Partial<Pick<StepPage, 'row' | 'typed' | 'chosen' | 'problems' | 'refused' | 'paging'>>;

/** @returns the page of a step of a list. @param attempt the row that it is about, what was typed and what is wrong */
export async function stepPage(
  console: Console,
  { link, asked, language }: Pick<StepHandedIn, 'link' | 'asked' | 'language'>,
  attempt: Attempt = {},
): Promise<string> {
  const { campaign, key, list, does, region } = asked;
  const place = { campaign, key, list, does, unit: region.code };
  const named = attempt.refused?.map(({ row }) => row);
  const wanted = { ...wantedRows(attempt.paging ?? {}), row: attempt.row, named };
  const seen = await stepOfUnit(console.sql, peopleKey(console.env.PEOPLE_KEY), place, wanted);
  const tasks = await readTasks(console, { link: link.id, language });
  return render('step', stepView({ asked, seen, language, tasks, ...attempt }));
}

/** Takes what was done with rows, or that it is all. @returns the page to go on with */
export async function handInStep(console: Console, handed: StepHandedIn): Promise<ListOutcome> {
  const { link, asked, language, after, json } = handed;
  const photo: { refused?: Problem } = {};
  const read = await readStep(handed.parts, (field, bytes) =>
    keepPhoto(console, handed, bytes).catch((error: unknown) => {
      if (!(error instanceof PhotoRefused)) throw error;
      photo.refused ??= new Problem(422, error.sentence, [{ field, ...error.sentence }]);
      return null;
    }),
  );
  const { find, typed, chosen } = read;
  if (find !== undefined)
    return { status: 200, html: await stepPage(console, handed, { paging: { find } }), found: true };
  const again = async (problem: Problem, refused: RefusedRow[] = []): Promise<Page> => {
    const problems = refused.length > 0 ? [] : problem.sayProblems(language);
    const attempt = { row: typed[ROW.id], typed, chosen, problems, refused, paging: { after } };
    return { status: 422, html: await stepPage(console, handed, attempt) };
  };
  const unclear = read.problems.length > 0 ? new Problem(422, sentence('invalid'), read.problems) : undefined;
  const refused = photo.refused ?? unclear;
  if (refused) return { ...(await again(refused)), refused };
  try {
    const recorded = await record(console, handed, read);
    const refused = (recorded.rows ?? []).flatMap((row) => (row.is === 'refused' ? [row] : []));
    if (refused.length > 0) {
      const all = refused.flatMap(({ problems }): readonly Said[] => problems);
      return { ...(await again(new Problem(422, sentence('invalid'), all), refused)), recorded };
    }
    if (read.whole)
      return { ...(await receiptPage(console, { link: link.id, asked, language, recorded, json })), recorded };
    return { status: 303, html: '', recorded, goOn: true };
  } catch (error) {
    return refusedOutcome(console, handed, { error, again });
  }
}

/** @throws PhotoRefused */
function keepPhoto({ sql, env }: Console, { link }: StepHandedIn, bytes: Buffer | null): Promise<string> {
  if (bytes === null) throw new PhotoRefused(sentence('photo-too-large'));
  const { campaign, key, region: unit } = link;
  return addPhoto(sql, { campaign, key, unit }, bytes, peopleKey(env.PEOPLE_KEY));
}

function record(
  { sql, env }: Console,
  { link, asked, submission }: StepHandedIn,
  { did, whole }: Pick<StepSent, 'did' | 'whole'>,
): Promise<Recorded> {
  const { campaign, key, region: unit, contact } = link;
  const place = { campaign, key, unit, contact, via: 'form' as const, ...(submission !== undefined && { submission }) };
  const done = did.length > 0 && { did, people: peopleKey(env.PEOPLE_KEY) };
  if (whole) return completeList({ sql, by: null }, { ...place, ...done });
  const begun = asked.report === null;
  return report({ sql, by: null }, { ...place, ...done, begun, input: { nothing: false, figures: {} } });
}
