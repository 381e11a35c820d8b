import { spawnSync } from 'node:child_process';
import { readSurroundings } from '../config/surroundings';
import { isExecutable, onPath, runShowing, serverOnPath } from './commands';

/** A program or font from the system's packages that Nuandong or its tests need. */
interface SystemPackage {
  /** What the package brings, for people. */
  brings: string;
  /** Debian's packages; the first gives the entry its name. */
  debian: readonly [string, ...string[]];
  /** The advice for systems other than Debian. */
  otherwise: string;
  /** @returns the program (or, of fonts, one of them), or null when this system has none */
  find(): string | null;
}

/** Each under the name of its Debian package. */
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
    // fontconfig has fc-list, which finds the font.
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

/** @returns the loss without the package, and the way to install it. */
export const howToGet = (name: PackageName): string => {
  const { brings, otherwise } = PACKAGES[name];
  return `${brings}: install the package ${name} (Debian and Ubuntu: sudo apt install ${name}; ${otherwise})`;
};

/** Waits for another running apt, but not for a server that does not answer. */
const APT = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::Retries=2'];
/** RUNLEVEL=1 keeps packages from starting servers of their own. */
const ENV = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

/**
 * Installs missing packages by apt-get, as root on Debian.
 * @param log takes lines of progress, and why a package could not be installed
 * @returns the packages that are still missing
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
  // Goes on after a failure: the packages of other sources, or of the last update, can still be installed.
  await run('update');
  for (const name of missing) {
    const { brings, debian } = PACKAGES[name];
    log(`Installing the package ${name} (${brings}; half a minute to two) …`);
    await run('install', '-y', '--no-install-recommends', ...debian);
  }
  return missingOf(missing);
}

const missingOf = (names: readonly PackageName[]): PackageName[] => names.filter((name) => !PACKAGES[name].find());

/** A browser needs some two hundred packages, and apt names each of them four times. */
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
