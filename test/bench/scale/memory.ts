import { readFileSync } from 'node:fs';
import { commandLineOf, descendantsOf } from '../../../services/processes/process-identity';

const EVERY_MS = 1000;
/** Our roles and commands, not the servers, the sinks and the measuring process. */
const OURS = /workers\/dist\/[a-z]+\.cjs|bench\/scale\/[a-z]+\.ts/;

/**
 * Looks at the memory of our processes again and again.
 * @returns a function that ends it, and gives the most of all together, in MB
 */
export function watchMemory(): () => number {
  let most = 0;
  const look = () => {
    const now = descendantsOf(process.pid)
      .filter((pid) => OURS.test(commandLineOf(pid)))
      .reduce((sum, pid) => sum + residentKb(pid), 0);
    most = Math.max(most, now);
  };
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return Math.round(most / 1000);
  };
}

/** Nothing for a process that has just ended, and on systems that do not tell. */
function residentKb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
