import { join } from 'node:path';
import { postgresAnswers } from '../../../services/postgres';
import { bringUp, type Service, type Stack } from '../../../services/stack';
import { connect } from '../../../store/db/db';
import { eventually } from '../../support/eventually';
import { type Gate, openGate } from '../gate';
import { PROCESSES, type ProcessName, RESTARTED, type Restarted, SERVERS, type ServerName } from './fault';
import { mountSmallDisk, type SmallDisk } from './small-disk';

/** Whoever reaches the servers: our processes, and the driver of the rehearsal, whose network is never broken. */
export type Party = ProcessName | 'driver';
const PARTIES: readonly Party[] = [...PROCESSES, 'driver'];

/** The servers, with a gate for each party at each of them. */
export interface Servers {
  /** Settings by which a party reaches all of them. */
  envOf(party: Party): Record<string, string>;
  gate(party: Party, server: ServerName): Gate;
  /** One restart of a server at a time. */
  restart(server: Restarted): Promise<void>;
  /** The disk of Postgres; or why it is not a small one. */
  disk: SmallDisk | string;
  /** Starts Postgres again if it has given up. */
  revivePostgres(): Promise<void>;
  stop(): Promise<void>;
}

/** The settings with the address of each. */
const ADDRESS = {
  postgres: ['DATABASE_URL', 'DATABASE_OWNER_URL'],
  redis: ['REDIS_URL'],
  temporal: ['TEMPORAL_ADDRESS'],
  gateway: ['SMS_URL', 'REHEARSAL_SMS_URL'],
} as const satisfies Record<ServerName, readonly string[]>;

/** Room for the tables, and for little of the log of changes, so that a full disk is felt at once. */
const DISK_MB = 800;
const LOG_OF_CHANGES = ['max_wal_size', 'min_wal_size'];
/** Postgres comes back by itself within this, or not at all. */
const RECOVERS_MS = 20_000;

/** @param gateway the provider's settings */
export async function startServers(home: string, gateway: Record<string, string>): Promise<Servers> {
  const disk = mountSmallDisk(join(home, 'postgres'), DISK_MB);
  const unmount = () => typeof disk === 'string' || disk.unmount();
  const stacks = new Map<Restarted, Stack>();
  const turns = new Map<Restarted, Promise<void>>();
  const start = async (server: Restarted) => void stacks.set(server, await alone(join(home, server), server));
  const settingsOf = (server: ServerName) => (server === 'gateway' ? gateway : stacks.get(server)?.env) ?? {};
  const portOf = (server: ServerName) => Number(hostOf(settingsOf(server)[ADDRESS[server][0]] ?? '').split(':')[1]);
  const gates = new Map<string, Gate>();
  try {
    await Promise.all(RESTARTED.map(start));
    await keepLittleLog(settingsOf('postgres').DATABASE_OWNER_URL ?? '');
    for (const party of PARTIES)
      for (const server of SERVERS) gates.set(`${party} ${server}`, await openGate(portOf(server)));
  } catch (error) {
    await stop();
    throw error;
  }

  function gate(party: Party, server: ServerName): Gate {
    const found = gates.get(`${party} ${server}`);
    if (!found) throw new Error(`There is no gate between ${party} and ${server}`);
    return found;
  }

  async function startAgain(server: Restarted): Promise<void> {
    // The driver is no part of what is tested: it waits.
    const driver = gate('driver', server);
    driver.behave({ is: 'stall' });
    await stacks.get(server)?.stop();
    await eventually(() => start(server), 60_000);
    for (const party of PARTIES) gate(party, server).leadTo(portOf(server));
    driver.behave({ is: 'open' });
  }

  function restart(server: Restarted): Promise<void> {
    const turn = (turns.get(server) ?? Promise.resolve()).then(() => startAgain(server));
    turns.set(server, turn);
    return turn;
  }

  async function stop(): Promise<void> {
    await Promise.allSettled(turns.values());
    await Promise.all([...gates.values()].map((one) => one.stop()));
    await Promise.all([...stacks.values()].map((stack) => stack.stop()));
    unmount();
  }

  return {
    envOf: (party) =>
      Object.fromEntries(
        SERVERS.flatMap((server) =>
          ADDRESS[server].map((name) => [name, through(settingsOf(server)[name] ?? '', gate(party, server).port)]),
        ),
      ),
    ...{ gate, restart, disk, stop },
    async revivePostgres() {
      const answers = async () => {
        if (!(await postgresAnswers(settingsOf('postgres').DATABASE_URL ?? ''))) throw new Error('Postgres is down');
      };
      await eventually(answers, RECOVERS_MS).catch(() => restart('postgres'));
    },
  };
}

async function keepLittleLog(ownerUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1 });
  for (const name of LOG_OF_CHANGES) await sql.unsafe(`alter system set ${name} = '64MB'`);
  await sql`select pg_reload_conf()`;
  await sql.end({ timeout: 1 });
}

const alone = (home: string, service: Service): Promise<Stack> =>
  bringUp({ home, env: {}, log: () => {}, only: [service], temporary: true });

/** host:port of an address, which may have no scheme. */
const hostOf = (address: string): string => (address.includes('://') ? new URL(address).host : address);

const through = (address: string, port: number): string => address.replace(hostOf(address), `127.0.0.1:${port}`);
