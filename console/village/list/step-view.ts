import { type Language, say } from '../../../domain/campaign/definition/definition';
import { UNITS_OF } from '../../../domain/list/list-forms';
import { OUT_NAMES } from '../../../domain/list/list-names';
import { type OutReason, rowAfter } from '../../../domain/list/row-life';
import { type Step, stepKind } from '../../../domain/list/steps';
import type { RowSeen, StepSeen } from '../../../store/list/unit-rows';
import type { Asked } from '../../../store/round/asks';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { headView, tasksView } from '../form-view';
import type { TaskView } from '../task-view';
import { rowView } from './row-view';

/** An ask to do a step with rows that others have proposed. */
export type StepAsk = Asked & { list: string; does: Step };

/** What the page of a step is made of. */
export interface StepPage {
  asked: StepAsk;
  seen: StepSeen;
  language: Language;
  tasks: readonly TaskView[];
  /** Id of the row whose page it is; without it, all rows. */
  row?: string | undefined;
  typed?: Readonly<Record<string, string>>;
  problems?: readonly FieldTold[];
}

/** Why a unit takes a row off the list in the course of its step; the other reasons are of offices. */
const REASONS: readonly OutReason[] = ['not-eligible', 'not-found', 'moved', 'deceased', 'no-consent', 'duplicate'];

/** The page of a step: the rows that wait for it, and those with which it is done. */
export function stepView({ asked, seen, language, tasks, row, typed = {}, problems = [] }: StepPage) {
  const w = words[language];
  const { name, past } = stepKind(asked.does);
  const unit = say(UNITS_OF[seen.list.of], language);
  const view = (one: RowSeen) => ({ ...rowView(seen, one, language), place: one.place, version: one.version });
  const chosen = seen.todo.find((one) => one.row === row);
  const severalPlaces = new Set(seen.todo.map(({ place }) => place)).size > 1;
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    onward: chosen ? `&row=${chosen.row}` : '',
    step: name[language],
    past: past[language],
    unitWord: unit,
    severalPlaces,
    waiting: fill(w.stepWaiting, { count: seen.waiting, unit, step: name[language] }),
    hidden: seen.waiting - seen.todo.length,
    receipt: seen.came?.receipt ?? null,
    whole: seen.came?.whole === true,
    todo: seen.todo.map(view),
    acted: seen.past.map(view),
    chosen: chosen ? { ...view(chosen), ...waysOut(seen, chosen, language), reason: typed['row-reason'] ?? '' } : null,
    problems: problems.map(({ message }) => message),
  };
}

/** What else than the step can be done with a row: to return it, or to take it off the list. */
function waysOut({ list }: StepSeen, row: RowSeen, language: Language) {
  const allows = (act: Parameters<typeof rowAfter>[1]) => !('refused' in rowAfter(row, act, list));
  const reasons = allows({ act: 'remove', because: 'moved' }) ? REASONS : [];
  return {
    returns: allows({ act: 'return' }),
    reasons: reasons.map((because) => ({ value: because, label: OUT_NAMES[because][language] })),
  };
}
