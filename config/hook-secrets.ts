import { createHmac } from 'node:crypto';

/**
 * Name of a sender that pushes to us: an SMS platform (`aliyun`), a feed of warnings (`weather-12379`), or the
 * simulator of rehearsals. Each has its own secret, so that no sender can act as another, and each secret can be
 * changed alone.
 */
export type HookName = string;

/** The simulator of rehearsals uses this name for every platform that it imitates. */
export const SIMULATOR: HookName = 'simulator';

/** @returns the name under which a feed, or a format, pushes warnings. */
export const weatherHook = (source: string): HookName => `weather-${source}`;

/** The settings about secrets of hooks. */
interface HookSettings {
  HOOK_SECRET: string;
  /** Secrets of senders that have their own setting, by name. */
  HOOK_SECRETS: Readonly<Record<HookName, string>>;
}

const SETTING = /^HOOK_SECRET_([A-Z0-9_]+)$/;

/**
 * @param given every setting that is set
 * @returns the secrets set for one sender, by name: `HOOK_SECRET_WEATHER_12379` is the secret of `weather-12379`
 */
export const secretsGiven = (given: Readonly<Record<string, string>>): Record<HookName, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([setting, secret]) => {
      const name = SETTING.exec(setting)?.[1];
      return name ? [[name.toLowerCase().replaceAll('_', '-'), secret]] : [];
    }),
  );

/**
 * @returns the secret in a sender's hook address: its own setting, else a digest of HOOK_SECRET and the name, which
 *   reveals neither HOOK_SECRET nor another sender's secret
 */
export const hookSecret = ({ HOOK_SECRET, HOOK_SECRETS }: HookSettings, name: HookName) =>
  HOOK_SECRETS[name] ?? createHmac('sha256', HOOK_SECRET).update(name).digest('base64url').slice(0, 32);

/** @returns the address to which an SMS platform pushes. */
export const smsHook = (
  env: HookSettings & { PUBLIC_URL: string },
  { provider, what }: { provider: string; what: 'receipts' | 'replies' },
): string => `${env.PUBLIC_URL.replace(/\/$/, '')}/hooks/sms/${provider}/${hookSecret(env, provider)}/${what}`;
