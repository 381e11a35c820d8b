import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STORES = ['sqlite', 'postgres'] as const;
/** Where the Temporal of a home folder stores: in a file of the development server, or in Postgres. */
export type TemporalStore = (typeof STORES)[number];

const isStore = (name: string): name is TemporalStore => STORES.includes(name as TemporalStore);

/**
 * @param wanted by the setting TEMPORAL_STORE, if any
 * @returns the store of a home folder, which keeps the one of its first start: the other one does not know the
 *   campaigns that run
 * @throws Error when another is wanted, or one that there is not
 */
export function temporalStoreOf(home: string, wanted: string | undefined): TemporalStore {
  if (wanted !== undefined && !isStore(wanted))
    throw new Error(`TEMPORAL_STORE is ${wanted}: it can be ${STORES.join(' or ')}.`);
  const had = keptStore(home);
  if (had && wanted && had !== wanted)
    throw new Error(
      `The campaigns of ${home} are in Temporal on ${had}: leave TEMPORAL_STORE out, or name another folder by NUANDONG_HOME.`,
    );
  if (had === null && wanted === 'postgres') keepOnPostgres(home);
  return had ?? wanted ?? 'sqlite';
}

const markOf = (home: string): string => join(home, 'temporal', 'store');

function keptStore(home: string): TemporalStore | null {
  if (!existsSync(markOf(home))) return existsSync(join(home, 'temporal', 'temporal.db')) ? 'sqlite' : null;
  const kept = readFileSync(markOf(home), 'utf8').trim();
  return isStore(kept) ? kept : null;
}

function keepOnPostgres(home: string): void {
  mkdirSync(join(home, 'temporal'), { recursive: true });
  writeFileSync(markOf(home), 'postgres\n');
}
