/** Why a unit is still missing, the most important reason first; reporting/figures/why-missing.ts explains each. */
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
