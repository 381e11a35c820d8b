import type { Env } from '../../config/env';
import { type Field, type Form, type Language, say } from '../../domain/campaign/definition/definition';
import { type FieldKind, kindOf, unitOf } from '../../domain/report/field-kinds';
import { wrongIn } from '../../domain/report/report-check';
import type { Figures } from '../../domain/report/report-figures';
import type { FigureCode } from '../../domain/text/catalogue/figure';
import { tellIn } from '../../domain/text/refusal';
import { HAZARD_NAMES, warningTitle } from '../../domain/warning/alert/titles';
import type { Asked, AskedWarning } from '../../store/round/asks';
import type { FieldTold } from '../shell/problems';
import { words } from '../shell/words/words';
import { dueInWords } from './due-words';
import { figureLines, showDeadline, showInstant, toInput } from './format';
import { listView, type TaskView } from './task-view';

/** The form's privacy notice (PIPL, Art. 17); a missing setting is taken from the campaign. */
export interface PrivacyNotice {
  organisation: string | undefined;
  /** The office for questions about personal data. */
  contact: string | undefined;
  keepDays: number;
}

/** @returns the notice from the settings. */
export const privacyNotice = ({
  PRIVACY_ORGANISATION,
  PRIVACY_CONTACT,
  KEEP_DAYS,
}: Pick<Env, 'PRIVACY_ORGANISATION' | 'PRIVACY_CONTACT' | 'KEEP_DAYS'>): PrivacyNotice => ({
  organisation: PRIVACY_ORGANISATION,
  contact: PRIVACY_CONTACT,
  keepDays: KEEP_DAYS,
});

/** The typed values by field id, as a form sends them. */
export type Typed = Record<string, string>;

/** Up to this many choices are shown as large buttons; more would push the rest of the form off a phone's screen. */
const MOST_BUTTONS = 5;

/** Data that a person must not put into a free field. */
const FORBIDDEN = { names: 'noNames', faces: 'noFaces' } as const;

/** The controls with a type of input of the browser's own. */
const OWN_INPUTS: readonly FieldKind['control'][] = ['date', 'month'];

const choicesOf = (field: Field, language: Language): { value: string; label: string }[] =>
  field.type === 'yes-no'
    ? [
        { value: 'yes', label: words[language].yes },
        { value: 'no', label: words[language].no },
      ]
    : (field.choices ?? []).map(({ value, label }) => ({ value, label: say(label, language) }));

const hasButtons = (field: Field): boolean =>
  kindOf(field.type).control === 'choice' && (field.choices?.length ?? 0) <= MOST_BUTTONS;

/**
 * The only required field, when it has few choices: each choice is a button that sends the form, so that "known", "on
 * the way" and "done" need one tap.
 */
export function decisiveField({ fields }: Pick<Form, 'fields'>): Field | null {
  const required = fields.filter((field) => field.required);
  const [only] = required;
  return required.length === 1 && only && hasButtons(only) ? only : null;
}

function controlOf(field: Field): string {
  const { control } = kindOf(field.type);
  if (control !== 'choice') return control;
  return hasButtons(field) ? 'buttons' : 'list';
}

/** The view of a field, with the value typed before. */
export function fieldView(field: Field, language: Language, typed: string, problem: string | null) {
  const { control, keyboard, mayHold } = kindOf(field.type);
  const choices = choicesOf(field, language).map((choice) => ({ ...choice, chosen: choice.value === typed }));
  const unit = unitOf(field);
  return {
    id: field.id,
    label: say(field.label, language),
    unit: unit ? say(unit, language) : null,
    hint: field.hint ? say(field.hint, language) : null,
    privacy: mayHold ? words[language][FORBIDDEN[mayHold]] : null,
    required: field.required,
    control: controlOf(field),
    personal: field.personal ?? null,
    input: OWN_INPUTS.includes(control) ? control : 'text',
    keyboard: keyboard ?? 'text',
    value: typed,
    choices,
    problem,
    wrong: wrongWords(field, language),
  };
}

/** What the page says by itself before anything is sent: without a network nobody else would say it until evening. */
function wrongWords(field: Field, language: Language) {
  const { type, min, max } = field;
  const told = (code: FigureCode) => tellIn(language, wrongIn(field, code));
  const isNumber = kindOf(type).decimals !== undefined;
  return {
    required: told('required'),
    small: isNumber && min !== undefined ? { bound: min, says: told('too-small') } : null,
    large: isNumber && max !== undefined ? { bound: max, says: told('too-large') } : null,
  };
}

