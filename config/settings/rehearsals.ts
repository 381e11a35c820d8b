import { z } from 'zod';

/** Rehearsals send to these addresses and nowhere else. */
export const REHEARSALS = {
  REHEARSAL_SMTP_URL: z.url().optional().describe('mail catcher of rehearsals'),
  REHEARSAL_SMS_URL: z.url().optional().describe('SMS simulator of rehearsals'),
  REHEARSAL_SMPP_URL: z
    .url({ protocol: /^smpps?$/ })
    .optional()
    .describe('the same simulator where it speaks SMPP'),
  REHEARSAL_MAIL_PAGE: z.url().optional().describe('page where the mail catcher shows what it caught'),
};
