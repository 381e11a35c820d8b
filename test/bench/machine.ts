import { cpus, loadavg } from 'node:os';
import { processorSecondsOf } from '../../services/processes/process-identity';

/** How busy the machine was during a run; shares are of the time of all its processors, from 0 to 1. */
export interface Machine {
  processors: number;
  /** Load average of the minute before the run. */
  loadAtStart: number;
  seconds: number;
  /** What the run's own processes used, its servers included; null where the system does not tell. */
  ownShare: number | null;
  /** What everybody else used. */
  otherShare: number | null;
}

/** @returns a function that gives what was seen since the call */
export function watchMachine(): () => Machine {
  const before = { at: performance.now(), load: loadavg()[0] ?? 0, own: ownSeconds(), ...processorTimes() };
  return () => {
    const { all, busy } = processorTimes();
    const own = ownSeconds();
    const time = (all - before.all) / 1000;
    const ownShare = own === null || before.own === null ? null : (own - before.own) / time;
    return {
      processors: cpus().length,
      loadAtStart: round2(before.load),
      seconds: Math.round((performance.now() - before.at) / 1000),
      ownShare: ownShare === null ? null : round2(ownShare),
      otherShare: ownShare === null ? null : round2(Math.max(0, (busy - before.busy) / 1000 / time - ownShare)),
    };
  };
}

const ownSeconds = () => processorSecondsOf(process.pid);

/** Of all processors since the machine began, in milliseconds. */
function processorTimes(): { all: number; busy: number } {
  const sums = cpus().map(({ times: { idle, ...busy } }) => [
    idle,
    Object.values(busy).reduce((sum, one) => sum + one),
  ]);
  return sums.reduce(({ all, busy }, [idle = 0, worked = 0]) => ({ all: all + idle + worked, busy: busy + worked }), {
    all: 0,
    busy: 0,
  });
}

const round2 = (figure: number): number => Math.round(figure * 100) / 100;
