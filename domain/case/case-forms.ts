import type { Definition, Field, Form } from '../campaign/definition/definition';
import { isListForm } from '../list/list-asked';
import type { CaseKind } from './case-kinds';
import { kindsOf, type WithCases } from './kinds-of';

/** Id of the form in the rounds of a kind of case. */
export const caseFormId = (kind: string): string => `case-${kind}`;

/** Fields of that form. */
export const OUTCOME_FIELD = 'outcome';
export const REASON_FIELD = 'reason';

/** Longest reason of an answer, in characters. */
export const LONGEST_REASON = 300;

const REASONS: Field = {
  id: REASON_FIELD,
  label: { 'zh-CN': '理由或说明（不写姓名）', en: 'Reasons (no names)' },
  type: 'text',
  required: false,
  maxLength: LONGEST_REASON,
};

/** @returns the form, with one question: the outcome; and, where the kind wants them, a line for the reasons. */
export const caseForm = ({ title, question, outcomes, reason }: CaseKind): Form => ({
  name: title,
  fields: [
    {
      id: OUTCOME_FIELD,
      label: question,
      type: 'choice',
      required: true,
      choices: Object.entries(outcomes).map(([value, { name }]) => ({ value, label: name })),
    },
    ...(reason ? [REASONS] : []),
  ],
  nothingToReport: false,
});

/** @returns whether a form is made for a kind of case of the definition. */
const isCaseForm = (definition: WithCases, form: string): boolean =>
  Object.keys(kindsOf(definition)).some((kind) => caseFormId(kind) === form);

/** @returns whether a form is made, for a step of a list or for a kind of case, and not written by who plans. */
export const isMadeForm = (definition: WithCases, form: string): boolean =>
  isListForm(form) || isCaseForm(definition, form);

/** @returns the definition with the forms of its kinds of case; its own forms of the same name stay. */
export function withCaseForms(definition: Definition): Definition {
  const forms = Object.entries(kindsOf(definition)).map(([name, kind]) => [caseFormId(name), caseForm(kind)]);
  return forms.length === 0
    ? definition
    : { ...definition, forms: { ...Object.fromEntries(forms), ...definition.forms } };
}
