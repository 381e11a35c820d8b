/** Why a unit is still missing, the most telling reason first; each is told in reporting/figures/why-missing.ts. */
export const MISSING_REASONS = [
  'returned',
  'called',
  'no-contact',
  'not-delivered',
  'opened-form',
  'told',
  'not-told',
] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];
