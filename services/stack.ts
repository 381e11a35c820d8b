import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readHookSecrets } from '../config/env';
import { given } from '../config/given';
import { hookSecret, SIMULATOR } from '../config/hook-secrets';
import type { Ground } from './ground';
import { startMailCatcher } from './mail-catcher';
import { postgresAnswers, startPostgres } from './postgres';
import { takeHome } from './processes/children';
import { portBook } from './processes/ports';
import { redisAnswers, startRedis } from './redis';
import { ensureSearchAttributes } from './search-attributes';
import { secretsOf } from './secrets';
import { consoleHooks, startSmsSimulator } from './sms-simulator';
import { startTemporal, temporalAnswers } from './temporal';
import { startTemporalOnPostgres } from './temporal-on-postgres/server';
import { temporalStoreOf } from './temporal-on-postgres/store';

export const SERVICES = ['temporal', 'redis', 'postgres', 'simulators'] as const;
export type Service = (typeof SERVICES)[number];

type Settings = Record<string, string | undefined>;

/** Addresses of the pages for people; the console's work once the app runs. */
export interface Pages {
  console?: string;
  queues?: string;
  temporalUi?: string;
  mail?: string;
  sms?: string;
}

export interface Stack {
  /** Everything that `readEnv` asks for. */
  env: Record<string, string>;
  pages: Pages;
  /** Makes a process end with this one, if this one is killed. */
  adopt(name: string, child: ChildProcess): void;
  /** Ends exactly the processes that were started here. */
  stop(): Promise<void>;
}

export interface BringUp {
  /** Folder for all data; made when it does not exist. */
  home: string;
  /** An address in it replaces our own service. */
  env: Settings;
  /** Takes one line of progress at a time. */
  log(line: string): void;
  /** The services to start; all when left out. */
  only?: readonly Service[];
  /** No data has to survive: takes any free ports, and no precaution against a power cut. */
  temporary?: boolean;
  /** Aborts the start. */
  signal?: AbortSignal;
}

interface Part {
  env: Record<string, string>;
  pages?: Pages;
  stop?(): Promise<void>;
}

/**
 * Starts the services that the environment does not name: Temporal, Redis, Postgres, and the catchers of mail and SMS.
 * @throws Error that says which service failed and what to do; everything else that was started is ended first
 */
