/** Steps of 叫应, each a round with one question, which one tap answers, or an SMS with 1. */
export const STEPS = ['known', 'sent', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** The asks of a warning's rounds; each has a ladder. */
export const WARNING_ASKS = [...STEPS, 'patrol', 'revisit'] as const;
export type WarningAsk = (typeof WARNING_ASKS)[number];

/** Time after a warning until a step is late. */
export interface Within {
  hours?: number | undefined;
  minutes?: number | undefined;
}

export const minutesIn = ({ hours = 0, minutes = 0 }: Within): number => hours * 60 + minutes;
