import type { Definition } from './definition/definition';

type Naming = Pick<Definition, 'season' | 'id' | 'scope'>;

/**
 * @returns the id of a campaign that is given none. Templates are shared: without the scope, two counties that take the
 * same one in the same winter would mean the same campaign.
 */
export const campaignId = ({ season, id, scope }: Naming): string => `${season}-${id}-${scope}`;

/**
 * @returns the id under which a definition is rehearsed with a seed: the same one every time, and never that of the
 *   live campaign.
 */
export const rehearsalId = (definition: Naming, seed: number): string => `${campaignId(definition)}-rehearsal-${seed}`;
