import type { Language } from '../../../../domain/campaign/definition/definition';
import { RELATIONS, type Relation, relationName } from '../../../../domain/people/relations';

/** @returns the relations to the head of a household, for a field to choose from */
export const relationOptions = (language: Language): { value: Relation; label: string }[] =>
  (Object.keys(RELATIONS) as Relation[]).map((value) => ({ value, label: relationName(value, language) }));
