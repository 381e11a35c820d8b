/** Steps of 叫应, each a round with a form of one question that is answered by one tap, or by an SMS with 1. */
export const STEPS = ['known', 'sent', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** What the rounds of a warning ask; each has a ladder. */
export const WARNING_ASKS = [...STEPS, 'patrol', 'revisit'] as const;
export type WarningAsk = (typeof WARNING_ASKS)[number];

/** How long after a warning something is late. */
export interface Within {
  hours?: number | undefined;
  minutes?: number | undefined;
}

export const minutesIn = ({ hours = 0, minutes = 0 }: Within): number => hours * 60 + minutes;
