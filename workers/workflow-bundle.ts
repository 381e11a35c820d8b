import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker';
import { ROOT } from '../config/root';
import { stampOf } from '../config/stamp';

const WORKFLOWS = join(ROOT, 'workflows');
/** The sources of the bundle: workflows use the pure rules of domain/ and no other room. */
const SOURCES = [WORKFLOWS, join(ROOT, 'domain')];
const BUILT = join(WORKFLOWS, 'dist');

/** One bundle serves every worker of this process. */
let bundle: Promise<WorkflowBundle> | undefined;

/**
 * @returns the workflows as one script; a script that was kept for the same sources and packages is used again,
 *   because making one takes seconds
 */
export const workflowBundle = (): Promise<WorkflowBundle> => {
  bundle ??= keptOrNew();
  return bundle;
};

async function keptOrNew(): Promise<WorkflowBundle> {
  const name = `${await stampOf(SOURCES)}.js`;
  const kept = await readFile(join(BUILT, name), 'utf8').catch(() => null);
  if (kept !== null) return { code: kept };
  const workflowsPath = join(WORKFLOWS, 'index.ts');
  if (!existsSync(workflowsPath))
    throw new Error(`The workflows are not at ${workflowsPath}: the installation is incomplete.`);
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: [join(WORKFLOWS, 'shared.ts')],
    logger: new DefaultLogger('WARN'),
  });
  // In a container the folder may belong to another user: then the script is made at each start.
  await keep(name, code).catch(() => {});
  return { code };
}

/** Several processes may keep the same script at once: each moves a whole file into place. */
async function keep(name: string, code: string): Promise<void> {
  await mkdir(BUILT, { recursive: true });
  const aside = join(BUILT, `${name}.${process.pid}`);
  await writeFile(aside, code);
  await rename(aside, join(BUILT, name));
  for (const other of await readdir(BUILT)) if (!other.startsWith(name)) await rm(join(BUILT, other), { force: true });
}
