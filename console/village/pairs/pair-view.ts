import { randomUUID } from 'node:crypto';
import { type Language, say } from '../../../domain/campaign/definition/definition';
import { UNITS_OF } from '../../../domain/list/list-forms';
import { PERIOD_NAMES } from '../../../domain/list/list-names';
import { MONEY_FIGURES, PAIR_DEED_NAMES, type PairDeed, pairDeedKind } from '../../../domain/list/pairs/deed-kinds';
import { deedForm } from '../../../domain/list/pairs/deeds';
import { lacking, type MinimumMet } from '../../../domain/list/pairs/minima';
import type { DeedShown } from '../../../store/list/pairs/pair-deeds';
import type { PairSeen, PairsSeen } from '../../../store/list/pairs/unit-pairs';
import type { Asked } from '../../../store/round/asks';
import type { FieldTold } from '../../shell/problems';
import { fill, words } from '../../shell/words/words';
import { fieldView, headView, type Typed, tasksView } from '../form-view';
import type { TaskView } from '../task-view';

/** An ask for what helpers have done. */
export type PairAsk = Asked & { list: string; does: 'support' };

/** What the page of a unit's pairs is made of. */
export interface PairPage {
  asked: PairAsk;
  seen: PairsSeen;
  language: Language;
  tasks: readonly TaskView[];
  /** Id of the row whose page it is; without it, all pairs. */
  row?: string | undefined;
  typed?: Typed;
  problems?: readonly FieldTold[];
}

/** Names of the controls that are no fields of a deed. */
export const DEED = { id: 'deed-id', row: 'deed-row', kind: 'deed-kind', undo: 'deed-undo' } as const;

/** @returns the name of the control of a field: a page has the forms of all kinds */
export const controlOf = (kind: string, field: string): string => `${kind}-${field}`;

/** The page of pairs: all of a unit, or one with what was done and the forms of new deeds. */
export function pairView({ asked, seen, language, tasks, row, typed = {}, problems = [] }: PairPage) {
  const w = words[language];
  const chosen = seen.pairs.find((one) => one.seen.row === row);
  const severalPosts = new Set(seen.pairs.map(({ post }) => post)).size > 1;
  const view = (pair: PairSeen) => ({ ...onePair(pair, language), ...(severalPosts && { helper: helperOf(pair) }) });
  const forms = chosen ? PAIR_DEED_NAMES.map((kind) => formOf(kind, { language, typed, problems })) : [];
  const ids = new Set<string | null>(forms.flatMap(({ fields }) => fields.map(({ id }) => id)));
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    onward: chosen ? `&row=${chosen.seen.row}` : '',
    names: DEED,
    count: fill(w.pairsCount, { count: seen.pairs.length, unit: say(UNITS_OF.pair, language) }),
    below: fill(w.pairsBelow, { count: seen.pairs.filter(({ below }) => below).length }),
    receipt: seen.came?.receipt ?? null,
    whole: seen.came?.whole === true,
    completes: seen.completes,
    isEmpty: seen.pairs.every(({ entered }) => entered === 0),
    pairs: seen.pairs.map(view),
    chosen: chosen
      ? { ...view(chosen), deed: randomUUID(), deeds: seen.deeds.map((deed) => deedView(deed, language)) }
      : null,
    forms,
    problems: problems.filter(({ field }) => !ids.has(field)).map(({ message }) => message),
  };
}

const helperOf = ({ post, holder }: PairSeen): string => (holder === null ? post : `${post} ${holder}`);

function onePair({ seen, minima, below, entered }: PairSeen, language: Language) {
  const w = words[language];
  return {
    row: seen.row,
    shown: seen.shown,
    lastFour: seen.lastFour && fill(w.listLastFour, { lastFour: seen.lastFour }),
    place: seen.place,
    entered: entered > 0 ? fill(w.pairEntered, { count: entered }) : null,
    minima: minima.map((one) => minimumWords(one, language)),
    look: below ? 'calm' : 'done',
    isBelow: below,
  };
}

function minimumWords(minimum: MinimumMet, language: Language): string {
  const w = words[language];
  const { deed, done, times, per } = minimum;
  const missing = lacking(minimum);
  const values = {
    what: pairDeedKind(deed).figure.label[language],
    done,
    times,
    per: PERIOD_NAMES[per][language],
    missing,
  };
  return fill(missing > 0 ? w.pairLacks : w.pairHas, values);
}

function formOf(
  kind: PairDeed,
  { language, typed, problems }: { language: Language; typed: Typed; problems: readonly FieldTold[] },
) {
  const form = deedForm(kind);
  const fields = form.fields.map((field) => {
    const id = controlOf(kind, field.id);
    const problem = problems.find((one) => one.field === id)?.message ?? null;
    return fieldView({ ...field, id }, language, typed[id] ?? '', problem);
  });
  return { kind, name: say(form.name, language), fields, isOpen: typed[DEED.kind] === kind };
}

function deedView({ deed, kind, on, way, what, times, cash, goods }: DeedShown, language: Language) {
  const w = words[language];
  const { name, ways } = pairDeedKind(kind);
  const yuan = Object.entries({ cash, goods }).flatMap(([id, fen]) =>
    fen ? [fill(w.pairYuan, { what: MONEY_FIGURES[id as 'cash' | 'goods'][language], yuan: fen / 100 })] : [],
  );
  const said = [way && ways?.[way]?.[language], times > 1 && fill(w.pairTimes, { count: times }), ...yuan, what];
  return { deed, on, name: name[language], said: said.filter(Boolean).join(' · ') };
}
