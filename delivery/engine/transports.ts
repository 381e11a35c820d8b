import { readFileSync } from 'node:fs';
import type { Env } from '../../config/env';
import { smsHook } from '../../config/hook-secrets';
import { robotsOf } from '../../config/settings/groups';
import type { CampaignRow } from '../../store/campaign/campaigns';
import { type Dkim, type EmailChannel, smtpChannel } from '../channels/email/email';
import { type GroupChannel, groupChannel } from '../channels/group/group';
import { PLATFORMS, platformNamed } from '../channels/sms/platforms';
import type { Inbound, SmsGateway } from '../channels/sms/provider';

type Mode = CampaignRow['mode'];

/** The connections to mail servers and SMS platforms. */
export interface Transports {
  /** @returns null when none is configured for the mode */
  email(mode: Mode): EmailChannel | null;
  sms(mode: Mode, provider: string): SmsGateway | null;
  /** @returns null for a rehearsal: it tells no group */
  group(mode: Mode): GroupChannel | null;
  /** Opens the connections that may receive before anything is sent. */
  listen(): void;
  close(): Promise<void>;
}

/**
 * Creates transports by mode of the campaign, each opened at first use. A rehearsal has its own addresses and never
 * falls back to the live ones, so no message of a rehearsal can reach a real phone.
 * @param inbound takes receipts and replies from the connections of a mode
 */
export function createTransports(env: Env, inbound: (mode: Mode) => Inbound): Transports {
  const emails = new Map<Mode, EmailChannel | null>();
  const gateways = new Map<string, SmsGateway | null>();
  const groups = groupChannel(robotsOf(env));
  const smtpUrl = { live: env.SMTP_URL, rehearsal: env.REHEARSAL_SMTP_URL };
  const openEmail = (mode: Mode): EmailChannel | null => {
    const url = smtpUrl[mode];
    return url === undefined ? null : smtpChannel({ url, from: env.MAIL_FROM, ...(mode === 'live' && livePost(env)) });
  };
  const sms: Transports['sms'] = (mode, provider) =>
    once(gateways, `${mode} ${provider}`, () => openGateway(env, { mode, provider, inbound: inbound(mode) }));
  return {
    email: (mode) => once(emails, mode, () => openEmail(mode)),
    sms,
    group: (mode) => (mode === 'live' ? groups : null),
    listen() {
      for (const { name, listens } of Object.values(PLATFORMS))
        if (listens) for (const mode of ['live', 'rehearsal'] as const) sms(mode, name);
    },
    async close() {
      for (const channel of emails.values()) channel?.close();
      await Promise.all([groups.close(), ...[...gateways.values()].map((gateway) => gateway?.close())]);
    },
  };
}

/** Only real mail has these: a signature, and an address for bounces. */
const livePost = (env: Env) => ({ dkim: dkimOf(env), bouncesTo: env.MAIL_BOUNCES_TO });

/**
 * @returns undefined when mail is not signed; the three settings are all set or none.
 * @throws Error when the key cannot be read
 */
function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Env): Dkim | undefined {
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) return undefined;
  return { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: readFileSync(DKIM_KEY_FILE, 'utf8') };
}

/** @returns null when the mode has no address for the platform, or its settings are not complete */
function openGateway(
  env: Env,
  { mode, provider, inbound }: { mode: Mode; provider: string; inbound: Inbound },
): SmsGateway | null {
  const platform = platformNamed(provider);
  if (mode === 'live') {
    const RECEIPTS_URL = smsHook(env, { provider, what: 'receipts' });
    const settings = platform.settings.safeParse({ ...env, RECEIPTS_URL });
    return settings.success ? platform.open(settings.data, inbound) : null;
  }
  if (env.REHEARSAL_SMS_URL === undefined || !platform.rehearsal) return null;
  const settings = platform.rehearsal({ url: env.REHEARSAL_SMS_URL, smpp: env.REHEARSAL_SMPP_URL });
  return settings === null ? null : platform.open(settings, inbound);
}

function once<K, T>(opened: Map<K, T>, key: K, open: () => T): T {
  if (!opened.has(key)) opened.set(key, open());
  return opened.get(key) as T;
}
