import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, onPath } from './commands';
import { buildWithGo, cacheFolder, keptProgram } from './go-program';

/**
 * The last version that `go install` can build (later tags carry a `replace`); Server 1.29.1, UI 2.42.1.
 * https://github.com/temporalio/cli/releases
 */
const VERSION = '1.5.1';

type Obtaining = { log(line: string): void; signal?: AbortSignal | undefined };

/**
 * The `temporal` program: on PATH, else the one kept in the user's cache folder, else downloaded by the SDK, else built
 * with Go. The program stays in the cache for every checkout of this user.
 * @returns its full path
 * @throws Error that names every way to get the program
 */
export async function temporalBinary({ log, signal }: Obtaining): Promise<string> {
  const found = onPath('temporal') ?? keptTemporal();
  if (found) return found;
  const folder = keptIn();
  const kept = join(folder, NAME);
  mkdirSync(folder, { recursive: true });
  log(`Temporal is not on this machine: downloading the Temporal CLI ${VERSION} (100 MB, once)`);
  const refusal = await download(kept).then(
    () => null,
    (error: Error) => error,
  );
  signal?.throwIfAborted();
  if (!refusal) return kept;
  // The SDK names the whole chain of causes; the last one is the reason.
  log(`  That did not work: ${refusal.message.split(': ').at(-1)}`);
  if (onPath('go')) {
    log(`Building the Temporal CLI ${VERSION} with Go instead (about 3 minutes, once)`);
    const path = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;
    return buildWithGo({ path, folder, as: NAME }, { log, signal });
  }
  throw new Error(
    `Temporal is missing and could not be downloaded. Either install the Temporal CLI so that \`temporal\` is on PATH ` +
      `(https://docs.temporal.io/cli), or install Go and try again (it is then built), or set TEMPORAL_ADDRESS to a ` +
      `server that runs (host:port), or use \`docker compose up\`, which brings its own.`,
  );
}

const NAME = 'temporal';
const keptIn = () => cacheFolder(`temporal-${VERSION}`);

/** @returns the program that an earlier start obtained, or null. */
export const keptTemporal = (): string | null => keptProgram(keptIn(), NAME);

/** The SDK knows where the CLI is published, for which systems, and checks it; it starts a server to do so. */
async function download(target: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const downloadDir = `${target}.download`;
  mkdirSync(downloadDir, { recursive: true });
  try {
    const executable = { type: 'cached-download', version: `v${VERSION}`, downloadDir } as const;
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await environment.teardown();
    const file = readdirSync(downloadDir).find((name) => isExecutable(join(downloadDir, name)));
    if (!file) throw new Error('the SDK downloaded nothing that can be run');
    renameSync(join(downloadDir, file), target);
  } finally {
    rmSync(downloadDir, { recursive: true, force: true });
  }
}
