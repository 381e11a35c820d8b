import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { obtainPackages, PACKAGES, type PackageName } from '../../services/packages';

/** A run of Jest within the test. */
jest.setTimeout(180_000);

const WANTED = ['chromium', 'fonts-noto-cjk', 'dovecot-imapd', 'redis-server'] as const satisfies PackageName[];
const { PATH } = process.env;

/** The only folder on PATH: a machine with only Node, and the shell for the stand-ins. */
let bare: string;
beforeEach(() => {
  bare = mkdtempSync(join(tmpdir(), 'nuandong-bare-'));
  symlinkSync(process.execPath, join(bare, 'node'));
  process.env.PATH = bare;
  jest.spyOn(process, 'getuid').mockReturnValue(0);
});
afterEach(() => {
  process.env.PATH = PATH;
  jest.restoreAllMocks();
  rmSync(bare, { recursive: true, force: true });
});

const calls = (): string[] => readFileSync(join(bare, 'calls'), 'utf8').trimEnd().split('\n');

/** An apt-get that records its arguments, and runs this for `install`. */
function aptThat(installs: string): void {
  const file = join(bare, 'apt-get');
  const install = `case "$*" in *install*) ${installs} ;; esac`;
  writeFileSync(file, `#!/bin/sh\necho "$RUNLEVEL $DEBIAN_FRONTEND $*" >> ${bare}/calls\n${install}\n`);
  chmodSync(file, 0o755);
}

/** Puts programs where a package would. */
const BRINGS_PROGRAMS = `echo "Setting up them"
  for name in chromium dovecot fc-list redis-server; do
    printf '#!/bin/sh\\necho /fonts/chinese.otf\\n' > ${'$'}{0%/*}/$name; /bin/chmod 755 ${'$'}{0%/*}/$name
  done`;

async function obtain(): Promise<{ missing: string[]; said: string[] }> {
  const said: string[] = [];
  const missing = await obtainPackages(WANTED, { log: (line) => said.push(line) });
  return { missing, said };
}

test('what is missing is installed by apt-get, which starts no server, with a line for each package', async () => {
  aptThat(BRINGS_PROGRAMS);
  expect(WANTED.map((name) => PACKAGES[name].find())).toEqual([null, null, null, null]);
  const { missing, said } = await obtain();
  expect(missing).toEqual([]);
  const [update, ...installs] = calls();
  expect(update).toMatch(/^1 noninteractive .*update$/);
  expect(installs.map((line) => line.split('--no-install-recommends ')[1])).toEqual(
    WANTED.map((name) => PACKAGES[name].debian.join(' ')),
  );
  expect(said).toEqual(WANTED.map((name) => expect.stringContaining(`Installing the package ${name} (`)));
  expect((await obtain()).said).toEqual([]);
});

test('an apt-get that fails is said, and the others are tried all the same', async () => {
  aptThat(
    `case "$*" in *dovecot*) echo 'E: Unable to locate package' >&2; exit 100 ;; *) ${BRINGS_PROGRAMS}; /bin/rm -f ${bare}/dovecot ;; esac`,
  );
  const { missing, said } = await obtain();
  expect(missing).toEqual(['dovecot-imapd']);
  expect(said.join('\n')).toMatch(/E: Unable to locate package\n {2}That did not work: .*apt-get.*exit code 100/);
});

test('without apt-get, or without root, nothing is tried', async () => {
  expect(await obtain()).toEqual({ missing: WANTED, said: [] });
  aptThat(BRINGS_PROGRAMS);
  jest.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(await obtain()).toEqual({ missing: WANTED, said: [] });
});

/** Runs two files of tests without their packages, with the services. */
function testsRun(CI: string) {
  for (const program of ['sh', 'id', 'setpriv']) {
    const path = spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8', env: { PATH } }).stdout;
    if (path) symlinkSync(path.trim(), join(bare, program));
  }
  aptThat("echo 'E: no network' >&2; exit 100");
  const command = ['services', 'with', '--packages', WANTED.slice(0, 3).join(), '--', 'jest', '--json'];
  const results = join(bare, 'results.json');
  const files = ['test/e2e/form.test.ts', 'test/delivery/inbound/bounces.test.ts'];
  const which = [`--outputFile=${results}`, '--maxWorkers=1', '--runTestsByPath', ...files];
  const { status, stderr } = spawnSync(process.execPath, ['bin/nuandong.mjs', ...command, ...which], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CI },
  });
  return { status, stderr, results: JSON.parse(readFileSync(results, 'utf8')) as Record<string, number> };
}

test('what cannot be obtained leaves its tests skipped, each with a line that names the package; CI= is not CI', () => {
  const { status, stderr, results } = testsRun('');
  expect(results).toMatchObject({ numFailedTests: 0, numPassedTests: 0 });
  const lines = stderr.split('\n').filter((line) => line.startsWith('Skipped: '));
  expect(lines).toHaveLength(results.numPendingTests ?? 0);
  for (const [file, name] of [
    ['test/e2e/form.test.ts', 'chromium'],
    ['test/delivery/inbound/bounces.test.ts', 'dovecot-imapd'],
  ])
    expect(
      lines.filter((line) => line.includes(`${file}: `) && line.includes(`install the package ${name} `)),
    ).not.toEqual([]);
  expect(stderr).toMatch(/^Missing: a browser: install the package chromium /m);
  expect(status).toBe(0);
});

test('in continuous integration they fail', () => {
  const { status, results } = testsRun('true');
  expect(results).toMatchObject({ numPassedTests: 0, numPendingTests: 0 });
  expect(results.numFailedTests).toBeGreaterThan(5);
  expect(status).not.toBe(0);
});
