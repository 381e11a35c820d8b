import { type Counted, type Extra, kindOf } from '../../report/field-kinds';
import type { Field } from './definition';

const isExtra = (key: string): key is Extra => ['min', 'max', 'maxLength', 'choices'].includes(key);

/** @returns the field with another type, without properties that this type does not have */
export function withType(field: Field, type: Field['type']): Field {
  const { extras, counts, decimals } = kindOf(type);
  const means = (key: string): boolean =>
    isExtra(key)
      ? extras.includes(key)
      : key === 'over'
        ? decimals !== undefined
        : key === 'case'
          ? decimals === 0
          : key !== 'counts' || canCount(counts, field);
  const kept = Object.fromEntries(Object.entries(field).filter(([key]) => means(key))) as Field;
  return { ...kept, type, ...(extras.includes('choices') && { choices: field.choices ?? [] }) };
}

const canCount = (counts: readonly Counted[], field: Field): boolean =>
  field.counts !== undefined && counts.includes(field.counts.what);
