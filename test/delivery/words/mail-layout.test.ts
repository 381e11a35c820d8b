import fc from 'fast-check';
import { mailLayout } from '../../../delivery/words/mail-layout';

const LINK = 'https://nd.example.org/r/abc-_.9';
const letter = (text: string) =>
  mailLayout({ text, language: 'zh-CN', subject: '催报', organisation: '小县<红十字会>', link: LINK });
const links = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);

test('a line that ends with the link is a button with the address below it', () => {
  const html = letter(`您好：\n\n上报请点：${LINK}\n谢谢。`);
  expect(html).toMatch(
    /<a href="https:\/\/nd\.example\.org\/r\/abc-_\.9" style="display:inline-block[^"]*">上报请点<\/a>/,
  );
  expect(links(html)).toEqual([LINK, LINK]);
  expect(letter(LINK)).toContain('>打开</a>');
});

test('other addresses are links where they stand', () => {
  expect(links(letter('见 https://example.org/a?b=1&c="2"。'))).toEqual(['https://example.org/a?b=1&#38;c=']);
});

test('whatever stands in a text stays text, and nothing is fetched from elsewhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const html = letter(`${text}<img src=x onerror=y>\n\n"${text}"`);
      expect(html).not.toMatch(/<(img|script|link|style)/i);
      expect((html.match(/<p /g) ?? []).length).toBeGreaterThanOrEqual(2);
    }),
  );
  expect(letter('')).toContain('小县&#60;红十字会&#62;');
});
