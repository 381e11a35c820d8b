import type { Form } from '../campaign/definition/definition';
import type { CaseKind } from './case-kinds';

/** Id of the form in the rounds of a kind of case. */
export const caseFormId = (kind: string): string => `case-${kind}`;

/** Field of that form. */
export const OUTCOME_FIELD = 'outcome';

/** @returns the form, with one question: the outcome. */
export const caseForm = ({ title, question, outcomes }: CaseKind): Form => ({
  name: title,
  fields: [
    {
      id: OUTCOME_FIELD,
      label: question,
      type: 'choice',
      required: true,
      choices: Object.entries(outcomes).map(([value, { name }]) => ({ value, label: name })),
    },
  ],
  nothingToReport: false,
});
