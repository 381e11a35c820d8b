import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT } from '../../config/root';

/** One file imports another. Types count: a file that needs a type needs the other file. */
export interface Import {
  from: string;
  to: string;
}

/** @returns every source file of the project, as git knows them, tests too. */
export const allFiles = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file && !file.endsWith('.d.ts') && existsSync(join(ROOT, file)));

/** @returns those that lie in a room: all but the tests. */
export const filesOfRooms = (): string[] => allFiles().filter((file) => !file.startsWith('test/'));

/** @returns what these files import of the project: static, dynamic and re-exported. */
export function importsOf(files: readonly string[]): Import[] {
  const known = new Set(allFiles());
  const resolve = (from: string, specifier: string): string[] => {
    const path = normalize(join(dirname(from), specifier));
    return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].filter((file) => known.has(file)).slice(0, 1);
  };
  return files.flatMap((from) =>
    specifiersIn(from, readFileSync(join(ROOT, from), 'utf8'))
      .filter((specifier) => specifier.startsWith('.'))
      .flatMap((specifier) => resolve(from, specifier).map((to) => ({ from, to }))),
  );
}

function specifiersIn(file: string, source: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module;
  const named = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])),
  ];
  const computed = dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start + 1, end - 1));
  return [...new Set([...named, ...computed])];
}

/** @returns the circles: groups of files each of which reaches every other by imports (Tarjan's algorithm). */
export function circlesIn(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  function visit(file: string): void {
    const at = order.size;
    order.set(file, at);
    low.set(file, at);
    stack.push(file);
    for (const to of next.get(file) ?? []) {
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file) ?? at, low.get(to) ?? at));
    }
    if (low.get(file) !== at) return;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  }
  for (const file of next.keys()) if (!order.has(file)) visit(file);
  return circles;
}
