import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { allFiles } from '../../rooms/imports';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const inApp = allFiles().filter((file) => file.startsWith('console/app/'));
const TYPES = 'console/app/types.ts';

test('no value is passed off as another type', () => {
  const passedOff = /\bas (?:never|any)\b(?= *[),;}\]]|$)|@ts-(?:ignore|expect-error)/m;
  const files = allFiles().filter((file) => passedOff.test(read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
  expect(files.filter((file) => file !== 'test/pure/house/types.test.ts')).toEqual([]);
});

describe('what the app reads', () => {
  const declared = [...read(TYPES).matchAll(/^export type (\w+) = (.*);$/gm)];

  test('has the types of the schemas by which the console answers, and no copies of them', () => {
    const others = declared.filter(
      ([, , type = '']) => !/^z\.output<typeof \w+Schema>$|^\w+(?:\[[^\]]+\])+$/.test(type),
    );
    expect(declared.length).toBeGreaterThan(30);
    expect(others.map(([line]) => line)).toEqual([]);
  });

  test('is read under one of these types', () => {
    const known = new Set(declared.map(([, name]) => name));
    const reads = inApp
      .filter((file) => !/\/(?:api|use-data)\.ts$/.test(file))
      .flatMap((file) =>
        [...read(file).matchAll(/\b(?:useData|useLiveData|get|send)<([^(]*)>\(/g)].map(([, type = '']) => ({
          file,
          type,
        })),
      );
    const unknown = reads.filter(({ file, type }) => {
      const [, name = ''] = /^(\w+)(?:\[\])?$/.exec(type) ?? [];
      const [, original] = new RegExp(`\\b(\\w+) as ${name}\\b`).exec(read(file)) ?? [];
      return !known.has(original ?? name);
    });
    expect(reads.length).toBeGreaterThan(40);
    expect(unknown).toEqual([]);
  });
});
