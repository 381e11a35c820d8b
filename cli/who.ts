import { readSurroundings } from '../config/surroundings';
import { Refused, sentence } from '../domain/text/refusal';
import { type Actor, shellUser } from '../store/account/actor';
import { environment } from './environment';

/** @returns the caller of the command. @throws Refused when all callers would be the same account */
export const commandLine = (): Actor => shellUser(readSurroundings());

/**
 * Takes `--by NAME` (or `--by=NAME`) out of the arguments and stores it in NUANDONG_BY: every verb accepts the author's
 * name for the audit log (store/account/actor.ts).
 * @throws Refused when no name follows
 */
export function takeBy(argv: string[], env: Record<string, string | undefined> = environment()): void {
  const end = argv.indexOf('--');
  const at = argv.findIndex((word, index) => /^--by(=|$)/.test(word) && (end < 0 || index < end));
  if (at < 0) return;
  const written = argv[at]?.startsWith('--by=') ?? false;
  const name = (written ? argv[at]?.slice('--by='.length) : argv[at + 1])?.trim();
  argv.splice(at, written ? 1 : 2);
  if (!name || name.startsWith('-')) throw new Refused(sentence('say-who-option'));
  env.NUANDONG_BY = name;
}
