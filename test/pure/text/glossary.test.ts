import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { CATALOGUE } from '../../../domain/text/catalogue';
import { TERMS } from '../../../domain/text/terms';
import { filesOfRooms } from '../../rooms/imports';
import { type Spoken, spokenIn, spokenInYaml } from '../../support/words/spoken';

const HAN = /\p{Script=Han}/u;
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The cells of a table of the glossary, without its head: the table with this many columns below the heading. */
const [terms, words] = read('docs/glossary.md')
  .split('## 用词')
  .map((part) =>
    [...part.matchAll(/^\| (.+) \|$/gm)].slice(1).map(([, line = '']) => line.split(' | ').map((cell) => cell.trim())),
  );

const several = (cell = ''): string[] => (cell === '–' ? [] : cell.split('、'));

/** Files whose words are read from people: any usual word is understood there. */
const HEARD = new Map([
  ['domain/message/reply.ts', 'what villages write in an SMS'],
  ['store/people/tables/columns.ts', 'headings and words of offices’ own registers'],
  ['store/account/account-rows.ts', 'headings and words of offices’ own lists of accounts'],
]);

const sources = filesOfRooms()
  .filter((file) => file.startsWith('console/app/') || HAN.test(read(file)))
  .map((file) => ({ file, ...spokenIn(file) }));

const yaml = ['config/messages/zh-CN.yaml', 'config/warning-rules.yaml'].flatMap(spokenInYaml);

const documents = String(execFileSync('git', ['ls-files', '-z', '--', '*.zh-CN.md'], { cwd: ROOT }))
  .split('\0')
  .filter(Boolean)
  .flatMap((file) =>
    read(file)
      .split('\n')
      .map((zh, at): Spoken => ({ file, line: at + 1, zh, en: null })),
  );

const spoken = [...sources.flatMap((source) => source.spoken), ...yaml, ...documents];
const told = spoken.filter(({ file }) => !HEARD.has(file));
const placeOf = ({ file, line, zh, en }: Spoken): string => `${file}:${line} ${zh.trim()}${en ? ` | ${en}` : ''}`;

/** The English of a text without the names of its values: `{round}` says nothing. */
const sayingOf = ({ en }: Spoken): string => (en ?? '').replaceAll(/\{[^}]*\}|`[^`]*`|"[^"]*"/g, '…');

describe('the glossary', () => {
  test('has one row for each term, and one term in each row', () => {
    const named = (terms ?? []).flatMap(([zh]) => several(zh));
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((term, at) => named.indexOf(term) !== at)).toEqual([]);
    const english = (terms ?? []).map(([, en]) => en);
    expect(english.filter((term, at) => english.indexOf(term) !== at)).toEqual([]);
  });

  test('says no word that it forbids elsewhere', () => {
    const forbidden = (words ?? []).flatMap(([, , never]) => several(never));
    expect((terms ?? []).filter(([zh]) => forbidden.some((word) => zh?.includes(word)))).toEqual([]);
  });

  test('has each term that the console explains, with its name in both languages', () => {
    const rows = new Map((terms ?? []).map(([zh, en]) => [zh, en]));
    for (const { name } of Object.values(TERMS))
      expect([name['zh-CN'], rows.get(name['zh-CN'])]).toEqual([name['zh-CN'], name.en]);
  });

  test('finds the texts of the house', () => {
    expect(spoken.length).toBeGreaterThan(6000);
    expect(spoken.filter(({ en }) => en !== null).length).toBeGreaterThan(4000);
    expect([...HEARD.keys()].filter((file) => !spoken.some((one) => one.file === file))).toEqual([]);
  });

  test.each((words ?? []).flatMap(([, say, never]) => several(never).map((word) => ({ word, say }))))(
    'no text says $word',
    ({ word }) => {
      expect(told.filter(({ zh }) => zh.includes(word)).map(placeOf)).toEqual([]);
    },
  );

  test.each((words ?? []).flatMap(([en = '', say = '–']) => (say === '–' ? [] : [{ en, say }])))(
    'what is called $en in English is $say in Chinese',
    ({ en, say }) => {
      const said = new RegExp(`\\b${en}s?\\b`, 'i');
      const plain = (text: string): string => text.replaceAll(/\s/g, '');
      const other = told.filter((one) => said.test(sayingOf(one)) && !plain(one.zh).includes(plain(say)));
      expect(other.filter(({ zh }) => !said.test(zh)).map(placeOf)).toEqual([]);
    },
  );
});

describe('a reader of Chinese', () => {
  /** Names, the same in every language. */
  const NAMES = /^(?:Word|Excel|Ctrl K|Postgres|Redis|Temporal)$/;

  test('meets no English that has no Chinese beside it', () => {
    const alone = sources.flatMap((source) => source.alone).filter(({ text }) => !NAMES.test(text));
    expect(alone).toEqual([]);
  });

  test('meets no English in a page of the villages', () => {
    const views = String(execFileSync('git', ['ls-files', '-z', '--', '*.liquid'], { cwd: ROOT }))
      .split('\0')
      .filter(Boolean);
    const bare = (view: string): string =>
      view
        .replaceAll(/\{%-?\s*(?:comment|raw)[\s\S]*?end(?:comment|raw)\s*-?%\}/g, '')
        .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
        .replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<!--[\s\S]*?-->/g, ' ')
        .replaceAll(/<(?:[^>"]|"[^"]*")*>/g, ' ');
    expect(views.length).toBeGreaterThan(30);
    expect(views.filter((file) => /\b[A-Za-z]{3,}\b/.test(bare(read(file))))).toEqual([]);
  });
});

describe('the codes of refusals', () => {
  const catalogue = 'domain/text/catalogue';
  const used = filesOfRooms()
    .filter((file) => !file.startsWith(catalogue))
    .map(read)
    .join('\n');

  test('are all in the catalogue, in both languages', () => {
    const codes = [...used.matchAll(/\bsentence\(\s*'([\w-]+)'/g)].map(([, code = '']) => code);
    expect(new Set(codes).size).toBeGreaterThan(400);
    const entries: Record<string, { 'zh-CN': string; en: string }> = CATALOGUE;
    expect([...new Set(codes)].filter((code) => !entries[code]?.['zh-CN'] || !entries[code]?.en)).toEqual([]);
  });

  test('are all used', () => {
    expect(
      Object.keys(CATALOGUE).filter(
        (code) => !used.includes(`'${code}'`) && !new RegExp(`^\\s*${code}:`, 'm').test(used),
      ),
    ).toEqual([]);
  });
});
