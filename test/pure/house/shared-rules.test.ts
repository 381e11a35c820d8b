import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../../../config/root';
import { filesOfRooms } from '../../rooms/imports';

const SHARED = 'workflows/shared.ts';
/** Uses the SDK, which keeps what belongs to one workflow. */
const NOT_SHARED = ['domain/search-attributes'];

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** @returns the rules that a file of workflows imports, types not counted */
function rulesOf(file: string): string[] {
  const imports = [...read(file).matchAll(/^import (?!type)(?:(\{[^}]*\}|\S+) from )?'(\.[^']*\/domain\/[^']+)'/gm)];
  const used = imports.filter(([, names = '']) => !/^\{(\s*type \w+,?)+\s*\}$/.test(names));
  return used.map(([, , path = '']) => relative(ROOT, join(ROOT, dirname(file), path)));
}

test('workflows share each rule that they use, and no other', () => {
  const files = filesOfRooms().filter((file) => file.startsWith('workflows/') && file !== SHARED);
  const used = new Set(files.flatMap(rulesOf).filter((rule) => !NOT_SHARED.includes(rule)));
  expect(used.size).toBeGreaterThan(10);
  expect(rulesOf(SHARED)).toEqual([...used].sort());
});
