import type { Condition } from '../../../domain/table/query';

/** @returns the whole value that a filter names */
export const namedIn = (conditions: readonly Condition[], name: string): string | undefined => {
  const named = conditions.find(({ key }) => key === name);
  return named?.filter === 'whole' ? named.value : undefined;
};

/** @returns the campaign that a filter names */
export const campaignIn = (conditions: readonly Condition[]): string | undefined => namedIn(conditions, 'campaign');
