import type { Field, Form, Language } from '../definition/definition';
import { type Figures, parseFigure } from './report-figures';
import { type ProblemCode, problemText } from './report-problems';

/** What a unit hands in, not yet trusted: figures by field id, as JSON values or as the strings of an HTML form. */
export interface ReportInput {
  /** Nothing to report (零报告). */
  nothing: boolean;
  figures: Record<string, unknown>;
}

export interface FieldProblem {
  /** Id of the field; null when it is about the report as a whole. */
  field: string | null;
  code: ProblemCode;
  /** One sentence for whoever filled the form. */
  message: string;
}

export type CheckedReport = { ok: true; nothing: boolean; figures: Figures } | { ok: false; problems: FieldProblem[] };

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Blank, zero and "no" do not contradict a report that there is nothing to report. */
const saysNothing = (field: Field, value: unknown): boolean => {
  if (isBlank(value)) return true;
  const figure = parseFigure(field, value);
  return figure.ok && (figure.value === 0 || figure.value === false);
};

/**
 * Checks a report against the form of the definition.
 * @param input money in yuan with at most two decimals, as number or string
 * @param language of the problems' sentences
 * @returns the figures as they are stored (money in fen, blank optional fields left out, none at all when there is
 *   nothing to report), or every problem at once, by field
 */
export function checkReport(form: Form, input: ReportInput, language: Language): CheckedReport {
  const given = (field: Field): unknown =>
    Object.hasOwn(input.figures, field.id) ? input.figures[field.id] : undefined;
  const problem = (code: ProblemCode, field?: Field): FieldProblem => ({
    field: field?.id ?? null,
    code,
    message: problemText(code, language, field),
  });

  const known = new Set(form.fields.map((field) => field.id));
  const problems = Object.keys(input.figures)
    .filter((id) => !known.has(id))
    .map((id): FieldProblem => ({ ...problem('unknown-field'), field: id }));

  if (input.nothing) {
    if (!form.nothingToReport) problems.push(problem('nothing-not-allowed'));
    else if (!form.fields.every((field) => saysNothing(field, given(field)))) {
      problems.push(problem('nothing-with-figures'));
    }
    return problems.length > 0 ? { ok: false, problems } : { ok: true, nothing: true, figures: {} };
  }

  const figures: Figures = {};
  for (const field of form.fields) {
    const value = given(field);
    if (isBlank(value)) {
      if (field.required) problems.push(problem('required', field));
      continue;
    }
    const figure = parseFigure(field, value);
    if (figure.ok) figures[field.id] = figure.value;
    else problems.push(problem(figure.code, field));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, nothing: false, figures };
}
