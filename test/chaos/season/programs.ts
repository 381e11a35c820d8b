import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT } from '../../../config/root';

/** Our processes' programs, each as one file. */
export interface Programs {
  /** @param kind of process, such as `console`. @returns arguments for Node */
  argumentsOf(kind: string): string[];
  remove(): Promise<void>;
}

/** A file may ask where it lies; in one file with others it would be told where that one lies. */
const foldersStay: Plugin = {
  name: 'folders-stay',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll('__dirname', JSON.stringify(dirname(path))),
    }));
  },
};

/** Makes the programs: as one file each starts in a third of the time, and chaos starts them again and again. */
export async function makePrograms(kinds: readonly string[]): Promise<Programs> {
  // In the checkout, where they find their packages.
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.season-'));
  const wrongClock = 'wrong-clock';
  await build({
    entryPoints: [
      ...kinds.map((kind) => ({ in: join(ROOT, 'workers', `${kind}.ts`), out: kind })),
      { in: join(ROOT, 'test/chaos/season/wrong-clock.ts'), out: wrongClock },
    ],
    ...{ outdir: folder, outExtension: { '.js': '.cjs' } },
    ...{ bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' },
    plugins: [foldersStay],
  });
  return {
    argumentsOf: (kind) => ['--require', join(folder, `${wrongClock}.cjs`), join(folder, `${kind}.cjs`)],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
