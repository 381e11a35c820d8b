import { type Field, type Language, say } from '../domain/definition/definition';
import type { FieldProblem, Figures } from '../domain/report/report-check';
import type { Asked } from '../register/asked';
import { showDeadline, showFigure, showInstant, toInput } from './format';
import { words } from './words';

/** What was typed, by field id, as a form sends it. */
export type Typed = Record<string, string>;

/** Up to this many choices are shown as large buttons; more would push the rest of the form off a phone's screen. */
const MOST_BUTTONS = 5;

const KEYBOARD: Partial<Record<Field['type'], string>> = { integer: 'numeric', money: 'decimal' };

const choicesOf = (field: Field, language: Language): { value: string; label: string }[] =>
  field.type === 'yes-no'
    ? [
        { value: 'yes', label: words[language].yes },
        { value: 'no', label: words[language].no },
      ]
    : (field.choices ?? []).map(({ value, label }) => ({ value, label: say(label, language) }));

const controlOf = (field: Field, choices: number): string => {
  if (field.type === 'yes-no' || field.type === 'choice') return choices <= MOST_BUTTONS ? 'buttons' : 'list';
  return field.type === 'text' ? 'lines' : field.type === 'date' ? 'date' : 'line';
};

function fieldView(field: Field, language: Language, typed: string, problem: string | null) {
  const choices = choicesOf(field, language).map((choice) => ({ ...choice, chosen: choice.value === typed }));
  return {
    id: field.id,
    label: say(field.label, language),
    unit: field.unit ? say(field.unit, language) : null,
    hint: field.hint ? say(field.hint, language) : null,
    required: field.required,
    control: controlOf(field, choices.length),
    keyboard: KEYBOARD[field.type] ?? 'text',
    value: typed,
    choices,
    problem,
  };
}

const typedFigure = (field: Field, figures: Figures): string => {
  const figure = figures[field.id];
  if (figure === undefined) return '';
  if (typeof figure === 'boolean') return figure ? 'yes' : 'no';
  return String(toInput(field, figure));
};

/** @returns the present report as it would be typed. */
export const typedReport = ({ form, report }: Asked): Typed =>
  Object.fromEntries(form.fields.map((field) => [field.id, typedFigure(field, report?.figures ?? {})]));

/** What every page of a link shows at its head. */
export function headView(asked: Asked, language: Language) {
  const reader = { zone: asked.zone, language };
  return {
    w: words[language],
    organisation: say(asked.organisation, language),
    campaign: say(asked.title, language),
    stage: say(asked.stage, language),
    form: say(asked.form.name, language),
    region: asked.region.name,
    superior: asked.superior,
    opens: showInstant(asked.opensAt, reader),
    due: showDeadline(asked.dueAt, reader),
    lock: showDeadline(asked.locksAt, reader),
    isLate: asked.now >= asked.dueAt,
    returnedBecause: asked.returnedBecause,
    report: asked.report && { ...asked.report, at: showInstant(asked.report.reportedAt, reader) },
  };
}

/** The form, empty, with the present report, or with what was typed and what is wrong with it. */
export function formView(asked: Asked, language: Language, attempt?: { typed: Typed; problems: FieldProblem[] }) {
  const typed = attempt?.typed ?? typedReport(asked);
  const problems = attempt?.problems ?? [];
  const ids = new Set<string | null>(asked.form.fields.map(({ id }) => id));
  const problemOf = (id: string) => problems.find(({ field }) => field === id)?.message ?? null;
  return {
    ...headView(asked, language),
    fields: asked.form.fields.map((field) => fieldView(field, language, typed[field.id] ?? '', problemOf(field.id))),
    nothingToReport: asked.form.nothingToReport,
    problems: problems.length,
    whole: problems.filter(({ field }) => !ids.has(field)).map(({ message }) => message),
    /** Typed something and chose "nothing to report": asked once more, without what was typed. */
    confirmNothing: problems.some(({ code }) => code === 'nothing-with-figures'),
  };
}

/** The page that says the report has arrived. */
export function receiptView(asked: Asked, language: Language, { repeated }: { repeated: boolean }) {
  const figures = asked.report?.figures ?? {};
  return {
    ...headView(asked, language),
    repeated,
    content: asked.form.fields
      .filter((field) => figures[field.id] !== undefined)
      .map((field) => ({ label: say(field.label, language), value: showFigure(field, figures[field.id], language) })),
  };
}
