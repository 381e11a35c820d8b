import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { makePrograms } from '../../../workers/programs';

/** Our processes' programs, each as one file. */
export interface Programs {
  /** @param kind of process, such as `console`. @returns arguments for Node */
  argumentsOf(kind: string): string[];
  remove(): Promise<void>;
}

/** Makes the programs that chaos starts again and again, with a clock that can be wrong. */
export async function programsOf(kinds: readonly string[]): Promise<Programs> {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.season-'));
  const sources = kinds.map((kind) => [kind, join(ROOT, 'workers', `${kind}.ts`)]);
  await makePrograms(
    { ...Object.fromEntries(sources), 'wrong-clock': join(ROOT, 'test/chaos/season/wrong-clock.ts') },
    folder,
  );
  return {
    argumentsOf: (kind) => ['--require', join(folder, 'wrong-clock.cjs'), join(folder, `${kind}.cjs`)],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
