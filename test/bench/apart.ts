import { fork } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../config/root';
import { ENDS_WITH_US } from './roles';

/**
 * Does a piece of work in a process of its own, as a command does it, so that its memory can be measured.
 * @param file absolute path of a module that calls {@link answerOnce}
 * @throws Error when it ends without an answer; its own output has the reason
 */
export async function runApart<Asked extends object, Answer>(file: string, asked: Asked): Promise<Answer> {
  const child = fork(file, { cwd: ROOT, execArgv: ['--import', 'tsx', ...ENDS_WITH_US] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The work ended without an answer (exit code ${code})`);
  });
  child.send(asked);
  try {
    const [done] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
    return done;
  } finally {
    // It ends by itself after its answer.
    ended.catch(() => {});
  }
}

/** The other side of {@link runApart}: does what it is asked, once, and ends. */
export function answerOnce<Asked, Answer>(work: (asked: Asked) => Promise<Answer>): void {
  process.once('message', (asked: Asked) => {
    work(asked).then(
      (done) => process.send?.(done, () => process.exit(0)),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

/** @returns the most memory that this process ever had, Node itself included, in MB */
export const mostMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1000);
