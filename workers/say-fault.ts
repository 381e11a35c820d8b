import { Refused } from '../domain/text/refusal';

/**
 * Ends a process that could not start. A refusal tells what to do: in both languages, as nobody has chosen one here.
 */
export function sayFault(error: Error): never {
  const told = error instanceof Refused ? `${error.sayAll('zh-CN')}\n${error.message}` : error.message;
  process.stderr.write(`${told}\n`);
  process.exit(1);
}
