import { z } from 'zod';
import { readRoleClaims } from '../domain/role-claims';
import { secretsGiven } from './hook-secrets';
import { trustedProxies } from './proxies';

/**
 * Every setting of the running system, in one table. The type and the check both come from it.
 * Addresses left out are filled in by `services/` on a developer's machine; in production all are given.
 */
const settings = z.object({
  TEMPORAL_ADDRESS: z.string().min(1).describe('host:port of the Temporal frontend'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** Task queue of the workflows and activities. */
  TASK_QUEUE: z.string().default('nuandong'),
  REDIS_URL: z.url().describe('redis://host:port'),
  /** Prefix of all BullMQ keys. */
  QUEUE_PREFIX: z.string().default('nuandong'),
  DATABASE_URL: z.url().describe('postgres://user:password@host:port/database'),
  DATABASE_OWNER_URL: z
    .url()
    .optional()
    .describe('the same database for the role that owns the tables: `services prepare` needs it, no other process'),
  /** Platforms in the order of preference (docs/providers.md); the next is used while one is down. */
  SMS_PROVIDERS: z
    .string()
    .regex(/^[a-z]+(,[a-z]+)*$/, 'names separated by commas, for example "aliyun,http"')
    .default('http')
    .describe('SMS platforms in the order of preference'),
  SMS_RATES: z
    .string()
    .regex(/^([a-z]+=\d+(,[a-z]+=\d+)*)?$/, 'for example "aliyun=100,http=50"')
    .default('')
    .describe('most SMS a second by platform; no limit where none is given'),
  SMS_PRICE_FEN: z.coerce.number().min(0).default(4.5).describe('price of one SMS segment in fen'),
  SMS_PER_NUMBER_DAY: z.coerce.number().int().positive().default(8).describe('most SMS to one number in a day'),
  SMS_REMINDERS_PER_NUMBER_DAY: z.coerce.number().int().positive().default(3).describe('most reminders among them'),
  SMTP_URL: z.url().describe('smtp://user:password@host:port of the mail server for live campaigns'),
  SMS_URL: z.url().optional().describe('address of the generic HTTP SMS gateway for live campaigns'),
  DKIM_DOMAIN: z.string().optional().describe('domain that e-mails are signed for'),
  DKIM_SELECTOR: z.string().optional().describe('name of the key in the DNS: <selector>._domainkey.<domain>'),
  DKIM_KEY_FILE: z.string().optional().describe('file with the private key (PEM)'),
  /** Rehearsals send here and nowhere else. */
  REHEARSAL_SMTP_URL: z.url().optional(),
  REHEARSAL_SMS_URL: z.url().optional(),
  REHEARSAL_SMPP_URL: z.url({ protocol: /^smpps?$/ }).optional(),
  /** Where the mail catcher of rehearsals shows what it caught. */
  REHEARSAL_MAIL_PAGE: z.url().optional(),
  MAIL_FROM: z.string().default('暖冬 <nuandong@localhost>'),
  MAIL_BOUNCES_TO: z.email().optional().describe('address that undeliverable e-mails come back to'),
  BOUNCES_IMAP_URL: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe('imaps://user:password@host/folder of the mailbox that they come back to'),
  /** The signature that the SMS platform puts before the text, counted in the segments. */
  SMS_SIGNATURE: z.string().default('暖冬'),
  CONSOLE_HOST: z.string().default('127.0.0.1'),
  CONSOLE_PORT: z.coerce.number().int().default(8080),
  /** Where a village's phone reaches the console; it stands in every link. */
  PUBLIC_URL: z.url(),
  /** Temporal's Web UI, for links from the console. */
  TEMPORAL_UI_URL: z.url().optional(),
  /** Signs the links in messages; at least 32 characters. */
  LINK_SECRET: z.string().min(32),
  /** Bearer token of programs; it may do everything everywhere. People sign in with accounts (docs/accounts.md). */
  API_TOKEN: z.string().min(16),
  TRUSTED_PROXIES: z
    .string()
    .superRefine(tellWrongProxies)
    .optional()
    .describe(
      'the proxies before the console: how many stand one behind the other ("1"), or their exact addresses; nobody else is believed about where a request comes from',
    ),
  ADMIN_SECOND_FACTOR: z
    .enum(['auto', 'required', 'offered'])
    .default('auto')
    .describe('whether administrators need a second factor; "auto": when PUBLIC_URL is https'),
  OIDC_ISSUER: z.url().optional().describe('address of the identity provider (OpenID Connect)'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('name of the console at the identity provider'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('secret of the console at the identity provider'),
  OIDC_ROLES: z
    .string()
    .superRefine(tellWrongRoles)
    .optional()
    .describe('who gets which role, for example "groups: relief-532626=county-officer@532626, it=ops"'),
  /** What the secrets are made of that stand in the addresses which platforms and feeds push to (few sign what they push). */
  HOOK_SECRET: z.string().min(16),
  /** `HOOK_SECRET_ALIYUN`, `HOOK_SECRET_WEATHER_12379` …: the secret of one alone, instead of one made of HOOK_SECRET. */
  HOOK_SECRETS: z
    .record(z.string(), z.string().min(16, 'HOOK_SECRET_… has at least 16 characters'))
    .default({})
    .describe('secrets of single platforms and feeds: HOOK_SECRET_ALIYUN …'),
  SMS_HOOK_FROM: z
    .string()
    .default('')
    .describe('who may push receipts and replies, for example "aliyun=203.0.113.0/24 198.51.100.7,http=10.0.0.5"'),
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
    .describe('whom somebody turns to about his data, on the village form; the superior office when left out'),
  FEEDS_FILE: z.string().optional().describe('list of the feeds of warnings, instead of config/feeds.yaml'),
  WEATHER_HOOK_FROM: z
    .string()
    .default('')
    .describe(
      'who may push warnings: addresses or CIDRs separated by commas; everybody who knows the feed’s secret when empty',
    ),
  HEALTH_PORT: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('port on this machine that tells whether a process works'),
  REPORTS_DIR: z.string().default('.nuandong/reports'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

function tellWrongRoles(text: string, context: z.RefinementCtx): void {
  try {
    readRoleClaims(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
}

function tellWrongProxies(text: string, context: z.RefinementCtx): void {
  try {
    trustedProxies(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
}

export type Env = z.infer<typeof settings>;

/** What one process can be; on a developer's machine one is all of them. */
export const ROLES = ['workflows', 'delivery', 'console'] as const;
export type Role = (typeof ROLES)[number];

/** Secrets that are given to the processes that use them and to no others. Every other setting is everybody's. */
const KEPT_FOR: Partial<Record<keyof Env, readonly Role[]>> = {
  LINK_SECRET: ['delivery', 'console'],
  API_TOKEN: ['console'],
  HOOK_SECRET: ['delivery', 'console'],
  SMTP_URL: ['delivery'],
};

type Source = Record<string, string | undefined>;

/**
 * Reads and checks the settings.
 * @param roles what this process is; a secret that is kept for others may be missing, and using it all the same throws
 * @throws Error that names every missing or wrong setting at once, with what it is for.
 */
export function readEnv(source: Source = process.env, roles: readonly Role[] = ROLES): Env {
  const strangers = (Object.keys(KEPT_FOR) as (keyof Env)[]).filter(
    (name) => !source[name] && !KEPT_FOR[name]?.some((role) => roles.includes(role)),
  );
  const missing: Partial<Record<keyof Env, true>> = Object.fromEntries(strangers.map((name) => [name, true]));
  const env = check(settings.partial(missing), source) as Env;
  for (const name of strangers)
    Object.defineProperty(env, name, {
      get() {
        throw new Error(`${name} is not for a process of ${roles.join(' and ')}: it was not given here.`);
      },
    });
  return env;
}

const databaseAddresses = settings.pick({ DATABASE_URL: true, DATABASE_OWNER_URL: true }).extend({
  TEMPORAL_DATABASE_URL: z.url().optional().describe("whom Temporal's server works as: postgres://role:password@host"),
});

/** @returns what `services prepare` needs of a database. @throws Error as {@link readEnv} */
export const readDatabaseAddresses = (source: Source = process.env): z.infer<typeof databaseAddresses> =>
  check(databaseAddresses, source);

const temporalSettings = settings.pick({ TEMPORAL_ADDRESS: true, TEMPORAL_NAMESPACE: true });

/** @returns what it needs of Temporal. @throws Error as {@link readEnv} */
export const readTemporalSettings = (source: Source = process.env): z.infer<typeof temporalSettings> =>
  check(temporalSettings, source);

/** An empty value is one that is not set: that is how Docker Compose passes on what .env leaves out. */
function check<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, source: Source): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse({ ...given, HOOK_SECRETS: secretsGiven(given) });
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const meaning = (schema.shape as Record<string, { description?: string }>)[name]?.description;
    return `  ${name}: ${issue.message}${meaning ? ` (${meaning})` : ''}`;
  });
  throw new Error(`These settings are missing or wrong in the environment:\n${lines.join('\n')}`);
}
