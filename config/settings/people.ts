import { z } from 'zod';

/** Privacy (docs/privacy.md). */
export const PEOPLE = {
  PEOPLE_KEY: z
    .string()
    .min(32)
    .describe(
      'opens the sealed data of the people who are helped; at least 32 characters, kept apart from the backups',
    ),
  PEOPLE_SHOWN_A_DAY: z.coerce
    .number()
    .int()
    .min(0)
    .default(50)
    .describe('most people whose name and number one account may see in full in 24 hours'),
  KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(30)
    .default(365)
    .describe('days after which what tells of people in an ended campaign is let go'),
  PRIVACY_ORGANISATION: z
    .string()
    .optional()
    .describe('who answers for personal data, on the village form; the organisation of the campaign when left out'),
  PRIVACY_CONTACT: z
    .string()
    .optional()
    .describe('whom somebody turns to about personal data, on the village form; the superior office when left out'),
};
