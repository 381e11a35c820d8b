import { chance } from '../../../rehearsal/people/chance';
import {
  FAULT_KINDS,
  type Fault,
  type FaultKind,
  FEED_MISDEEDS,
  type Planned,
  PROCESSES,
  PROVIDER_MISDEEDS,
  RESTARTED,
  serversOf,
} from './fault';

/** From the end of one draw to the next fault, in ms. */
const [LEAST_GAP, MOST_GAP] = [4_000, 14_000];
/** Nothing is broken any more in the last part of the time, so that the last fault can be seen to heal. */
const QUIET_END_MS = 20_000;
const TEN_MINUTES = 600_000;
/**
 * The network to the provider breaks for a moment only: the campaign's clock leaps meanwhile, and an outage of seconds
 * would be one of days. See `provider`.
 */
const BLINK_MS = { cut: 0, stall: 5_000 };

/** Makes draws that depend only on the seed and on what they are about. */
interface Lot {
  number(least: number, most: number, ...about: (string | number)[]): number;
  one<Of>(of: readonly Of[], ...about: (string | number)[]): Of;
}

/**
 * @returns what is broken when: the same for the same seed and minutes. Each kind comes as often as the others, give or
 *   take one: kinds are drawn like cards, all of them before any comes again; so are the processes that are killed
 * @param kinds that are drawn, all when left out
 */
export function scheduleOf(seed: number, minutes: number, kinds: readonly FaultKind[] = FAULT_KINDS): Planned[] {
  const lot = lotOf(seed);
  const end = minutes * 60_000 - QUIET_END_MS;
  const planned: Planned[] = [];
  const nextKind = deckOf(kinds, (kind, nth) => lot.number(0, 1e9, 'card', nth, kind));
  const nextKilled = deckOf(PROCESSES, (process, nth) => lot.number(0, 1e9, 'killed', nth, process));
  let at = 0;
  for (let nth = 0; ; nth += 1) {
    at += lot.number(LEAST_GAP, MOST_GAP, 'gap', nth);
    if (at >= end) return planned;
    const kind = nextKind(nth);
    planned.push({ at, ...(kind === 'kill' ? { kind, process: nextKilled(nth) } : faultOf(kind, lot, nth)) });
  }
}

function faultOf(kind: Exclude<FaultKind, 'kill'>, lot: Lot, nth: number): Fault {
  const process = lot.one(PROCESSES, 'process', nth);
  const server = lot.one(serversOf(process), 'server', nth);
  const between = (least: number, most: number) => lot.number(least, most, 'long', nth);
  switch (kind) {
    case 'stop':
      return { kind, process, forMs: 30_000 };
    case 'restart':
      return { kind, server: lot.one(RESTARTED, 'restarted', nth) };
    case 'full-disk':
      return { kind, forMs: 60_000 };
    case 'flush':
      return { kind };
    case 'cut':
    case 'stall':
      return { kind, process, server, forMs: server === 'gateway' ? BLINK_MS[kind] : between(5_000, 20_000) };
    case 'slow':
      return { kind, process, server, forMs: between(10_000, 30_000), byMs: lot.number(20, 500, 'late', nth) };
    case 'clock':
      return {
        kind,
        process,
        byMs: lot.one([-TEN_MINUTES, TEN_MINUTES], 'clock', nth),
        forMs: between(30_000, 60_000),
      };
    case 'provider':
      return { kind, does: lot.one(PROVIDER_MISDEEDS, 'does', nth), times: lot.number(3, 10, 'times', nth) };
    case 'feed':
      return { kind, does: lot.one(FEED_MISDEEDS, 'does', nth), forMs: between(20_000, 90_000) };
  }
}

function lotOf(seed: number): Lot {
  const number: Lot['number'] = (least, most, ...about) =>
    least + Math.floor(chance(seed, 'chaos', ...about) * (most - least));
  return {
    number,
    one(of, ...about) {
      const drawn = of[number(0, of.length, ...about)];
      if (drawn === undefined) throw new Error('There is nothing to draw from');
      return drawn;
    },
  };
}

/** @returns a draw without return: all come before any comes again, in the order of a rank */
function deckOf<Of>(of: readonly Of[], rank: (one: Of, nth: number) => number): (nth: number) => Of {
  let cards: Of[] = [];
  return (nth) => {
    if (cards.length === 0) cards = shuffled(of, (one) => rank(one, nth));
    const drawn = cards.shift();
    if (drawn === undefined) throw new Error('There is nothing to draw from');
    return drawn;
  };
}

const shuffled = <Of>(of: readonly Of[], rank: (one: Of) => number): Of[] =>
  of
    .map((one) => ({ one, at: rank(one) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