/** @returns a stored figure as a form sends it */
export const typedFigure = (field: Field, figures: Figures): string => {
  const figure = figures[field.id];
  if (figure === undefined) return '';
  if (typeof figure === 'boolean') return figure ? 'yes' : 'no';
  return String(toInput(field, figure));
};

/**
 * @returns the last report as typed values: to correct it, also when it was returned, the contact need not type it
 *   again.
 */
export const typedReport = ({ form, figures }: Pick<Asked, 'form' | 'figures'>): Typed =>
  Object.fromEntries(form.fields.map((field) => [field.id, typedFigure(field, figures)]));

/** The head of every page of a link. */
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
    superiorPhone: asked.superiorPhone,
    opens: showInstant(asked.opensAt, reader),
    due: showDeadline(asked.dueAt, reader),
    dueWords: dueInWords(asked.dueAt, asked.now, reader),
    lock: showDeadline(asked.locksAt, reader),
    isLate: asked.now >= asked.dueAt,
    returnedBecause: asked.returnedBecause,
    report: asked.report && { ...asked.report, at: showInstant(asked.report.reportedAt, reader) },
  };
}

/** The unit's other tasks: shown when there are more than the page's own. */
export const tasksView = (tasks: readonly TaskView[]) => ({
  ...listView(tasks),
  tasks: tasks.length > 1 ? tasks : [],
  address: tasks.find(({ here }) => here)?.address ?? '',
});

/** The privacy notice as a page shows it. */
export const privacyView = (asked: Asked, privacy: PrivacyNotice, language: Language) => ({
  organisation: privacy.organisation ?? say(asked.organisation, language),
  contact: privacy.contact ?? asked.superior ?? say(asked.organisation, language),
  keepDays: privacy.keepDays,
});

interface Attempt {
  privacy: PrivacyNotice;
  tasks: readonly TaskView[];
  typed?: Typed;
  problems?: readonly FieldTold[];
}

/** The form: empty, with the present report, or with the typed values and their errors. */
export function formView(asked: Asked, language: Language, { privacy, tasks, typed, problems = [] }: Attempt) {
  const values = typed ?? typedReport(asked);
  const ids = new Set<string | null>(asked.form.fields.map(({ id }) => id));
  const problemOf = (id: string) => problems.find(({ field }) => field === id)?.message ?? null;
  const view = (field: Field) => fieldView(field, language, values[field.id] ?? '', problemOf(field.id));
  const decisive = decisiveField(asked.form);
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    privacy: privacyView(asked, privacy, language),
    fields: asked.form.fields.filter((field) => field !== decisive).map(view),
    // A returned answer does not count, so no button is marked.
    decisive:
      decisive &&
      fieldView(
        decisive,
        language,
        asked.returnedBecause === null ? (values[decisive.id] ?? '') : '',
        problemOf(decisive.id),
      ),
    hasPhotos: asked.form.fields.some(({ type }) => type === 'photo'),
    nothingToReport: asked.form.nothingToReport,
    problems: problems.length,
    whole: problems.filter(({ field }) => !ids.has(field)).map(({ message }) => message),
    warning: asked.warning && warningView(asked.warning, { zone: asked.zone, language }),
    /** The contact typed a value and chose "nothing to report": the form asks once more, without the value. */
    confirmNothing: problems.some(({ code }) => code === 'nothing-with-figures'),
  };
}

/** What the warning says, and what is to be done first. */
function warningView(
  { hazard, colour, headline, endsAt, households }: AskedWarning,
  reader: { zone: string; language: Language },
) {
  const { language } = reader;
  const w = words[language];
  return {
    colour: colour ?? 'none',
    title: colour === null ? HAZARD_NAMES[hazard][language] : warningTitle(hazard, colour)[language],
    headline,
    until: endsAt && showInstant(endsAt, reader),
    advice: [
      ...(households ? [w.visitFirst.replace('{households}', String(households))] : []),
      w.adviceHeating,
      w.adviceOutdoors,
      w.adviceSend,
    ],
  };
}

/** The page with the receipt of a report. */
export function receiptView(
  asked: Asked,
  language: Language,
  { repeated, tasks }: { repeated: boolean; tasks: readonly TaskView[] },
) {
  const figures = asked.report?.figures ?? {};
  return {
    ...headView(asked, language),
    ...tasksView(tasks),
    repeated,
    content: figureLines(asked.form, figures, language),
  };
}
