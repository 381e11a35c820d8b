import { z } from 'zod';

/** E-mail of live campaigns, and its bounces (docs/email.md). */
export const MAIL = {
  SMTP_URL: z.url().describe('smtp://user:password@host:port of the mail server for live campaigns'),
  MAIL_FROM: z.string().default('暖冬 <nuandong@localhost>').describe('sender of e-mails'),
  MAIL_BOUNCES_TO: z.email().optional().describe('address that undeliverable e-mails come back to'),
  BOUNCES_IMAP_URL: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe('imaps://user:password@host/folder of the mailbox that they come back to'),
  DKIM_DOMAIN: z.string().optional().describe('domain that e-mails are signed for'),
  DKIM_SELECTOR: z.string().optional().describe('name of the key in the DNS: <selector>._domainkey.<domain>'),
  DKIM_KEY_FILE: z.string().optional().describe('file with the private key (PEM)'),
};