export async function bringUp({ home, env, log, only = SERVICES, temporary = false, signal }: BringUp): Promise<Stack> {
  mkdirSync(home, { recursive: true });
  const children = await takeHome({ home, log });
  const parts: Part[] = [];
  const stop = async () => {
    await Promise.all([...parts.map((part) => part.stop?.()), children.stop()]);
  };
  try {
    const secrets = secretsOf(home);
    const pickPort = portBook({ home, temporary, log });
    const ground: Ground = { home, temporary, children, secrets, pickPort, log, signal };
    const { POSTGRES_PASSWORD: _, ...ours } = secrets;
    const here = given(env);
    const settings: Settings = { ...ours, ...(await consoleSettings({ here, pickPort })), ...here };
    const begun: Partial<Record<Service, Promise<Part>>> = {};
    const begin = (name: Service): Promise<Part> => {
      begun[name] ??= STARTERS[name](ground, settings, begin);
      return begun[name];
    };
    const outcomes = await Promise.allSettled(only.map(async (name) => parts.push(await begin(name))));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    signal?.throwIfAborted();
    const all = Object.assign(
      { REPORTS_DIR: join(home, 'reports') },
      ...parts.map((part) => part.env),
      given(settings),
    );
    const pages = Object.assign({}, ...parts.map((part) => part.pages));
    return { env: all, pages, adopt: children.adopt, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The console is no service, but the SMS simulator sends receipts to it, so its port is chosen here. */
async function consoleSettings({
  here,
  pickPort,
}: {
  here: Settings;
  pickPort: Ground['pickPort'];
}): Promise<Settings> {
  const port = here.CONSOLE_PORT ?? String(await pickPort('console'));
  return { CONSOLE_PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` };
}

/** Starts a service, with the settings, and with others that it needs. */
type Starter = (ground: Ground, settings: Settings, begin: (name: Service) => Promise<Part>) => Promise<Part>;

const STARTERS: Record<Service, Starter> = {
  async temporal(ground, settings, begin) {
    const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE = 'default', TEMPORAL_UI_URL } = settings;
    const external = TEMPORAL_ADDRESS && { address: TEMPORAL_ADDRESS, ui: TEMPORAL_UI_URL };
    const { address, ui } = external || (await ourTemporal(ground, settings, begin));
    if (external && !(await temporalAnswers(address, TEMPORAL_NAMESPACE)))
      throw notAnswering({ name: 'TEMPORAL_ADDRESS', at: address, hint: `with the namespace ${TEMPORAL_NAMESPACE}` });
    await ensureSearchAttributes(address, TEMPORAL_NAMESPACE);
    const page = ui ? { TEMPORAL_UI_URL: ui } : {};
    return { env: { TEMPORAL_ADDRESS: address, ...page }, pages: ui ? { temporalUi: ui } : {} };
  },

  async redis(ground, { REDIS_URL }) {
    if (REDIS_URL && !(await redisAnswers(REDIS_URL)))
      throw notAnswering({ name: 'REDIS_URL', at: new URL(REDIS_URL).host });
    return { env: { REDIS_URL: REDIS_URL ?? (await startRedis(ground)) } };
  },

  async postgres(ground, { DATABASE_URL, TEMPORAL_STORE }) {
    if (DATABASE_URL && !(await postgresAnswers(DATABASE_URL)))
      throw notAnswering({ name: 'DATABASE_URL', at: new URL(DATABASE_URL).host, hint: 'with this user and password' });
    if (DATABASE_URL) return { env: { DATABASE_URL } };
    const { ownerUrl, appUrl, temporalUrl } = await startPostgres(ground);
    const forTemporal = temporalStoreOf(ground.home, TEMPORAL_STORE) === 'postgres';
    return {
      env: {
        DATABASE_URL: appUrl,
        DATABASE_OWNER_URL: ownerUrl,
        ...(forTemporal && { TEMPORAL_DATABASE_URL: temporalUrl }),
      },
    };
  },

  /** Live campaigns may have real gateways in the environment; rehearsals are caught here unless told otherwise. */
  async simulators(
    { pickPort },
    { CONSOLE_PORT, REHEARSAL_SMTP_URL, REHEARSAL_SMS_URL, REHEARSAL_MAIL_PAGE, ...settings },
  ) {
    if (REHEARSAL_SMTP_URL && REHEARSAL_SMS_URL && REHEARSAL_MAIL_PAGE)
      return { env: {}, pages: { mail: REHEARSAL_MAIL_PAGE, sms: REHEARSAL_SMS_URL } };
    const secret = hookSecret(readHookSecrets(settings), SIMULATOR);
    const hooks = consoleHooks(`http://127.0.0.1:${CONSOLE_PORT}`, secret);
    const mail = await startMailCatcher({ smtpPort: await pickPort('smtp'), httpPort: await pickPort('mail') });
    const sms = await startSmsSimulator({ port: await pickPort('sms'), smppPort: await pickPort('smpp'), hooks });
    return {
      env: {
        SMTP_URL: mail.smtpUrl,
        SMS_URL: sms.url,
        REHEARSAL_SMTP_URL: mail.smtpUrl,
        REHEARSAL_SMS_URL: sms.url,
        REHEARSAL_MAIL_PAGE: mail.url,
        // HTTP and SMPP of the same simulator, or neither: a rehearsal looks for its SMS in one place.
        ...(!REHEARSAL_SMS_URL && { REHEARSAL_SMPP_URL: sms.smppUrl }),
      },
      pages: { mail: mail.url, sms: sms.url },
      stop: async () => {
        await Promise.all([mail.stop(), sms.stop()]);
      },
    };
  },
};

/** The development server, or the server of production with its stores in Postgres: ours, or the one that is named. */
async function ourTemporal(
  ground: Ground,
  { TEMPORAL_NAMESPACE = 'default', TEMPORAL_STORE, TEMPORAL_DATABASE_URL }: Settings,
  begin: (name: Service) => Promise<Part>,
): Promise<{ address: string; ui?: string }> {
  if (temporalStoreOf(ground.home, TEMPORAL_STORE) === 'sqlite') return startTemporal(ground, TEMPORAL_NAMESPACE);
  const server = TEMPORAL_DATABASE_URL ?? (await begin('postgres')).env.TEMPORAL_DATABASE_URL;
  if (!server)
    throw new Error(
      'Temporal on a Postgres of your own needs its role there: TEMPORAL_DATABASE_URL (postgres://role:password@host).',
    );
  return { address: await startTemporalOnPostgres(ground, server, TEMPORAL_NAMESPACE) };
}

/** The address without user and password: errors are shown and logged. */
const notAnswering = ({ name, at, hint = '' }: { name: string; at: string; hint?: string }): Error =>
  new Error(
    `${name} names ${at}, but nothing answers there${hint && ` ${hint}`}. Correct it, or leave ${name} out to have one started here.`,
  );
