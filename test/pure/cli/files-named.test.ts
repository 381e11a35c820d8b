import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentOf, refusedPath, tablesAt } from '../../../cli/files-named';
import { Refused } from '../../../domain/text/refusal';

const home = mkdtempSync(join(tmpdir(), 'nuandong-files-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const file = (name: string): string => {
  writeFileSync(join(home, name), 'x');
  return join(home, name);
};

test('a folder stands for its tables, in the order of their names; what Excel keeps beside an open one is none', async () => {
  const tables = [file('contacts.csv'), file('regions.XLSX')];
  file('~$regions.xlsx');
  file('notes.txt');
  mkdirSync(join(home, 'more'));
  expect(await tablesAt([home])).toEqual(tables);
  expect(await tablesAt([tables[1] ?? ''])).toEqual([tables[1]]);
});

test('a folder without tables is refused by its name', async () => {
  const empty = join(home, 'empty');
  mkdirSync(empty);
  const refused: unknown = await tablesAt([empty]).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).say('zh-CN')).toBe(`${empty}：文件夹里没有 .csv、.xlsx 或 .xls 表格。`);
});

test.each([
  ['a file that is not there', 'nothing.yaml', '没有这个文件'],
  ['a folder in place of a file', '.', '这是文件夹'],
])('%s is refused in the language of the reader', async (_, name, says) => {
  const error: unknown = await contentOf(join(home, name)).catch((thrown: unknown) => thrown);
  const refused = refusedPath(error);
  expect(refused?.say('zh-CN')).toContain(`${join(home, name)}：${says}`);
  expect(refused?.say('en')).toMatch(/there is no such file|this is a folder/);
});

test('an error that tells of no path is no refusal', () => {
  expect(refusedPath(new Error('fetch failed'))).toBeNull();
  expect(refusedPath(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBeNull();
});
