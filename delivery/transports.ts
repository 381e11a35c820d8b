import type { Env } from '../config/env';
import type { CampaignRow } from '../register/campaigns';
import { type EmailChannel, smtpChannel } from './channels/email';
import { httpProvider } from './channels/sms/http';
import type { SmsProvider } from './channels/sms/provider';

type Mode = CampaignRow['mode'];

/** The ways out of the house. */
export interface Transports {
  /** @returns null when none is configured for the mode */
  email(mode: Mode): EmailChannel | null;
  sms(mode: Mode): SmsProvider | null;
  close(): void;
}

/**
 * Transports by mode of the campaign, each opened when it is first needed. A rehearsal has addresses of its own and
 * never falls back to the live ones: nothing of a rehearsal can reach a real phone.
 */
export function createTransports(env: Env): Transports {
  const emails = new Map<Mode, EmailChannel>();
  const providers = new Map<Mode, SmsProvider>();
  const smtpUrl = { live: env.SMTP_URL, rehearsal: env.REHEARSAL_SMTP_URL };
  const smsUrl = { live: env.SMS_URL, rehearsal: env.REHEARSAL_SMS_URL };
  return {
    email: (mode) => once(emails, mode, smtpUrl[mode], (url) => smtpChannel({ url, from: env.MAIL_FROM })),
    sms: (mode) => once(providers, mode, smsUrl[mode], httpProvider),
    close() {
      for (const channel of emails.values()) channel.close();
    },
  };
}

function once<T>(opened: Map<Mode, T>, mode: Mode, url: string | undefined, open: (url: string) => T): T | null {
  const known = opened.get(mode);
  if (known) return known;
  if (url === undefined) return null;
  const transport = open(url);
  opened.set(mode, transport);
  return transport;
}
