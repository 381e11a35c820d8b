import type { Form } from '../campaign/definition/definition';
import type { CaseKind } from './case-kinds';
import { type CaseKinds, kindsOf, type WithCases } from './kinds-of';

/** A figure of a report that counts persons, each of whom is a case. */
export interface CountedCases {
  figure: string;
  kind: string;
}

/** @returns the figures of a form whose persons are cases, once a round has asked for it */
export const countedCases = ({ fields }: Pick<Form, 'fields'>): CountedCases[] =>
  fields.flatMap(({ id: figure, case: kind }) => (kind === undefined ? [] : [{ figure, kind }]));

/** @returns whether who reports answers cases of the kind: only such a figure opens them */
export const isOfUnit = ({ to, tagged }: Pick<CaseKind, 'to' | 'tagged'>): boolean => to === 'unit' && !tagged;

/** @returns the kinds of a campaign that a figure of a report may open */
export const countableKinds = (definition: WithCases): CaseKinds =>
  Object.fromEntries(Object.entries(kindsOf(definition)).filter(([, kind]) => isOfUnit(kind)));
