import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from './engine';
import { runOrNull } from './run';

/** What a service's containers had at most: MB of one, and its share of the limit in docker-compose.yml. */
export interface Most {
  mb: number;
  share: number;
}

const LOOK_EVERY_MS = 2000;
const MB: Readonly<Record<string, number>> = { KiB: 1 / 1024, MiB: 1, GiB: 1024 };
/** The name of a container, what it has, its limit. */
const LINE = /^nuandong-check-([a-z-]+?)(?:-run)?-[0-9a-f]+ ([\d.]+)([KMG]iB) \/ ([\d.]+)([KMG]iB)$/;

/** Looks again and again how much memory each service has. @returns what ends that, and tells the most of each */
export function watchMemory({ env }: Engine): () => Promise<Record<string, Most>> {
  const most: Record<string, Most> = {};
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const said = await runOrNull('docker', ['stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}'], { env });
      for (const line of (said ?? '').split('\n')) see(most, line);
      await pause(LOOK_EVERY_MS);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return most;
  };
}

/** Takes a line of `docker stats` into account. */
function see(most: Record<string, Most>, line: string): void {
  const [, service = '', used, unit = '', limit, ofLimit = ''] = LINE.exec(line) ?? [];
  if (service === '') return;
  const mb = Math.round(Number(used) * (MB[unit] ?? Number.NaN));
  const share = Number((mb / (Number(limit) * (MB[ofLimit] ?? Number.NaN))).toFixed(2));
  if (mb > (most[service]?.mb ?? 0)) most[service] = { mb, share };
}
