import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readSurroundings } from '../config/surroundings';
import { isExecutable, runShowing } from './commands';

type Obtaining = { log(line: string): void; signal?: AbortSignal | undefined };

/** The usual folder for caches; the user can choose another by XDG_CACHE_HOME. What is in it serves every checkout. */
export function cacheFolder(name: string): string {
  const caches = readSurroundings().XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(caches, 'nuandong', name);
}

/** @returns a program that is kept in a folder, or null. */
export const keptProgram = (folder: string, name: string): string | null =>
  isExecutable(join(folder, name)) ? join(folder, name) : null;

/**
 * Builds a program with Go, without the C libraries of this machine, so that it also runs in a container. `-v` names
 * every package as it is compiled: a build takes minutes, and silence would look like a hang.
 * @param path of its package, with the version: example.org/cmd/name@v1
 * @param as its name in the folder
 */
export async function buildWithGo(
  { path, folder, as }: { path: string; folder: string; as: string },
  { log, signal }: Obtaining,
): Promise<string> {
  let packages = 0;
  const every = 50;
  const counted = (line: string) => {
    packages += 1;
    if (!/^ {2}[\w./-]+$/.test(line)) log(line);
    else if (packages % every === 0) log(`  … ${packages} packages`);
  };
  // Two that build at once do not meet.
  const building = join(folder, `.building-${process.pid}`);
  mkdirSync(building, { recursive: true });
  await runShowing({
    command: 'go',
    args: ['install', '-v', path],
    env: { GOBIN: building, CGO_ENABLED: '0' },
    log: counted,
    signal,
  });
  const name = path.split('@')[0]?.split('/').at(-1) ?? as;
  renameSync(join(building, name), join(folder, as));
  rmSync(building, { recursive: true });
  return join(folder, as);
}
