import type { Definition } from './definition/definition';

type Naming = Pick<Definition, 'season' | 'id' | 'scope'>;

/**
 * @returns the default id of a campaign. Counties share templates: without the scope, two counties with the same
 *   template in the same winter would have the same campaign id.
 */
export const campaignId = ({ season, id, scope }: Naming): string => `${season}-${id}-${scope}`;

/**
 * @returns the id of a definition's rehearsal with a seed: the same every time, and never the id of the live campaign.
 */
export const rehearsalId = (definition: Naming, seed: number): string => `${campaignId(definition)}-rehearsal-${seed}`;

/** An id ends with the code of a region, which may be a name: a register without codes gets them from names. */
export const CAMPAIGN_ID = /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,119}$/u;
