import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes';
import type { Ground } from './ground';
import { temporalBinary } from './temporal-binary';

/** How the command line names the types: Keyword, Int, Datetime. */
const typeName = (type: string) => `${type.charAt(0)}${type.slice(1).toLowerCase()}`;

/**
 * Events after which a workflow of a test or of a passing rehearsal continues as new. The server's own 4,096 would
 * take a test minutes to reach; this way it happens in every longer run.
 */
const SHORT_HISTORY = 500;

/**
 * Starts Temporal's development server, its history in one SQLite file of the home folder.
 * @param namespace is made when it is not there
 * @returns host:port of the frontend, and the address of the Web UI
 */
export async function startTemporal(ground: Ground, namespace: string): Promise<{ address: string; ui: string }> {
  const command = await temporalBinary(ground);
  const port = await ground.pickPort('temporal');
  const uiPort = await ground.pickPort('temporalUi');
  const folder = join(ground.home, 'temporal');
  mkdirSync(folder, { recursive: true });
  const address = `127.0.0.1:${port}`;
  await ground.children.start({
    name: 'temporal',
    command,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...['--namespace', namespace, '--db-filename', join(folder, 'temporal.db'), '--log-level', 'warn'],
      ...(ground.temporary
        ? ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SHORT_HISTORY}`]
        : []),
      ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${typeName(type)}`,
      ]),
    ],
    stopSignal: 'SIGTERM',
    answers: () => temporalAnswers(address, namespace),
  });
  return { address, ui: `http://127.0.0.1:${uiPort}` };
}

/** @returns whether a Temporal server answers there and has the namespace. */
export async function temporalAnswers(address: string, namespace: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
