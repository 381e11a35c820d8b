import { z } from 'zod';
import { text } from './definition/words';
import { ORGANISER_NAMES, PURPOSE_NAMES } from './template-names';

/**
 * What a definition says of itself as a template, for whoever looks for one to begin with. A campaign does not use
 * it.
 */
export const asTemplate = z.strictObject({
  organiser: z.enum(ORGANISER_NAMES),
  purposes: z.array(z.enum(PURPOSE_NAMES)).min(1).max(PURPOSE_NAMES.length),
  /** What it has that others do not. */
  special: text,
  /** For which campaigns it is the one to begin with. */
  suits: text,
});
export type AsTemplate = z.infer<typeof asTemplate>;
