import { mkdirSync } from 'node:fs';
import { onPath } from '../commands';
import { buildWithGo, cacheFolder, keptProgram } from '../go-program';

/** The server of production (docker-compose.yml), which the development server of our command line holds as well. */
export const SERVER_VERSION = '1.29.1';
const MODULE = 'go.temporal.io/server';

const PROGRAMS = {
  server: { name: 'temporal-server', path: `${MODULE}/cmd/server` },
  schemaTool: { name: 'temporal-sql-tool', path: `${MODULE}/cmd/tools/sql` },
} as const;
export type ServerProgram = keyof typeof PROGRAMS;

/**
 * A program of Temporal's server: on PATH, else kept in the user's cache folder, else built with Go.
 * @returns its full path
 * @throws Error that names every way to get it
 */
export async function serverProgram(
  which: ServerProgram,
  obtaining: { log(line: string): void; signal?: AbortSignal | undefined },
): Promise<string> {
  const { name, path } = PROGRAMS[which];
  const folder = cacheFolder(`temporal-server-${SERVER_VERSION}`);
  const found = onPath(name) ?? keptProgram(folder, name);
  if (found) return found;
  if (!onPath('go'))
    throw new Error(
      `Temporal on Postgres needs \`${name}\` ${SERVER_VERSION} on PATH, or Go to build it. Or leave TEMPORAL_STORE out: ` +
        "Temporal's development server needs neither.",
    );
  obtaining.log(`Building ${name} ${SERVER_VERSION} with Go (about 2 minutes, once)`);
  mkdirSync(folder, { recursive: true });
  return buildWithGo({ path: `${path}@v${SERVER_VERSION}`, folder, as: name }, obtaining);
}
