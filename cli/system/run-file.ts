import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../config/root';
import { readSurroundings } from '../../config/surroundings';
import { isAlive, memberOf } from '../../services/processes/roster';

/** The folder of this checkout's `npm start`; the user can choose another by NUANDONG_HOME. */
export const HOME = resolve(readSurroundings().NUANDONG_HOME ?? join(ROOT, '.nuandong'));
const RUN_FILE = join(HOME, 'run.json');

const runFile = z.object({
  pid: z.int().positive(),
  born: z.string(),
  env: z.record(z.string(), z.string()),
  pages: z.record(z.string(), z.string()),
});

/** The file by which a running `nuandong up` tells other commands its process, settings and pages. */
export type RunningSystem = z.infer<typeof runFile>;

/** @returns the running system of this checkout, or null; a killed one does not count. */
export function runningSystem(): RunningSystem | null {
  try {
    const run = runFile.parse(JSON.parse(readFileSync(RUN_FILE, 'utf8')));
    return isAlive({ name: 'nuandong', ...run }) ? run : null;
  } catch {
    return null;
  }
}

/** Writes the file for other commands. Only its owner can read it, because the settings include the secrets. */
export function announce({ env, pages }: Pick<RunningSystem, 'env' | 'pages'>): void {
  const me = memberOf('nuandong', process.pid);
  if (!me) throw new Error('This system does not tell when a process started (neither /proc nor ps answers).');
  mkdirSync(HOME, { recursive: true });
  writeFileSync(RUN_FILE, JSON.stringify({ pid: me.pid, born: me.born, env, pages }), { mode: 0o600 });
}

export function withdraw(): void {
  rmSync(RUN_FILE, { force: true });
}
