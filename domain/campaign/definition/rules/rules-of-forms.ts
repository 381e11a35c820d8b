import { type Extra, kindOf, typesWith } from '../../../report/field-kinds';
import { type Sentence, sentence } from '../../../text/refusal';
import { type Definition, type Field, type Form, say } from '../definition';
import type { Finding } from '../definition-problems';
import { repeated, unknown } from './rules-of-references';

/** @returns findings about fields that no unit can fill in, or whose figures cannot be counted. */
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

/** A report by SMS must be complete, consist of digits, and name each field once. */
function bySmsFindings(fields: Field[], bySms: string[], path: PropertyKey[]): Finding[] {
  const numbers = fields.filter(({ type }) => kindOf(type).bySms).map(({ id }) => id);
  const missing = fields.filter(({ id, required }) => required && !bySms.includes(id)).map(({ id }) => id);
  return [
    ...bySms.flatMap((id, index) => unknown('word-sms-field', id, numbers, [...path, index])),
    ...bySms.flatMap((name, index): Finding[] => {
      const first = bySms.indexOf(name);
      if (first === index) return [];
      const said = sentence('named-twice', { name, first: first + 1 });
      return [{ path: [...path, index], allowed: sentence('each-once'), said }];
    }),
    ...(missing.length === 0
      ? []
      : [
          {
            path,
            allowed: sentence('all-required', { fields: missing.join(', ') }),
            said: sentence('sms-lacks-required'),
          },
        ]),
  ];
}

function choiceFindings({ type, choices }: Field, path: PropertyKey[]): Finding[] {
  if (kindOf(type).extras.includes('choices')) {
    if (!choices?.length)
      return [
        {
          path,
          found: sentence('no-choices'),
          allowed: sentence('a-list-of-choices'),
          said: sentence('needs-choices'),
        },
      ];
    return repeated(choices, 'value', [...path, 'choices']);
  }
  return choices ? [onlyFor('choices', path)] : [];
}

const BOUNDS = ['min', 'max', 'maxLength'] as const satisfies readonly Extra[];

function boundFindings(field: Field, path: PropertyKey[]): Finding[] {
  const { type, min, max } = field;
  const { extras, decimals } = kindOf(type);
  const findings = BOUNDS.filter((key) => field[key] !== undefined && !extras.includes(key)).map((key) =>
    onlyFor(key, path),
  );
  if (decimals === undefined) return findings;
  findings.push(...exactFindings(decimals, min, [...path, 'min']));
  findings.push(...exactFindings(decimals, max, [...path, 'max']));
  // A field without a minimum takes no value below 0.
  const least = min ?? 0;
  if (max !== undefined && least > max)
    findings.push({
      path: [...path, 'max'],
      allowed: sentence('at-least-min', { min: least }),
      said: sentence('max-below-min'),
    });
  return findings;
}

/** The largest exact value, by number of decimals, in the written unit: money counts in fen. */
const MOST = { 0: '9007199254740991', 2: '90071992547409.91' };

/** A bound that is no possible figure would be rounded, and would allow a value that it forbids. */
function exactFindings(decimals: 0 | 2, bound: number | undefined, here: PropertyKey[]): Finding[] {
  if (bound === undefined) return [];
  if (Math.abs(decimals === 0 ? bound : Math.round(bound * 100)) > Number.MAX_SAFE_INTEGER) {
    const allowed = sentence(bound > 0 ? 'at-most' : 'at-least', { amount: (bound > 0 ? '' : '-') + MOST[decimals] });
    return [{ path: here, allowed, said: sentence(bound > 0 ? 'value-too-big' : 'value-too-small') }];
  }
  if (decimals === 0 && !Number.isInteger(bound))
    return [{ path: here, allowed: sentence('a-whole-number'), said: sentence('bound-not-whole') }];
  if (decimals === 2 && !/^-?\d+(\.\d{1,2})?$/.test(String(bound)))
    return [{ path: here, allowed: sentence('two-decimals'), said: sentence('bound-too-precise') }];
  return [];
}

const onlyFor = (key: Extra, path: PropertyKey[]): Finding => ({
  path: [...path, key],
  allowed: sentence('a-field-of-type', { types: typesWith(({ extras }) => extras.includes(key)).join(', ') }),
  said: sentence('means-nothing-here', { key }),
  atKey: true,
});

function countFindings({ type, counts }: Field, categories: string[], path: PropertyKey[]): Finding[] {
  if (!counts) return [];
  const types = typesWith((kind) => kind.counts.includes(counts.what));
  const findings = unknown('word-category', counts.category, categories, [...path, 'counts', 'category']);
  if (!types.includes(type))
    findings.push({
      path: [...path, 'counts', 'what'],
      allowed: sentence('a-field-of-type', { types: types.join(', ') }),
      said: sentence('cannot-count', { type, what: counts.what }),
    });
  return findings;
}

/** Most fields of a form that a village can fill in on a phone. */
const MOST_FIELDS = 30;

/**
 * @returns warnings about forms that are hard to fill in: long ones, and those with two fields or choices of one name.
 */
export const formWarnings = ({ forms }: Definition): Sentence[] =>
  Object.values(forms).flatMap((form) => [
    ...(form.fields.length > MOST_FIELDS
      ? [sentence('long-form', { form: form.name, count: form.fields.length, most: MOST_FIELDS })]
      : []),
    ...sameLabels(form),
  ]);

function sameLabels({ name, fields }: Form): Sentence[] {
  const groups = [
    fields.map(({ label }) => label),
    ...fields.map(({ choices = [] }) => choices.map(({ label }) => label)),
  ];
  return groups.flatMap((labels) => {
    const words = labels.map((label) => say(label, 'zh-CN'));
    const twice = labels.filter((_label, index) => words.indexOf(words[index] ?? '') !== index);
    return twice.map((label) => sentence('same-label', { form: name, label }));
  });
}
