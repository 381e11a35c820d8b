import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { CATALOGUE } from '../../../domain/text/catalogue';
import { Refused, sentence, tellIn } from '../../../domain/text/refusal';
import type { Sentences } from '../../../domain/text/sentences';

const FOLDER = join(ROOT, 'domain/text/catalogue');

const files = (readdirSync(FOLDER, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const [sentences] = Object.values(require(join(FOLDER, file)) as Record<string, Sentences>);
    return { file, sentences: sentences ?? {} };
  });

const HAN = /\p{Script=Han}/u;

const valuesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe('the catalogue', () => {
  test('every file is part of it', () => {
    const codes = files.flatMap(({ sentences }) => Object.keys(sentences));
    expect(codes.filter((code) => !(code in CATALOGUE))).toEqual([]);
  });

  test('no two files share a code', () => {
    const codes = files.flatMap(({ sentences }) => Object.keys(sentences));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test.each(files)('$file tells each sentence in both languages, with the same values', ({ sentences }) => {
    const faulty = Object.entries(sentences).filter(
      ([, { 'zh-CN': zh, en }]) => !HAN.test(zh) || HAN.test(en) || String(valuesIn(zh)) !== String(valuesIn(en)),
    );
    expect(faulty).toEqual([]);
  });
});

describe('a refusal', () => {
  test('speaks the language of the reader', () => {
    const refused = new Refused(sentence('unknown-account', { id: 7 }));
    expect(refused.say('zh-CN')).toBe('没有编号为 7 的账号。');
    expect(refused.message).toBe('There is no account 7.');
  });

  test('takes a word in the language of the reader as well', () => {
    const said = sentence('unknown-region', { region: { 'zh-CN': '东村', en: 'East Village' } });
    expect(tellIn('en', said)).toContain('East Village');
    expect(tellIn('zh-CN', said)).toContain('东村');
  });
});
