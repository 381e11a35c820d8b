import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** The first port that each service tries. Redis and Postgres avoid the ports of the system's own servers. */
export const PREFERRED = {
  console: 8080,
  temporal: 7233,
  temporalUi: 8233,
  // Of the roles of Temporal's server on Postgres, and of the ring in which they find each other.
  'temporal-frontend-ring': 6933,
  'temporal-history': 7234,
  'temporal-history-ring': 6934,
  'temporal-matching': 7235,
  'temporal-matching-ring': 6935,
  'temporal-worker': 7239,
  'temporal-worker-ring': 6939,
  redis: 16_379,
  postgres: 15_432,
  smtp: 1025,
  mail: 8025,
  sms: 8026,
  smpp: 2775,
  app: 5173,
} as const;
export type PortName = keyof typeof PREFERRED;

/** Neighbouring ports to try before the system picks any free port. */
const NEIGHBOURS = 20;
const ANY = 0;
/**
 * Below the ports that Linux gives to outgoing connections (ip_local_port_range, 32768 up): one of those may be taken
 * between the check and its use, which is seconds for a console that is still being built.
 */
const [LEAST, MOST] = [20_000, 32_000];

const portsFile = z.partialRecord(z.enum(Object.keys(PREFERRED) as PortName[]), z.int().positive());

/**
 * Picks free ports on the loopback address: last time's port, else the preferred one, else a neighbour. It stores the
 * choice in the home folder, so that links keep working after a restart.
 * @param temporary takes any free port (many such stacks run side by side), and stores none
 */
export function portBook({ home, temporary, log }: { home: string; temporary: boolean; log(line: string): void }) {
  const file = join(home, 'ports.json');
  const remembered = temporary ? {} : readPorts(file);
  const picked = new Set<number>();

  return async (name: PortName): Promise<number> => {
    const first = remembered[name] ?? PREFERRED[name];
    for (const candidate of temporary ? anyPorts() : candidates(name, remembered[name])) {
      if (picked.has(candidate)) continue;
      // Reserved before the check, because other calls check at the same time.
      picked.add(candidate);
      if (!(await freePort(candidate))) continue;
      if (temporary) return candidate;
      if (candidate !== first) log(`Port ${first} is busy: ${name} takes ${candidate}`);
      remembered[name] = candidate;
      writeFileSync(file, JSON.stringify(remembered));
      return candidate;
    }
    const port = await freePort(ANY);
    if (!port) throw new Error('This machine has no free port on 127.0.0.1.');
    picked.add(port);
    return port;
  };
}

const anyPorts = (): number[] =>
  Array.from({ length: NEIGHBOURS }, () => LEAST + Math.floor(Math.random() * (MOST - LEAST)));

function candidates(name: PortName, last: number | undefined): number[] {
  const preferred = Array.from({ length: NEIGHBOURS }, (_, step) => PREFERRED[name] + step);
  return last ? [last, ...preferred] : preferred;
}

function readPorts(file: string): z.infer<typeof portsFile> {
  try {
    return portsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** @returns the port when it can be listened on (for 0: one that the system chose), else null. */
function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address ? address.port : null;
      probe.close(() => resolve(found));
    });
  });
}
