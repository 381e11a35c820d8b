import type { useMe } from '../session';

/** @returns the first page: an officer of a region sees what is to be done there, everybody else the campaigns. */
export const startOf = ({ can, region }: Pick<ReturnType<typeof useMe>, 'can' | 'region'>): '/work' | '/campaigns' =>
  region !== null && can('submit-report') ? '/work' : '/campaigns';
