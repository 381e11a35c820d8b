import { type Field, type Language, say } from '../../../domain/campaign/definition/definition';
import { epochMs } from '../../../domain/instant';
import { UNITS_OF } from '../../../domain/list/list-forms';
import { OUT_NAMES } from '../../../domain/list/list-names';
import { type OutReason, rowAfter } from '../../../domain/list/row-life';
import { type Step, stepKind } from '../../../domain/list/steps';
import { MEETING_FIELDS, VOTE_FIELDS } from '../../../domain/list/votes';
import { type Problem, tellIn } from '../../../domain/text/refusal';
import type { RowSeen } from '../../../store/list/unit/rows-seen';
import type { StepSeen } from '../../../store/list/unit/step-of-unit';
import type { Asked } from '../../../store/round/asks';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { fieldView, headView, type Typed, tasksView } from '../form-view';
import type { TaskView } from '../task-view';
import { deliveryView, dueView, missedChoices } from './delivery-view';
import { type Paging, pagingView } from './paging';
import { rowView } from './row-view';
import { ofOne, ofRow, STEP, TOLD_FIELD } from './step-sent';

/** An ask to do a step with rows that others have proposed. */
export type StepAsk = Asked & { list: string; does: Step };

/** A row that was not taken. */
export interface RefusedRow {
  row: string;
  problems: readonly Problem[];
}

/** What the page of a step is made of. */
export interface StepPage {
  asked: StepAsk;
  seen: StepSeen;
  language: Language;
  tasks: readonly TaskView[];
  /** Id of the row whose page it is; without it, all rows. */
  row?: string | undefined;
  typed?: Typed;
  /** Ids of the rows that were chosen among many. */
  chosen?: readonly string[];
  problems?: readonly FieldTold[];
  refused?: readonly RefusedRow[];
  paging?: Paging;
}

/** Why a unit takes a row off the list in the course of its step; the other reasons are of offices. */
const REASONS: readonly OutReason[] = ['not-eligible', 'not-found', 'moved', 'deceased', 'no-consent', 'duplicate'];

/** The page of a step: the rows that wait for it, and those with which it is done. */
export function stepView(page: StepPage) {
  const { asked, seen, language, tasks, row, typed = {}, chosen: ticked = [], problems = [], paging = {} } = page;
  const w = words[language];
  const { name, past } = stepKind(asked.does);
  const unit = say(UNITS_OF[seen.list.of], language);
  const { chosen } = seen;
  const severalPlaces = new Set(seen.todo.map(({ place }) => place)).size > 1;
  const delivers = asked.does === 'deliver';
  const view = (one: RowSeen) => ({
    ...rowView(seen, one, language),
    ...dueView(seen, one.row, language),
    ...{ place: one.place, version: one.version },
  });
  const votes = asked.does === 'appraise' ? VOTE_FIELDS : [];
  const todo = seen.todo.map((one) => ({
    ...view(one),
    ticked: ticked.includes(one.row),
    votes: votes.map(({ id, label }) => {
      const name = ofRow(id, one.row);
      return { name, id, label: say(label, language), value: typed[name] ?? '' };
    }),
  }));
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    ...pagingView(paging, { next: seen.next, many: seen.waiting > seen.todo.length }),
    onward: chosen ? `&row=${chosen.row}` : paging.after === undefined ? '' : `&after=${paging.after}`,
    keepUntil: keepUntil(asked),
    step: name[language],
    past: past[language],
    unitWord: unit,
    severalPlaces,
    waiting: fill(w.stepWaiting, { count: seen.waiting, unit, step: name[language] }),
    receipt: seen.came?.receipt ?? null,
    whole: seen.came?.whole === true,
    todo,
    actedCount: fill(w.stepActed, { count: seen.acted, unit }),
    acted: seen.past.map(view),
    chosen: row !== undefined && chosen ? view(chosen) : null,
    delivery: delivers ? deliveryView({ seen, language, typed, problems }) : null,
    next: fill(w.giveNext, { count: '{count}', unit }),
    nextOne: fill(w.giveNext, { count: 1, unit }),
    says: asked.does === 'tell' && seen.list.tell ? say(seen.list.tell.says, language) : null,
    ...waysOut(seen, language, asked.does),
    because: typed[STEP.because] ?? '',
    reason: typed[STEP.reason] ?? '',
    helps: delivers
      ? (seen.list.helps ?? []).map(({ value, label }) => {
          const name = `${STEP.help}${value}`;
          return { name, label: say(label, language), ticked: typed[name] !== undefined };
        })
      : [],
    ...proofFields(page, typed),
    // Each row that was not taken is named, with the reason.
    problems: [...refusedRows(page, view), ...problems.map(({ message }) => message)],
  };
}

