import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, readRoster } from '../processes/roster';

/** Temporal's own store of a home folder: its database, and what SQLite has not yet put into it. */
const FOLDER = 'temporal';
const STORE = /^temporal\.db(-wal|-shm)?$/;

/**
 * Reads the store of the development server. A running server is stopped for the moment of reading: then the files are
 * what a machine without power would leave, from which SQLite goes on.
 * @returns nothing where this home has no Temporal of its own
 */
export async function readClocks(home: string): Promise<{ name: string; bytes: Buffer }[]> {
  const server = readRoster(home)?.children.find((child) => child.name === 'temporal' && isAlive(child));
  if (server) process.kill(server.pid, 'SIGSTOP');
  try {
    const names = filesIn(join(home, FOLDER));
    return await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(home, FOLDER, name)) })));
  } finally {
    if (server) process.kill(server.pid, 'SIGCONT');
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => STORE.test(name));
  } catch {
    return [];
  }
}

/** @returns whether a name in a backup is one of the store's files, and no path to somewhere else */
export const isClockFile = (name: string): boolean => STORE.test(name);

/** Puts a file of the store into a home whose Temporal does not run. */
export async function writeClock(home: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  await mkdir(join(home, FOLDER), { recursive: true });
  await writeFile(join(home, FOLDER, name), bytes, { mode: 0o600, flag: 'wx' });
}
