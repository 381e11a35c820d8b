import { z } from 'zod';
import { feedSettings } from './feed-settings';
import { given, type Source } from './given';
import { secretsGiven } from './hook-secrets';
import { CONSOLE } from './settings/console';
import { GROUPS } from './settings/groups';
import { MAIL } from './settings/mail';
import { PEOPLE } from './settings/people';
import { ACCOUNTS } from './settings/platforms';
import { PROCESS } from './settings/process';
import { REHEARSALS } from './settings/rehearsals';
import { SERVERS } from './settings/servers';
import { SMS } from './settings/sms';
import { WEATHER } from './settings/weather';

/**
 * Every setting of the running system in one table, joined from the tables in `settings/`, under its name in the
 * environment. Types and checks come from it; tests compare docs/settings.md, docker-compose.yml and .env.example with
 * it. On a developer's machine `services/` fills in missing addresses; in production all are given.
 */
export const settings = z.object({
  ...SERVERS,
  ...CONSOLE,
  ...PEOPLE,
  ...MAIL,
  ...GROUPS,
  ...SMS,
  ...ACCOUNTS,
  ...WEATHER,
  ...REHEARSALS,
  ...PROCESS,
});

/** Settings whose names and number the administrator chooses. */
const named = {
  HOOK_SECRETS: z
    .record(z.string(), z.string().min(16, 'HOOK_SECRET_… has at least 16 characters'))
    .default({})
    .describe('secrets of single platforms and feeds, by name: HOOK_SECRET_ALIYUN, HOOK_SECRET_WEATHER_12379 …'),
  FEED_SETTINGS: z.record(z.string(), z.string()).default({}).describe('settings that the list of feeds names'),
};

const env = settings.extend(named);
export type Env = z.infer<typeof env>;

/** The roles of a process; on a developer's machine one process has all. */
export const ROLES = ['workflows', 'delivery', 'console'] as const;
export type Role = (typeof ROLES)[number];

/** Secrets that only the listed roles get. Every process gets every other setting. */
const KEPT_FOR: Partial<Record<keyof Env, readonly Role[]>> = {
  LINK_SECRET: ['delivery', 'console'],
  API_TOKEN: ['console'],
  PEOPLE_KEY: ['console'],
  HOOK_SECRET: ['delivery', 'console'],
  SMTP_URL: ['delivery'],
  GROUP_ROBOTS: ['delivery', 'console'],
};

/**
 * Reads and checks the settings.
 * @param roles of this process; secrets of other roles may be missing, and reading one throws
 * @throws Error that names every missing or wrong setting at once, with its purpose.
 */
export function readEnv(source: Source = process.env, roles: readonly Role[] = ROLES): Env {
  const set = given(source);
  const strangers = (Object.keys(KEPT_FOR) as (keyof Env)[]).filter(
    (name) => !set[name] && !KEPT_FOR[name]?.some((role) => roles.includes(role)),
  );
  const missing: Partial<Record<keyof Env, true>> = Object.fromEntries(strangers.map((name) => [name, true]));
  const byName = { HOOK_SECRETS: secretsGiven(set), FEED_SETTINGS: feedSettings(set) };
  const table = env.partial(missing).refine(signsWholly, DKIM_IN_PART);
  const read = check(table, { ...set, ...byName }) as Env;
  for (const name of strangers)
    Object.defineProperty(read, name, {
      get() {
        throw new Error(`${name} is not for a process of ${roles.join(' and ')}: it was not given here.`);
      },
    });
  return read;
}

type DkimSettings = Pick<Env, 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_KEY_FILE'>;
/**
 * DKIM needs all three settings or none. Checked even when other settings are wrong, so that one error names all
 * faults.
 */
const signsWholly = ({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: DkimSettings): boolean =>
  Boolean(DKIM_DOMAIN) === Boolean(DKIM_SELECTOR) && Boolean(DKIM_SELECTOR) === Boolean(DKIM_KEY_FILE);
const DKIM_IN_PART = {
  path: ['DKIM_DOMAIN'],
  error: 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE: set all three or none',
  when: () => true,
};

const databaseAddresses = settings.pick({
  DATABASE_URL: true,
  DATABASE_OWNER_URL: true,
  TEMPORAL_DATABASE_URL: true,
});

/** @returns the database addresses for `services prepare`. @throws Error as {@link readEnv} */
export const readDatabaseAddresses = (source: Source = process.env): z.infer<typeof databaseAddresses> =>
  check(databaseAddresses, given(source));

const temporalSettings = settings.pick({
  TEMPORAL_ADDRESS: true,
  TEMPORAL_NAMESPACE: true,
  TASK_QUEUE: true,
  BUILD_ID: true,
});

/** @returns the Temporal settings for `services prepare`. @throws Error as {@link readEnv} */
export const readTemporalSettings = (source: Source = process.env): z.infer<typeof temporalSettings> =>
  check(temporalSettings, given(source));

const simulators = settings.pick({ REHEARSAL_SMS_URL: true, REHEARSAL_MAIL_PAGE: true });

/** @returns where what a rehearsal sends can be looked at. @throws Error as {@link readEnv} */
export const readSimulators = (source: Source = process.env): z.infer<typeof simulators> =>
  check(simulators, given(source));

const { PUBLIC_URL, SMS_SIGNATURE, DATABASE_URL, HOOK_SECRET, HOOK_SECRETS } = env.shape;

const plansSettings = z.object({ SMS_SIGNATURE, PUBLIC_URL: PUBLIC_URL.default('https://nuandong.example.org') });

/** @returns signature and address for previews of messages, or example values. @throws Error as {@link readEnv} */
export const readPlansSettings = (source: Source = process.env): z.infer<typeof plansSettings> =>
  check(plansSettings, given(source));

const databaseIfAny = z.object({ DATABASE_URL: DATABASE_URL.optional() });

/** @returns the database of the environment, if any. @throws Error as {@link readEnv} */
export const databaseGiven = (source: Source = process.env): string | undefined =>
  check(databaseIfAny, given(source)).DATABASE_URL;

/** @returns the folder of reports that the environment names, if any */
export const reportsDirGiven = (source: Source = process.env): string | undefined => given(source).REPORTS_DIR;

const hookSecrets = z.object({ HOOK_SECRET: HOOK_SECRET.default(''), HOOK_SECRETS });

/**
 * @returns the settings from which the secrets of hooks are made, without the others.
 * @throws Error as {@link readEnv}
 */
export function readHookSecrets(source: Source = process.env): z.infer<typeof hookSecrets> {
  const set = given(source);
  return check(hookSecrets, { ...set, HOOK_SECRETS: secretsGiven(set) });
}

function check<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, set: object): z.infer<z.ZodObject<Shape>> {
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const meaning = meaningOf(name);
    return `  ${name}: ${issue.message}${meaning ? ` (${meaning})` : ''}`;
  });
  throw new Error(`These settings are missing or wrong in the environment:\n${lines.join('\n')}`);
}

/** @returns the purpose of a setting */
export function meaningOf(name: string): string | undefined {
  const setting = (env.shape as Record<string, z.ZodType>)[name];
  return setting instanceof z.ZodOptional
    ? (setting.description ?? innerOf(setting).description)
    : setting?.description;
}

const innerOf = (setting: z.ZodOptional): z.ZodType => setting.unwrap() as z.ZodType;