/** Until when a phone may keep the rows of the page without asking again, in ms on its own clock. */
const keepUntil = ({ locksAt, now }: Asked): number =>
  Date.now() + Math.min(MOST_KEPT_MS, Math.max(0, epochMs(locksAt) - epochMs(now)));

/** A phone that nobody uses any more forgets the rows after this time, whatever the round. */
const MOST_KEPT_MS = 60 * 86_400_000;

/** The fields of the meeting and the photo: those of the form for many rows, and those of the form for one. */
function proofFields({ asked, seen, language }: StepPage, typed: Typed) {
  const w = words[language];
  const appraises = asked.does === 'appraise';
  const label = appraises ? w.stepMinutes : asked.does === 'deliver' ? w.stepSheet : w.stepPhoto;
  const proof: Field = { id: STEP.proof, label: { 'zh-CN': label, en: label }, type: 'photo', required: false };
  const ofOneLabel = asked.does === 'deliver' ? w.doorPhoto : label;
  const meeting = appraises ? MEETING_FIELDS : asked.does === 'tell' ? [TOLD_FIELD] : [];
  const known = (id: string) => String(seen.meeting[id] ?? '');
  const view = (field: Field, id: string, value: string) => fieldView({ ...field, id }, language, value, null);
  return {
    meetingFields: meeting.map((field) => view(field, field.id, typed[field.id] ?? known(field.id))),
    proof: view(proof, proof.id, ''),
    oneFields: [
      ...meeting.map((field) => view(field, ofOne(field.id), typed[ofOne(field.id)] ?? known(field.id))),
      ...(appraises ? VOTE_FIELDS : []).map((field) => view(field, ofOne(field.id), typed[ofOne(field.id)] ?? '')),
      view({ ...proof, label: { 'zh-CN': ofOneLabel, en: ofOneLabel } }, ofOne(proof.id), ''),
    ],
  };
}

/** What else than the step can be done with a row that waits for it: to return it, or to take it off the list. */
function waysOut({ list, todo, chosen }: StepSeen, language: Language, does: Step) {
  const any = chosen ?? todo[0];
  const allows = (act: Parameters<typeof rowAfter>[1]) => any && !('refused' in rowAfter(any, act, list));
  const reasons = allows({ act: 'remove', because: 'moved' }) ? REASONS : [];
  return {
    // Who is told was approved: only offices return it.
    returns: does !== 'tell' && allows({ act: 'return' }) === true,
    reasons: [
      ...(does === 'deliver' && any ? missedChoices(language) : []),
      ...(does === 'tell' && any ? missedChoices(language, ['unreached']) : []),
      ...reasons.map((because) => ({
        value: because,
        label: fill(words[language].rowOut, { reason: OUT_NAMES[because][language] }),
      })),
    ],
  };
}

function refusedRows(
  { seen, refused = [], language }: StepPage,
  view: (row: RowSeen) => { shown: string; lastFour: string | null },
): string[] {
  const named = new Map(seen.named.map((row) => [row.row, view(row)]));
  return refused.map(({ row, problems }) => {
    const { shown = '', lastFour = null } = named.get(row) ?? {};
    const who = [shown, lastFour].filter(Boolean).join(' ');
    const why = problems.map((problem) => tellIn(language, problem)).join(' ');
    return who === '' ? why : `${who}：${why}`;
  });
}
