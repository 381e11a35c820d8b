import { userInfo } from 'node:os';

/** Who acted, as far as the audit log is concerned: an account by its number, never by a name. */
export interface Actor {
  /** Null where no account acted: a program's token, the command line, nobody known. */
  id: number | null;
  /** `nobody`: a request refused before anybody was known; `system`: what is done by itself. */
  via: 'api' | 'console' | 'oidc' | 'cli' | 'nobody' | 'system';
  /** Who it was, where no account says so: the operating system's account. */
  by?: string | null;
}

/** Accounts that containers and services run as: they do not tell who is at work. */
const NOBODYS = ['node', 'nobody', 'nuandong'];

/** What is done by itself, such as the end of what was kept long enough. */
export const SYSTEM: Actor = { id: null, via: 'system' };

/** A request that was refused before anybody was known. */
export const NOBODY: Actor = { id: null, via: 'nobody' };

/** The first start of a system, before there is anybody. */
export const FIRST_START: Actor = { id: null, via: 'cli', by: 'npm start' };

/** Who calls, as the environment says. */
interface Caller {
  NUANDONG_BY?: string | undefined;
  SUDO_USER?: string | undefined;
}

/**
 * The person at the server's shell, by name: what `--by` says (cli/main.ts keeps it in NUANDONG_BY), else the account
 * of the operating system, the one before `sudo` where that was used.
 * @throws Error where everybody would be the same account
 */
export function shellUser({ NUANDONG_BY, SUDO_USER }: Caller): Actor {
  const by = NUANDONG_BY || SUDO_USER || userInfo().username;
  if (!NUANDONG_BY && NOBODYS.includes(by))
    throw new Error(`Say who you are: --by NAME. The account "${by}" of this machine is nobody's own.`);
  return { id: null, via: 'cli', by: by.slice(0, 100) };
}
