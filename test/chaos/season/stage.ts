import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectClient } from '../../../client/campaigns';
import { readEnv } from '../../../config/env';
import { hookSecret, SIMULATOR } from '../../../config/hook-secrets';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Summary } from '../../../rehearsal/audit/summary';
import { rehearse } from '../../../rehearsal/rehearse';
import { bringUp } from '../../../services/stack';
import { connect, type Sql } from '../../../store/db/db';
import { prepareDatabase } from '../../../store/db/prepare';
import { buildApp } from '../../../workers/console-app';
import { eventually } from '../../support/eventually';
import { openGate } from '../gate';
import { type Crew, man } from './crew';
import { kindOf, PROCESSES, type ProcessName } from './fault';
import { patientClient, patientSql } from './patient';
import { programsOf } from './programs';
import { type Provider, startProvider } from './provider';
import { type Servers, startServers } from './servers';
import { openWeatherOffice, type WeatherOffice } from './weather-office';

/** A whole system of processes of its own, which may be broken anywhere, and the driver of a rehearsal on it. */
export interface SeasonStage {
  crew: Crew;
  servers: Servers;
  provider: Provider;
  office: WeatherOffice;
  /** The driver's own pool: it waits for a Postgres that is down. */
  sql: Sql;
  /** Web addresses of the SMS simulator and the mail catcher. */
  simulators: { sms: string; mail: string };
  /** Plays the season from its first day to its report. */
  play(signal: AbortSignal): Promise<Summary>;
  close(): Promise<void>;
}

interface Setting {
  /** An empty folder for everything. */
  home: string;
  definition: Definition;
  seed: number;
  /** Fills the register. */
  settle(sql: Sql): Promise<void>;
}

/** A step may have to wait for a killed worker's messages (90 s), for a full disk (60 s), and for what is slow then. */
const PATIENCE = { settlesMs: 300_000, triesMs: 240_000 };
const CAPS = { messages: 8, reminders: 3 };
/** Six processes come up at once, on two cores. */
const UP_MS = 300_000;

export async function openSeasonStage({ home, definition, seed, settle }: Setting): Promise<SeasonStage> {
  mkdirSync(home, { recursive: true });
  // What was begun last ends first.
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    await buildApp();
    const programs = await programsOf([...new Set(PROCESSES.map(kindOf))]);
    closers.push(() => programs.remove());
    const consoles = await openGate();
    closers.push(() => consoles.stop());
    const url = `http://127.0.0.1:${consoles.port}`;
    const provider = await startProvider(consoles.port);
    closers.push(() => provider.stop());
    const simulators = await bringUp({
      home: join(home, 'simulators'),
      env: { CONSOLE_PORT: String(provider.pushes), PUBLIC_URL: url, LOG_LEVEL: 'info' },
      log: () => {},
      only: ['simulators'],
      temporary: true,
    });
    closers.push(() => simulators.stop());
    const { sms = '', mail = '' } = simulators.pages;
    provider.leadTo(sms);
    const front = `http://127.0.0.1:${provider.sends}`;
    const servers = await startServers(home, { SMS_URL: front, REHEARSAL_SMS_URL: front });
    closers.push(() => servers.stop());
    const feeds = join(home, 'feeds.yaml');
    const office = await openWeatherOffice(feeds, definition.scope);
    closers.push(() => office.close());
    const driven = readEnv({ ...simulators.env, ...servers.envOf('driver') });
    await prepareDatabase(driven, settle);

    const ports = new Map<ProcessName, number>();
    const envOf = (process_: ProcessName): NodeJS.ProcessEnv => ({
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...simulators.env,
      ...servers.envOf(process_),
      FEEDS_FILE: feeds,
      ...(ports.has(process_) && { CONSOLE_PORT: String(ports.get(process_)) }),
    });
    for (const name of PROCESSES) if (name.startsWith('console')) ports.set(name, await freePort());
    consoles.leadTo(...ports.values());
    const crew = man({ programs, logs: join(home, 'logs'), envOf, adopt: simulators.adopt });
    closers.push(() => crew.end());
    await eventually(() => allReady([...ports.values()]), UP_MS);

    const sql = patientSql(connect(driven.DATABASE_URL, { max: 6 }));
    closers.push(() => sql.end({ timeout: 1 }));
    const client = await connectClient(driven, sql);
    closers.push(() => client.close());
    return {
      ...{ crew, servers, provider, office, sql, simulators: { sms, mail }, close },
      async play(signal) {
        // Misdeeds of the gateway go by how often a wording has come to a phone since it forgot.
        for (const page of [sms, mail]) await fetch(`${page}/messages`, { method: 'DELETE' });
        return rehearse({
          ...{ sql, client: patientClient(client), definition, seed, signal },
          ...{ simulators: { sms, mail }, gateway: 'hostile', caps: CAPS, patience: PATIENCE },
          hooks: { url, secret: hookSecret(driven, SIMULATOR) },
          apiToken: driven.API_TOKEN,
          redis: { url: driven.REDIS_URL, prefix: driven.QUEUE_PREFIX },
          reportsDir: join(home, 'reports'),
        });
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function allReady(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The console at ${port} is not ready`);
  }
}

/** A port that nobody has now; a console takes the same one again whenever it starts. */
async function freePort(): Promise<number> {
  const probe = await openGate();
  await probe.stop();
  return probe.port;
}

/** Removes what a stage leaves. */
export const forget = (home: string): void => rmSync(home, { recursive: true, force: true });
