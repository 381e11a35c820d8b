import { readSurroundings } from '../../config/surroundings';
import { commandLineOf, parentOf } from '../../services/processes/process-identity';
import { isAlive, type Member, memberOf } from '../../services/processes/roster';

/** npm runs a script by a shell. */
const SHELL = /^\S*sh -c /;

/**
 * npm, when it has started this process, and the shell between them. A signal to npm alone ends npm, or npm and the
 * shell, and tells us nothing.
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

/** Tells once when npm has gone that started this process. @returns what ends the watch */
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
