#!/usr/bin/env node
// The `nuandong` command. Plain Node, because it runs before anything is installed: it checks Node, installs the
// packages when they are missing or not those of package-lock.json, and then runs cli/main.ts in this process.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const LOCK = join(ROOT, 'package-lock.json');
/** npm's own list of the installed packages. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const NEEDED = [20, 19];

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  fail(
    `Nuandong needs Node ${NEEDED.join('.')} or later; this is ${process.versions.node}. Install one from https://nodejs.org and try again.`,
  );
}

/** A newer date alone is no proof (git rewrites files), so the versions are compared, which takes 20 ms. */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  if (statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return true;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(INSTALLED);
  const wanted = Object.entries(packagesOf(LOCK)).filter(([path, entry]) => path && !entry.optional && !entry.dev);
  const same = wanted.every(([path, { version }]) => installed[path]?.version === version);
  if (same) rememberSame();
  return same;
}

/** In a container the packages belong to another user: then they are compared each time. */
function rememberSame() {
  try {
    utimesSync(INSTALLED, new Date(), new Date());
  } catch {}
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (npm ci, about half a minute) …\n');
  // Its output goes to standard error: standard output belongs to the command's own result.
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (error) fail(`npm could not be run (${error.message}). Install it together with Node and try again.`);
  if (status !== 0) fail('`npm ci` failed; what it says is above. Correct that and try again.');
}

checkNode();
if (!isInstalled()) install();
// tsx takes `require` and `import()` by separate hooks, and the verbs are loaded by `import()`.
for (const hooks of ['tsx/cjs/api', 'tsx/esm/api']) (await import(hooks)).register();
createRequire(import.meta.url)('../cli/main.ts');
