import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { ROOT } from '../config/root';
import { stampOf } from '../config/stamp';
import { BUILT } from '../console/api/ops/app';

const APP = join(ROOT, 'console/app');
/** Holds a digest of the sources that the app was built from. */
const STAMP = 'built-from';
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
/** The sources of the app's bundle, which uses the pure rules of domain/. */
const SOURCES = [APP, join(ROOT, 'domain')];
const BUILD_MS = 300_000;

/** @returns whether the built app is there and was built from the sources as they are. */
export async function isBuilt(): Promise<boolean> {
  const [built, sources] = await Promise.all([
    readFile(join(BUILT, STAMP), 'utf8').catch(() => null),
    stampOf(SOURCES),
  ]);
  return built === sources;
}

/**
 * Builds the administrators' app unless it is up to date; the check takes some 20 ms. Two processes may build at once:
 * each builds in a folder of its own and moves the whole into place.
 * @returns whether it built now
 * @throws Error with what the bundler said
 */
export async function buildApp(log: (line: string) => void = () => {}): Promise<boolean> {
  if (await isBuilt()) return false;
  if (!existsSync(VITE))
    throw new Error('The console is not built, and the packages that build it are not installed: run `npm ci` first.');
  log('Building the console (some twenty seconds, once) …');
  const stamp = await stampOf(SOURCES);
  const aside = await mkdtemp(`${BUILT}-`);
  try {
    await promisify(execFile)(
      process.execPath,
      [VITE, 'build', '--config', join(APP, 'vite.config.ts'), '--outDir', aside],
      {
        cwd: ROOT,
        timeout: BUILD_MS,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    );
    await compressAssets(join(aside, 'assets'));
    await writeFile(join(aside, STAMP), stamp);
    // mkdtemp makes a folder for its owner only, but in an image root builds the app and another user serves it.
    await chmod(aside, 0o755);
    await replaceFolder(aside, BUILT);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new Error(`The console could not be built:\n${stderr?.trim() || message}`, { cause: error });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return true;
}

/** Compresses the assets once, and not for every request. */
async function compressAssets(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => /\.(js|css|svg)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(folder, file));
      await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }));
      // A sixth smaller; browsers ask for it over HTTPS.
      await writeFile(join(folder, `${file}.br`), await promisify(brotliCompress)(bytes));
    }),
  );
}

async function replaceFolder(from: string, to: string): Promise<void> {
  const old = await mkdtemp(`${to}-`);
  await rename(to, join(old, 'old')).catch(() => {});
  // Another process was quicker; its build is equally good.
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(old, { recursive: true, force: true });
}
