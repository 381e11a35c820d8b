import fc from 'fast-check';
import { FAULT_KINDS, PROCESSES } from '../../chaos/season/fault';
import { scheduleOf } from '../../chaos/season/schedule';

const seeds = fc.integer({ min: 0, max: 1e6 });
const minutes = fc.integer({ min: 1, max: 12 });
/** Each draw is a digest; more runs show nothing else. */
const FEW = { numRuns: 25 };

test('the same seed and minutes break the same things at the same times; another seed breaks others', () => {
  fc.assert(
    fc.property(seeds, minutes, (seed, long) => {
      expect(scheduleOf(seed, long)).toEqual(scheduleOf(seed, long));
      if (long > 2) expect(scheduleOf(seed, long)).not.toEqual(scheduleOf(seed + 1, long));
    }),
    FEW,
  );
});

test('a longer run begins as a shorter one of the same seed, so that a fault found late can be approached', () => {
  fc.assert(
    fc.property(seeds, minutes, (seed, long) => {
      const short = scheduleOf(seed, long);
      expect(scheduleOf(seed, long + 1).slice(0, short.length)).toEqual(short);
    }),
    FEW,
  );
});

test('faults come in the order of time, within the minutes, and each kind as often as the others', () => {
  fc.assert(
    fc.property(seeds, minutes, (seed, long) => {
      const planned = scheduleOf(seed, long);
      const times = planned.map(({ at }) => at);
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(times.every((at) => at > 0 && at < long * 60_000)).toBe(true);
      const often = FAULT_KINDS.map((kind) => planned.filter((fault) => fault.kind === kind).length);
      expect(Math.max(...often) - Math.min(...often)).toBeLessThanOrEqual(1);
    }),
    FEW,
  );
});

test('half an hour of any seed kills each process', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const killed = scheduleOf(seed, 30).flatMap((fault) => (fault.kind === 'kill' ? [fault.process] : []));
      expect(new Set(killed).size).toBe(PROCESSES.length);
    }),
    FEW,
  );
});
