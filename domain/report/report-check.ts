import type { Field, Form } from '../campaign/definition/definition';
import type { FigureCode } from '../text/catalogue/figure';
import { type Problem, sentence } from '../text/refusal';
import { parseFigure } from './field-kinds';
import { DEFAULT_MAX_LENGTH, type Figures } from './report-figures';

/** A unit's input, not yet checked: figures by field id, as JSON values or as the strings of an HTML form. */
export interface ReportInput {
  /** Nothing to report (零报告). */
  nothing: boolean;
  figures: Record<string, unknown>;
}

export type CheckedReport = { ok: true; nothing: boolean; figures: Figures } | { ok: false; problems: Problem[] };

/** @returns the problem of a field, with its label and bounds. */
export const wrongIn = (field: Field, code: FigureCode): Problem => ({
  field: field.id,
  ...sentence(code, {
    label: field.label,
    min: field.min ?? 0,
    max: field.max ?? Number.MAX_SAFE_INTEGER,
    maxLength: field.maxLength ?? DEFAULT_MAX_LENGTH,
  }),
});

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Blank, zero and "no" do not contradict a report of nothing (零报告). */
const saysNothing = (field: Field, value: unknown): boolean => {
  if (isBlank(value)) return true;
  const figure = parseFigure(field, value);
  return figure.ok && (figure.value === 0 || figure.value === false);
};

/**
 * Checks a report against the form of the definition.
 * @param input money in yuan with at most two decimals, as number or string
 * @returns the figures to store (money in fen, without blank optional fields, empty for a report of nothing), or all
 *   problems, by field
 */
export function checkReport(form: Form, input: ReportInput): CheckedReport {
  const given = (field: Field): unknown =>
    Object.hasOwn(input.figures, field.id) ? input.figures[field.id] : undefined;
  const known = new Set(form.fields.map((field) => field.id));
  const problems = Object.keys(input.figures)
    .filter((id) => !known.has(id))
    .map((id): Problem => ({ field: id, ...sentence('unknown-field') }));

  if (input.nothing) {
    if (!form.nothingToReport) problems.push({ field: null, ...sentence('nothing-not-allowed') });
    else if (!form.fields.every((field) => saysNothing(field, given(field)))) {
      problems.push({ field: null, ...sentence('nothing-with-figures') });
    }
    return problems.length > 0 ? { ok: false, problems } : { ok: true, nothing: true, figures: {} };
  }

  const figures: Figures = {};
  for (const field of form.fields) {
    const value = given(field);
    if (isBlank(value)) {
      if (field.required) problems.push(wrongIn(field, 'required'));
      continue;
    }
    const figure = parseFigure(field, value);
    if (figure.ok) figures[field.id] = figure.value;
    else problems.push(wrongIn(field, figure.code));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, nothing: false, figures };
}
