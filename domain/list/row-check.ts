import type { Day } from '../campaign/calendar/days';
import type { Field, Form } from '../campaign/definition/definition';
import { readIdNumber } from '../people/id-number';
import { NO_ID, type NoId } from '../people/person';
import { checkReport } from '../report/report-check';
import { DEFAULT_MAX_LENGTH, type Figures } from '../report/report-figures';
import { printable } from '../text/printable';
import { type Problem, sentence } from '../text/refusal';
import type { ListDefinition } from './list-definition';
import type { Personal } from './personal';

/** One row as a unit sends it, not yet checked. */
export interface RowSent {
  /** Made by the sender (UUID): the same row sent twice is one. */
  row: string;
  /** The version that the sender saw; left out for a new row. */
  version?: number | undefined;
  category?: string | undefined;
  /** Answers by field id, personal ones too, as JSON values or as the strings of an HTML form. */
  figures: Record<string, unknown>;
  /** Why the person has no ID number. */
  noId?: string | undefined;
  /** The person knows of it and agrees. */
  consent?: boolean | undefined;
  /** A correction by somebody who does not see the personal answers: those left empty stay as they are. */
  keeps?: boolean | undefined;
  /** Of a list on paper: the number of the sheet on which it stands. */
  sheet?: number | undefined;
}

/** What is sealed of a row. */
export type PersonalAnswers = Partial<Record<Personal, string>> & { name: string };

/** A checked row: what is open, and what is sealed. */
export interface RowChecked {
  row: string;
  version: number | null;
  category: string;
  heads: number;
  figures: Figures;
  personal: PersonalAnswers;
  born: Day | null;
  noId: NoId | null;
}

export type CheckedRow = { ok: true; row: RowChecked } | { ok: false; problems: Problem[] };

/** @returns the row with the personal answers that its sender left empty, as they are stored */
export const withKept = (form: Form, sent: RowSent, known: Partial<PersonalAnswers>): RowSent => {
  const kept = form.fields.flatMap(({ id, personal }) => {
    const typed = sent.figures[id];
    const stored = personal && known[personal];
    return stored !== undefined && (typed === undefined || typed === '') ? [[id, stored]] : [];
  });
  return { ...sent, figures: { ...sent.figures, ...Object.fromEntries(kept) } };
};

/** The list, the form of its rows, and the day of the check: nobody is born later. */
export interface RowCheck {
  list: Pick<ListDefinition, 'categories' | 'heads' | 'consent'>;
  form: Form;
  today: Day;
}

/** @returns the row to store, or all its problems by field (`category`, `consent` and the fields of the form). */
export function checkRow({ list, form, today }: RowCheck, sent: RowSent): CheckedRow {
  const problems: Problem[] = [];
  const open = checkOpenAnswers(form, sent.figures);
  if (!open.ok) problems.push(...open.problems);
  const personal = checkPersonal(form, sent, today);
  problems.push(...personal.problems);
  const category = sent.category ?? (list.categories.length === 1 ? list.categories[0] : undefined);
  if (category === undefined || !list.categories.includes(category))
    problems.push({ field: 'category', ...sentence('row-category') });
  if (list.consent === 'required' && sent.consent !== true)
    problems.push({ field: 'consent', ...sentence('row-consent') });
  if (problems.length > 0 || !open.ok || category === undefined) return { ok: false, problems };
  const { figures } = open;
  const heads = list.heads === undefined ? 1 : Number(figures[list.heads] ?? 1);
  const { answers, born, noId } = personal;
  const row = { row: sent.row, version: sent.version ?? null, category, heads, figures, born, noId };
  return { ok: true, row: { ...row, personal: { ...answers, name: answers.name ?? '' } } };
}

const isPersonal = ({ personal }: Field): boolean => personal !== undefined;

/** The answers that are nobody's secret are checked like a report. */
function checkOpenAnswers(form: Form, figures: Record<string, unknown>) {
  const sealed = new Set(form.fields.filter(isPersonal).map(({ id }) => id));
  const open = { ...form, nothingToReport: false, fields: form.fields.filter((field) => !isPersonal(field)) };
  const given = Object.fromEntries(Object.entries(figures).filter(([id]) => !sealed.has(id)));
  return checkReport(open, { nothing: false, figures: given });
}

interface PersonalChecked {
  answers: Partial<PersonalAnswers>;
  born: Day | null;
  noId: NoId | null;
  problems: Problem[];
}

/** No problem repeats what was typed: it may stand in a log, or on another person's screen. */
function checkPersonal(form: Form, { figures, noId }: RowSent, today: Day): PersonalChecked {
  const checked: PersonalChecked = { answers: {}, born: null, noId: null, problems: [] };
  for (const field of form.fields) {
    const { personal: kind, id, label } = field;
    if (kind === undefined) continue;
    const value = Object.hasOwn(figures, id) ? figures[id] : undefined;
    const typed = typeof value === 'string' ? printable(value) : '';
    const refuse = (said: ReturnType<typeof sentence>) => checked.problems.push({ field: id, ...said });
    if (value !== undefined && value !== null && typeof value !== 'string')
      refuse(kind === 'id-number' ? sentence('id-damaged') : sentence('not-a-text', { label }));
    else if (typed === '') {
      if (kind === 'id-number' && noId !== undefined && Object.hasOwn(NO_ID, noId)) checked.noId = noId as NoId;
      else if (kind === 'id-number' && field.required) refuse(sentence('id-or-reason'));
      else if (field.required) refuse(sentence('required', { label }));
    } else if (typed.length > (field.maxLength ?? DEFAULT_MAX_LENGTH))
      refuse(sentence('too-long', { label, maxLength: field.maxLength ?? DEFAULT_MAX_LENGTH }));
    else if (kind === 'id-number') {
      const read = readIdNumber(typed, today);
      if ('problem' in read) refuse(sentence(read.problem));
      else Object.assign(checked, { born: read.born, answers: { ...checked.answers, [kind]: read.number } });
    } else if (kind === 'phone' && !isPhone(typed)) refuse(sentence('not-a-phone', { label }));
    else checked.answers[kind] = typed;
  }
  return checked;
}

/** A mobile number, or a line with its area code. */
const isPhone = (typed: string): boolean => /^\+?\d{7,15}$/.test(typed.normalize('NFKC').replace(/[\s-]/g, ''));
