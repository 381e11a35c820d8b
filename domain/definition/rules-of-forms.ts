import type { Definition, Field } from './definition';
import type { Finding } from './definition-problems';
import { COUNTED_IN, isNumber } from './field-types';
import { repeated, unknown } from './rules-of-references';

/** @returns fields that nobody could fill in, or whose figures nobody could count. */
export function formFindings({ forms, standards }: Definition): Finding[] {
  const categories = standards.map(({ category }) => category);
  return Object.entries(forms).flatMap(([name, { fields, bySms }]) => [
    ...repeated(fields, 'id', ['forms', name, 'fields']),
    ...(bySms ? bySmsFindings(fields, bySms, ['forms', name, 'bySms']) : []),
    ...fields.flatMap((field, index) => {
      const path = ['forms', name, 'fields', index];
      return [...choiceFindings(field, path), ...boundFindings(field, path), ...countFindings(field, categories, path)];
    }),
  ]);
}

/** A report by SMS has to be a whole one, of numbers alone. */
function bySmsFindings(fields: Field[], bySms: string[], path: PropertyKey[]): Finding[] {
  const numbers = fields.filter(({ type }) => isNumber(type)).map(({ id }) => id);
  const missing = fields.filter(({ id, required }) => required && !bySms.includes(id)).map(({ id }) => id);
  return [
    ...bySms.flatMap((id, index) => unknown('number field', id, numbers, [...path, index])),
    ...(missing.length === 0
      ? []
      : [
          {
            path,
            allowed: `all required fields: ${missing.join(', ')}`,
            message: 'a report by SMS would lack what is required',
          },
        ]),
  ];
}

function choiceFindings({ type, choices }: Field, path: PropertyKey[]): Finding[] {
  if (type === 'choice') {
    if (!choices?.length)
      return [
        { path, found: 'no choices', allowed: 'a list "choices"', message: 'a field of type "choice" needs choices' },
      ];
    return repeated(choices, 'value', [...path, 'choices']);
  }
  return choices ? [onlyFor('choices', 'choice', path)] : [];
}

function boundFindings({ type, min, max, maxLength }: Field, path: PropertyKey[]): Finding[] {
  const findings: Finding[] = [];
  if (!isNumber(type) && min !== undefined) findings.push(onlyFor('min', 'integer or money', path));
  if (!isNumber(type) && max !== undefined) findings.push(onlyFor('max', 'integer or money', path));
  if (type !== 'text' && maxLength !== undefined) findings.push(onlyFor('maxLength', 'text', path));
  if (min !== undefined && max !== undefined && min > max) {
    findings.push({
      path: [...path, 'max'],
      allowed: `at least ${min}, the field's min`,
      message: 'max is less than min: no number would be accepted',
    });
  }
  return findings;
}

const onlyFor = (key: string, types: string, path: PropertyKey[]): Finding => ({
  path: [...path, key],
  allowed: `a field of type ${types}`,
  message: `"${key}" means nothing for this type of field`,
  atKey: true,
});

function countFindings({ type, counts }: Field, categories: string[], path: PropertyKey[]): Finding[] {
  if (!counts) return [];
  const types = COUNTED_IN[counts.what];
  const findings = unknown('category of the standards', counts.category, categories, [...path, 'counts', 'category']);
  if (!types.includes(type)) {
    const allowed = `a field of type ${types.join(' or ')}`;
    findings.push({
      path: [...path, 'counts', 'what'],
      allowed,
      message: `a field of type "${type}" cannot count ${counts.what}`,
    });
  }
  return findings;
}
