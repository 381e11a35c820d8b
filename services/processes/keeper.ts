import { setTimeout as pause } from 'node:timers/promises';
import { endTree, isAlive, readRoster } from './roster';

/**
 * The keeper: a separate process for the case that the owner of the services is killed. It outlives the owner, and ends
 * the servers in the roster. Its standard input is a pipe from the owner; the system closes the pipe however the owner
 * dies. If the servers ended in order, nothing is left to do. Arguments: the home folder, and the owner's pid and
 * birth.
 */
const [home = '', pid, born = ''] = process.argv.slice(2);
const owner = { name: 'nuandong', pid: Number(pid), born };
const LOOK_EVERY_MS = 50;

async function keep(): Promise<void> {
  // The system closes the pipes of a process shortly before the process is gone.
  while (isAlive(owner)) await pause(LOOK_EVERY_MS);
  const roster = readRoster(home);
  // Another owner has taken the home already, and has ended what it found.
  if (roster?.owner.pid !== owner.pid || roster.owner.born !== owner.born) return;
  // Postgres would wait for its clients on SIGTERM; the others end in order on SIGINT as well.
  await Promise.all(roster.children.map((member) => endTree(member, 'SIGINT')));
}

process.stdin.resume();
process.stdin.once('close', () => void keep());
