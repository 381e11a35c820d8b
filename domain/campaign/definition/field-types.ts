import type { Field } from './definition';

type What = NonNullable<Field['counts']>['what'];

/** Which types can count what. */
export const COUNTED_IN: Record<What, Field['type'][]> = {
  households: ['integer'],
  persons: ['integer'],
  cash: ['money'],
  goods: ['money', 'integer'],
};

/** @returns what a field of the type can count */
export const countable = (type: Field['type']): What[] =>
  (Object.keys(COUNTED_IN) as What[]).filter((what) => COUNTED_IN[what].includes(type));

export const isNumber = (type: Field['type']): boolean => type === 'integer' || type === 'money';

/** @returns the field as one of another type, without what means nothing for that type */
export function withType(field: Field, type: Field['type']): Field {
  const { min, max, maxLength, choices, counts, ...rest } = field;
  return {
    ...rest,
    type,
    ...(isNumber(type) && min !== undefined && { min }),
    ...(isNumber(type) && max !== undefined && { max }),
    ...(type === 'text' && maxLength !== undefined && { maxLength }),
    ...(type === 'choice' && { choices: choices ?? [] }),
    ...(counts && COUNTED_IN[counts.what].includes(type) && { counts }),
  };
}
