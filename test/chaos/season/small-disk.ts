import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own, which can be full. */
export interface SmallDisk {
  /** Leaves no byte. */
  fill(): void;
  empty(): void;
  unmount(): void;
}

const PIECE = Buffer.alloc(1 << 20);

/**
 * Mounts a disk in memory, which is really full when it is: ENOSPC comes from the kernel.
 * @returns the disk; or why there is none, where nobody may mount one
 */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | string {
  mkdirSync(folder, { recursive: true });
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'nuandong-chaos', folder],
    { encoding: 'utf8' },
  );
  if (status !== 0) return `no small disk can be mounted here: ${(error?.message ?? stderr).trim()}`;
  const ballast = join(folder, 'ballast');
  return {
    fill() {
      const file = openSync(ballast, 'w');
      try {
        for (let size = PIECE.length; size >= 1; size = Math.floor(size / 16)) fillBy(file, size);
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    unmount() {
      spawnSync('umount', ['--lazy', folder]);
    },
  };
}

/** Writes pieces until none fits. */
function fillBy(file: number, size: number): void {
  try {
    for (;;) writeSync(file, PIECE, 0, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
