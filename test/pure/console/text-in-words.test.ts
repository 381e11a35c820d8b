import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { textFromWords, textInWords } from '../../../console/app/wizard/texts/text-in-words';

const LANGUAGES = ['zh-CN', 'en'] as const;
const texts = LANGUAGES.flatMap((language) => {
  const messages: Record<string, Record<string, string>> = parse(
    readFileSync(`config/messages/${language}.yaml`, 'utf8'),
  );
  return Object.values(messages).flatMap((message) => Object.values(message));
});

test('texts are shown without braces in either language, and are kept as they were', () => {
  expect(texts.length).toBeGreaterThan(50);
  for (const language of LANGUAGES)
    for (const text of texts) {
      const shown = textInWords(text, language);
      expect(shown).not.toMatch(/[{}]/);
      expect(textFromWords(shown, language)).toBe(text);
    }
});

test('words and conditions are said as an officer reads them', () => {
  const kept = '{{unit}}：{%- if rows and days >= 0 -%}最晚{{due}}{% elsif days == 0 %}今天{% else %}已过{% endif %}';
  expect(textInWords(kept, 'zh-CN')).toBe(
    '【单位】：【-如已报行数 且 还剩几天 ≥ 0-】最晚【到期日】【否则如还剩几天 = 0】今天【否则】已过【止】',
  );
  expect(textInWords('{% if reason %}原因：{{reason}}{% endif %}', 'zh-CN')).toBe('【如有原因】原因：【原因】【止】');
  expect(textInWords('{{due}}{% if how %} {{how}}{% endif %}', 'en')).toBe(
    '[due day][if how to answer] [how to answer][end]',
  );
});

test('what names no word stays what it is', () => {
  for (const text of ['【暖冬】您好', '【如下】【】', '{{contact', '{{ nobody }}', '[x] [else'])
    for (const language of LANGUAGES) expect(textInWords(textFromWords(text, language), language)).toBe(text);
  expect(textFromWords('【暖冬】【单位】', 'zh-CN')).toBe('【暖冬】{{unit}}');
});
