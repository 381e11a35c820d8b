import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROLES, type Role } from '../config/env';
import { ROOT } from '../config/root';

const BUILT = join(ROOT, 'workers', 'dist');

/** The program of a role, as one file (`nuandong build`). */
export const programOf = (role: Role): string => join(BUILT, `${role}.cjs`);

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

/**
 * Makes programs for Node, each as one file beside its packages: it starts in a third of the time of its sources, and
 * holds 40 to 80 MB less, because neither the compiler nor its maps of the sources are in the process.
 * @param entries the source of each by its name
 * @param folder within the checkout, where they find their packages
 */
export async function makePrograms(entries: Record<string, string>, folder: string): Promise<void> {
  const { build } = await import('esbuild');
  await build({
    entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
    ...{ outdir: folder, outExtension: { '.js': '.cjs' } },
    ...{ bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' },
    plugins: [foldersStay],
  });
}

/** Makes those of all roles, in half a second: it looks for no change. */
export const buildRoles = (): Promise<void> =>
  makePrograms(Object.fromEntries(ROLES.map((role) => [role, join(ROOT, 'workers', `${role}.ts`)])), BUILT);
