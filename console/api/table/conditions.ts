import type { Condition } from '../../../domain/table/query';

/** @returns the campaign that a filter names */
export const campaignIn = (conditions: readonly Condition[]): string | undefined => {
  const named = conditions.find(({ key }) => key === 'campaign');
  return named?.filter === 'whole' ? named.value : undefined;
};
