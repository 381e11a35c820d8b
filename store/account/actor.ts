import { userInfo } from 'node:os';
import { Refused, sentence } from '../../domain/text/refusal';

/** The author of an act in the audit log: an account by its number, never by a name. */
export interface Actor {
  /** Null where no account acted: a program's token, the command line, an unknown sender. */
  id: number | null;
  /** `nobody`: a request refused before its sender was identified; `system`: an act of the system itself. */
  via: 'api' | 'console' | 'oidc' | 'cli' | 'nobody' | 'system';
  /** The name where no account acted: of the token, or of the operating system's account. */
  by?: string | null;
}

/** Accounts of containers and services: they do not identify a person. */
const NOBODYS = ['node', 'nobody', 'nuandong'];

/** Acts of the system itself, such as deleting data at the end of its retention. */
export const SYSTEM: Actor = { id: null, via: 'system' };

/** A request that was refused before its sender was identified. */
export const NOBODY: Actor = { id: null, via: 'nobody' };

/** The first start of a system, before any account exists. */
export const FIRST_START: Actor = { id: null, via: 'cli', by: 'npm start' };

/** The caller of the command, by the environment. */
interface Caller {
  NUANDONG_BY?: string | undefined;
  SUDO_USER?: string | undefined;
}

/**
 * @returns the person at the server's shell: the name given by `--by` (cli/main.ts keeps it in NUANDONG_BY), else the
 *   operating system's account, before `sudo` where that was used.
 * @throws Error for an account that many people share
 */
export function shellUser({ NUANDONG_BY, SUDO_USER }: Caller): Actor {
  const by = NUANDONG_BY || SUDO_USER || userInfo().username;
  if (!NUANDONG_BY && NOBODYS.includes(by)) throw new Refused(sentence('say-who', { account: by }));
  return { id: null, via: 'cli', by: by.slice(0, 100) };
}
