import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const NUMBER = /\b([CHML]\d{1,2})\b/g;

const faultsIn = (file: string): string[] => {
  const [, table = ''] = read(file).split('<!-- faults -->');
  return [...table.matchAll(/^\| ([CHML]\d+) \|/gm)].map(([, number]) => number ?? '');
};
const otherwiseIn = (file: string): string[] => {
  const [, ending = ''] = read(file).split(/^## (?:Decided against|决定不做)/m);
  return [...ending.matchAll(NUMBER)].map(([, number]) => number ?? '');
};

/** The numbers at the start of the tests' names, in all files. */
const tested = new Set(
  readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...read(join('test', file)).matchAll(/(?:test|describe|it)(?:\.each\([^`]*?\))?\(\s*['"`]([^'"`]*)/g),
    ])
    .flatMap(([, name = '']) => [...(name.split(':')[0] ?? '').matchAll(NUMBER)].map(([, number]) => number ?? '')),
);

const all = [
  ...['C1', 'C2'],
  ...Array.from({ length: 12 }, (_, index) => `H${index + 1}`),
  ...Array.from({ length: 20 }, (_, index) => `M${index + 1}`),
  ...Array.from({ length: 14 }, (_, index) => `L${index + 1}`),
];

test('every fault stands in the document, or why nothing was done about it', () => {
  const told = new Set([...faultsIn('docs/security.md'), ...otherwiseIn('docs/security.md')]);
  expect(all.filter((number) => !told.has(number))).toEqual([]);
});

test('every fault that the document says is mended has a test of its number', () => {
  expect(faultsIn('docs/security.md').filter((number) => !tested.has(number))).toEqual([]);
});

test('the Chinese document tells of the same faults', () => {
  expect(faultsIn('docs/security.zh-CN.md')).toEqual(faultsIn('docs/security.md'));
  expect(new Set(otherwiseIn('docs/security.zh-CN.md'))).toEqual(new Set(otherwiseIn('docs/security.md')));
});
