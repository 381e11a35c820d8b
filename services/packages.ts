import { spawnSync } from 'node:child_process';
import { readSurroundings } from '../config/surroundings';
import { isExecutable, onPath, runShowing, serverOnPath } from './commands';

/** Something of the system's own packages that Nuandong or its tests run with. */
interface SystemPackage {
  /** What it brings, for people. */
  brings: string;
  /** Debian's packages, the one it is named after first. */
  debian: readonly [string, ...string[]];
  /** What else helps, where there is no Debian. */
  otherwise: string;
  /** @returns the program (or, of fonts, one of them), or null when this system has none */
  find(): string | null;
}

/** By the name of the Debian package that one would install by hand. */
export const PACKAGES = {
  'redis-server': {
    brings: 'Redis',
    debian: ['redis-server'],
    otherwise: 'macOS: brew install redis',
    find: () => onPath('redis-server', 'valkey-server'),
  },
  chromium: {
    brings: 'a browser',
    debian: ['chromium'],
    otherwise: 'or name one in CHROMIUM_PATH',
    find: browser,
  },
  'fonts-noto-cjk': {
    brings: 'a Chinese font',
    // fontconfig's fc-list is how one looks for it.
    debian: ['fonts-noto-cjk', 'fontconfig'],
    otherwise: 'or any font with Chinese that `fc-list :lang=zh` knows',
    find: chineseFont,
  },
  'dovecot-imapd': {
    brings: 'an IMAP server',
    debian: ['dovecot-imapd'],
    otherwise: 'macOS: brew install dovecot',
    find: () => serverOnPath('dovecot'),
  },
} as const satisfies Record<string, SystemPackage>;
export type PackageName = keyof typeof PACKAGES;

export const PACKAGE_NAMES = Object.keys(PACKAGES) as PackageName[];

/** Debian calls it chromium, others otherwise; CHROMIUM_PATH is the user's own choice. */
function browser(): string | null {
  const { CHROMIUM_PATH: chosen } = readSurroundings();
  if (chosen) return isExecutable(chosen) ? chosen : null;
  return onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
}

/** Every macOS and Windows has Chinese fonts. */
function chineseFont(): string | null {
  if (process.platform !== 'linux') return 'of the system';
  const list = onPath('fc-list');
  return (list && spawnSync(list, [':lang=zh', 'file'], { encoding: 'utf8' }).stdout?.split('\n')[0]) || null;
}

/** @returns what is missing without it, and what a person does about it. */
export const howToGet = (name: PackageName): string => {
  const { brings, otherwise } = PACKAGES[name];
  return `${brings}: install the package ${name} (Debian and Ubuntu: sudo apt install ${name}; ${otherwise})`;
};

/** Another apt that runs is waited for; a server that does not answer is not. */
const APT = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::Retries=2'];
/** RUNLEVEL=1 keeps packages from starting servers of their own. */
const ENV = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

/**
 * Sees to it that packages are there: what is missing is installed by apt-get, as root on Debian.
 * @param log takes lines of progress, also why something could not be obtained
 * @returns those that are missing still
 * @throws the reason of the signal when it was interrupted
 */
export async function obtainPackages(
  names: readonly PackageName[],
  { log, signal }: { log(line: string): void; signal?: AbortSignal | undefined },
): Promise<PackageName[]> {
  const missing = missingOf(names);
  if (missing.length === 0) return [];
  const apt = process.getuid?.() === 0 ? onPath('apt-get') : null;
  if (!apt) return missing;

  const run = (...args: string[]) =>
    runShowing({ command: apt, args: [...APT, ...args], env: ENV, log: inShort(log), signal }).catch((error: Error) => {
      signal?.throwIfAborted();
      log(`  That did not work: ${error.message}`);
    });
  // With a source that is away the packages of the others, or of the last look, can be had all the same.
  await run('update');
  for (const name of missing) {
    const { brings, debian } = PACKAGES[name];
    log(`Installing the package ${name} (${brings}; half a minute to two) …`);
    await run('install', '-y', '--no-install-recommends', ...debian);
  }
  return missingOf(missing);
}

const missingOf = (names: readonly PackageName[]): PackageName[] => names.filter((name) => !PACKAGES[name].find());

/** A browser draws in some two hundred packages, each of which apt names four times. */
function inShort(log: (line: string) => void): (line: string) => void {
  let done = 0;
  const every = 25;
  return (line) => {
    if (/^\s*(E:|W:|Err:|Need to get )/.test(line)) log(line);
    if (!/^\s*Setting up /.test(line)) return;
    done += 1;
    if (done % every === 0) log(`  … ${done} packages`);
  };
}
