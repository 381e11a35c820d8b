import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../config/root';
import { readSurroundings } from '../../config/surroundings';
import { isAlive, memberOf } from '../../services/processes/roster';

/** Where `npm start` of this checkout keeps everything; NUANDONG_HOME is the user's own choice of the place. */
export const HOME = resolve(readSurroundings().NUANDONG_HOME ?? join(ROOT, '.nuandong'));
const RUN_FILE = join(HOME, 'run.json');

const runFile = z.object({
  pid: z.int().positive(),
  born: z.string(),
  env: z.record(z.string(), z.string()),
  pages: z.record(z.string(), z.string()),
});

/** What a running `nuandong up` tells the other commands: who it is, its settings and its pages. */
export type RunningSystem = z.infer<typeof runFile>;

/** @returns the system that runs in this checkout now, or null; one that was killed does not count. */
export function runningSystem(): RunningSystem | null {
  try {
    const run = runFile.parse(JSON.parse(readFileSync(RUN_FILE, 'utf8')));
    return isAlive({ name: 'nuandong', ...run }) ? run : null;
  } catch {
    return null;
  }
}

/** Tells the other commands of this process. Readable by its owner only, for the secrets are among the settings. */
export function announce({ env, pages }: Pick<RunningSystem, 'env' | 'pages'>): void {
  const me = memberOf('nuandong', process.pid);
  if (!me) throw new Error('This system does not tell when a process started (neither /proc nor ps answers).');
  mkdirSync(HOME, { recursive: true });
  writeFileSync(RUN_FILE, JSON.stringify({ pid: me.pid, born: me.born, env, pages }), { mode: 0o600 });
}

export function withdraw(): void {
  rmSync(RUN_FILE, { force: true });
}
