import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes';
import type { Ground } from './ground';
import { temporalBinary } from './temporal-binary';

/** The command line's names of the types: Keyword, Int, Datetime. */
const typeName = (type: string) => `${type.charAt(0)}${type.slice(1).toLowerCase()}`;

/**
 * Number of events after which a workflow of a test or a temporary rehearsal continues as new. A test would take
 * minutes to reach the server's own 4,096; with this number, every longer run continues as new.
 */
export const SHORT_HISTORY = 500;

/**
 * An activity goes to the worker that has just asked for it, where that has room: it spares the way through a queue,
 * and one of the server's two writes.
 */
export const EAGER = 'system.enableActivityEagerExecution';

/** A commit waits for the disk once, where SQLite's own journal waits three times. Backups read its files as well. */
const LASTING = ['--sqlite-pragma', 'journal_mode=WAL'];

/** What outlives only the server's process, and not the machine, need not wait for the disk. */
const TEMPORARY = [
  ...['--sqlite-pragma', 'synchronous=OFF'],
  ...['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SHORT_HISTORY}`],
];

/**
 * Starts Temporal's development server; its history is one SQLite file in the home folder.
 * @param namespace created when it does not exist
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
      ...LASTING,
      ...['--dynamic-config-value', `${EAGER}=true`],
      ...(ground.temporary ? TEMPORARY : []),
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
