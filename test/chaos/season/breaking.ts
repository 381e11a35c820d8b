import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Manner } from '../gate';
import { COUNTED, FAULT_KINDS, type Fault, type Planned } from './fault';
import type { SeasonStage } from './stage';

/** How often each kind of fault has happened, by the name by which it is counted. */
export type Broken = Record<string, number>;

/** Breaks what the schedule says at its times. */
export interface Breaking {
  /** Ends when the last fault is healed. @throws what went wrong with a fault itself */
  ended: Promise<void>;
  broken(): Broken;
}

interface Watching {
  log(line: string): void;
  /** Nothing new is broken after this, and what is broken heals at once. */
  signal: AbortSignal;
}

export function breakBy(schedule: readonly Planned[], stage: SeasonStage, { log, signal }: Watching): Breaking {
  const began = Date.now();
  const count: Broken = Object.fromEntries(FAULT_KINDS.map((kind) => [COUNTED[kind], 0]));
  const healing: Promise<void>[] = [];
  const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal }).catch(() => {});

  async function run(): Promise<void> {
    for (const { at, ...fault } of schedule) {
      await wait(began + at - Date.now());
      if (signal.aborted) break;
      const why = impossible(fault, stage);
      log(`${Math.round((Date.now() - began) / 1000)} s: ${said(fault)}${why === null ? '' : ` (not done: ${why})`}`);
      if (why !== null) continue;
      count[COUNTED[fault.kind]] = (count[COUNTED[fault.kind]] ?? 0) + 1;
      const healed = breakOne(fault, stage, wait);
      // Whoever waits for the end hears of it; until then it is no unhandled rejection.
      healed.catch(() => {});
      healing.push(healed);
    }
    await Promise.all(healing);
  }

  const ended = run();
  ended.catch(() => {});
  return { ended, broken: () => count };
}

/** @returns why a fault cannot be brought about on this machine; null where it can */
const impossible = ({ kind }: Fault, { servers }: SeasonStage): string | null =>
  kind === 'full-disk' && typeof servers.disk === 'string' ? servers.disk : null;

/** Breaks it, and heals it where it does not heal by itself. */
async function breakOne(fault: Fault, stage: SeasonStage, wait: (ms: number) => Promise<unknown>): Promise<void> {
  const { crew, servers, provider, office } = stage;
  const network = async ({ process, server, forMs }: Extract<Fault, { server: string; forMs: number }>, is: Manner) => {
    const gate = servers.gate(process, server);
    gate.behave(is);
    await wait(forMs);
    gate.behave({ is: 'open' });
  };
  switch (fault.kind) {
    case 'kill':
      return crew.kill(fault.process);
    case 'stop':
      return crew.stopFor(fault.process, wait(fault.forMs));
    case 'restart':
      return servers.restart(fault.server);
    case 'full-disk':
      if (typeof servers.disk === 'string') return;
      servers.disk.fill();
      await wait(fault.forMs);
      servers.disk.empty();
      return servers.revivePostgres();
    case 'flush':
      return flush(servers.envOf('driver').REDIS_URL ?? '');
    case 'cut':
    case 'stall':
      return network(fault, { is: fault.kind });
    case 'slow':
      return network(fault, { is: 'slow', ms: fault.byMs });
    case 'clock':
      crew.setClock(fault.process, fault.byMs);
      await wait(fault.forMs);
      return crew.setClock(fault.process, 0);
    case 'provider':
      return provider.does(fault.does, fault.times);
    case 'feed':
      office.does(fault.does);
      await wait(fault.forMs);
      return office.does(null);
  }
}

async function flush(url: string): Promise<void> {
  const client = new Redis(url);
  client.on('error', () => {});
  await client.flushall();
  client.disconnect();
}

const said = ({ kind, ...about }: Fault): string => [kind, ...Object.values(about)].join(' ');
