import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { runShowing } from '../commands';
import type { Ground } from '../ground';
import { EAGER, SHORT_HISTORY } from '../temporal';
import { configuration, ROLES, type RolePorts } from './configuration';
import { type ClockDatabase, databasesAt } from './databases';
import { serverProgram } from './programs';

/** A closed campaign stays visible for a season. */
const RETENTION = msToTs('90 days');
/** gRPC: there is nothing of that name. */
const NOT_FOUND = 5;

/**
 * Starts Temporal's server as in production, all its roles in one process, with its stores in Postgres. It has no Web
 * UI.
 * @param databaseServer address of its role, which may create databases
 * @param namespace created when it does not exist
 * @returns host:port of the frontend
 */
export async function startTemporalOnPostgres(
  ground: Ground,
  databaseServer: string,
  namespace: string,
): Promise<string> {
  const command = await serverProgram('server', ground);
  await bringSchemaUp(ground, databaseServer);
  const ports = await portsOf(ground);
  const address = `127.0.0.1:${ports.frontend.grpc}`;
  const folder = join(ground.home, 'temporal', 'config');
  mkdirSync(folder, { recursive: true });
  const changes = join(folder, 'changes.yaml');
  writeFileSync(changes, JSON.stringify({ [EAGER]: [{ value: true }], ...(ground.temporary && SHORT) }));
  // With the password of its role.
  writeFileSync(join(folder, 'here.yaml'), configuration({ server: databaseServer, ports, changes }), { mode: 0o600 });
  await ground.children.start({
    name: 'temporal',
    command,
    args: ['--root', join(ground.home, 'temporal'), '--config', 'config', '--env', 'here', 'start'],
    stopSignal: 'SIGTERM',
    answers: () => hasNamespace(address, namespace),
  });
  return address;
}

const SHORT = { 'limit.historyCount.suggestContinueAsNew': [{ value: SHORT_HISTORY }] };

async function portsOf({ pickPort }: Ground): Promise<RolePorts> {
  const picked: [string, { grpc: number; ring: number }][] = [];
  for (const role of ROLES) {
    const grpc = await pickPort(role === 'frontend' ? 'temporal' : `temporal-${role}`);
    picked.push([role, { grpc, ring: await pickPort(`temporal-${role}-ring`) }]);
  }
  return Object.fromEntries(picked) as RolePorts;
}

/** Of each database, the schema that the tool carries. */
const SCHEMAS: Record<ClockDatabase, string> = { temporal: 'temporal', temporal_visibility: 'visibility' };

/** Makes both databases where they are missing, and their tables; updates those of an older server. */
async function bringSchemaUp(ground: Ground, databaseServer: string): Promise<void> {
  const tool = await serverProgram('schemaTool', ground);
  const { hostname, port, username, password } = new URL(databaseServer);
  const env = {
    SQL_PLUGIN: 'postgres12',
    SQL_HOST: hostname,
    SQL_PORT: port || '5432',
    SQL_USER: decodeURIComponent(username),
    SQL_PASSWORD: decodeURIComponent(password),
  };
  const there = await databasesAt(databaseServer);
  for (const [database, schema] of Object.entries(SCHEMAS)) {
    const run = (...args: string[]) =>
      runShowing({ command: tool, args: ['--db', database, ...args], env, log: () => {}, signal: ground.signal });
    if (!there.includes(database)) await run('create');
    await run('setup-schema', '-v', '0.0');
    await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}

/** @returns whether the server answers and knows the namespace; it is told of it where it does not */
async function hasNamespace(address: string, namespace: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
    const { workflowService: service } = connection;
    await service.describeNamespace({ namespace }).catch(async (error: unknown) => {
      if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
      await service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: RETENTION });
    });
    // What starts workflows looks at a list of its own, which is read anew now and then.
    await service.countWorkflowExecutions({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
