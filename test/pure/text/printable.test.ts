import fc from 'fast-check';
import { printable, printableIn } from '../../../domain/text/printable';

describe('a text from outside', () => {
  test('loses what a database refuses and a page cannot show', () => {
    expect(printable(' a\u0000b\ud800c\u202Ed\u200B\r\ne\tf\u0007 ')).toBe('ab\uFFFDcd\ne\tf');
  });

  test('keeps every character that can be seen, signs beyond the first plane as well', () => {
    expect(printable('龙𠮷🧣 é')).toBe('龙𠮷🧣 é');
  });

  test('is well formed whatever it was, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text);
        expect(once).not.toMatch(/\p{Cs}/u);
        expect(once.includes('\0')).toBe(false);
        expect(printable(once)).toBe(once);
      }),
    );
  });

  test('is mended wherever it stands in a document', () => {
    expect(printableIn({ 'a\u0000': ['b\u0000', 1, null, { c: '\ud800' }] })).toEqual({
      a: ['b', 1, null, { c: '\uFFFD' }],
    });
  });

  test('a document that nests without end is refused', () => {
    const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) as unknown;
    expect(() => printableIn(deep)).toThrow(RangeError);
  });
});
