import { readSurroundings } from '../../config/surroundings';
import { commandLineOf, parentOf } from '../../services/processes/process-identity';
import { isAlive, type Member, memberOf } from '../../services/processes/roster';

/** npm runs a script by a shell. */
const SHELL = /^\S*sh -c /;

/**
 * @returns the npm that started this process, and the shell between them. A signal to npm alone ends npm, or npm and
 *   the shell, without a signal to us.
 */
function starters(): Member[] {
  if (!readSurroundings().npm_lifecycle_event) return [];
  const chain: Member[] = [];
  for (let pid: number | null = process.ppid; pid !== null; pid = parentOf(pid)) {
    const member = memberOf('starter', pid);
    if (member) chain.push(member);
    if (!SHELL.test(commandLineOf(pid))) return chain;
  }
  return chain;
}

const LOOK_EVERY_MS = 500;

/** Calls `tell` once when the starting npm has ended. @returns a function that ends the watch */
export function whenStarterIsGone(tell: () => void): () => void {
  const all = starters();
  const timer = setInterval(() => {
    if (all.every(isAlive)) return;
    clearInterval(timer);
    tell();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
