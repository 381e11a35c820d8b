import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { readSurroundings } from '../config/surroundings';

const foldersOfPath = (): string[] => readSurroundings().PATH.split(delimiter).filter(Boolean);

/** @returns the full path of the first of these programs that is on PATH, or null. */
export const onPath = (...names: string[]): string | null => firstOf(names, foldersOfPath());

/**
 * Like {@link onPath}, but looks also in the `sbin` beside each `bin`: Debian keeps servers there, and only root has it
 * on PATH.
 */
export function serverOnPath(...names: string[]): string | null {
  const folders = foldersOfPath();
  return firstOf(names, [...folders, ...folders.map((folder) => join(folder, '..', 'sbin'))]);
}

const firstOf = (names: readonly string[], folders: readonly string[]): string | null =>
  names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a long command, and passes on every line of its output as progress.
 * @throws Error with its last lines when it fails
 */
export async function runShowing({
  command,
  args,
  env,
  identity,
  log,
  signal,
}: {
  command: string;
  args: string[];
  /** The account to run as; ours when left out. */
  identity?: { uid?: number; gid?: number };
  env?: Record<string, string>;
  log(line: string): void;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...identity,
    ...(signal && { signal }),
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (last.push(line) > 5) last.shift();
      log(`  ${line}`);
    });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  ).catch((error: Error) => {
    signal?.throwIfAborted();
    throw error;
  });
  if (code !== 0)
    throw new Error(`\`${[command, ...args].join(' ')}\` failed (exit code ${code}): ${last.join(' / ')}`);
}
