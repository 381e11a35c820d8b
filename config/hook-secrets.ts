import { createHmac } from 'node:crypto';

/**
 * The senders that push to us: an SMS platform (`aliyun`), a feed of warnings (`weather-12379`), or the simulator of
 * rehearsals. Each has a secret of its own, so that none can speak for another and one can be changed alone.
 */
export type HookName = string;

/** The simulator plays for rehearsals with this one, whatever it plays. */
export const SIMULATOR: HookName = 'simulator';

/** @returns the name under which a feed, or a format, pushes warnings. */
export const weatherHook = (source: string): HookName => `weather-${source}`;

/** What pushes are known by, among the settings. */
interface HookSettings {
  HOOK_SECRET: string;
  /** Of those that have one of their own, by name. */
  HOOK_SECRETS: Readonly<Record<HookName, string>>;
}

const SETTING = /^HOOK_SECRET_([A-Z0-9_]+)$/;

/**
 * @param given every setting that is set
 * @returns the secrets that are set for one alone, by name: `HOOK_SECRET_WEATHER_12379` is that of `weather-12379`
 */
export const secretsGiven = (given: Readonly<Record<string, string>>): Record<HookName, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([setting, secret]) => {
      const name = SETTING.exec(setting)?.[1];
      return name ? [[name.toLowerCase().replaceAll('_', '-'), secret]] : [];
    }),
  );

/**
 * @returns the secret in the addresses that one pushes to: its own setting, else one made of HOOK_SECRET and its name,
 * from which neither HOOK_SECRET nor another's can be told
 */
export const hookSecret = ({ HOOK_SECRET, HOOK_SECRETS }: HookSettings, name: HookName) =>
  HOOK_SECRETS[name] ?? createHmac('sha256', HOOK_SECRET).update(name).digest('base64url').slice(0, 32);

/** @returns where an SMS platform pushes to. */
export const smsHook = (
  env: HookSettings & { PUBLIC_URL: string },
  { provider, what }: { provider: string; what: 'receipts' | 'replies' },
): string => `${env.PUBLIC_URL.replace(/\/$/, '')}/hooks/sms/${provider}/${hookSecret(env, provider)}/${what}`;
