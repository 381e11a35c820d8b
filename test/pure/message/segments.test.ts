import fc from 'fast-check';
import { countSegments, signed } from '../../../domain/message/segments';

test.each([
  ['', '', 0],
  ['您好', '', 1],
  ['好'.repeat(66), '暖冬', 1], // 70 with 【暖冬】
  ['好'.repeat(67), '暖冬', 2],
  ['好'.repeat(130), '暖冬', 2], // 134 = 2 × 67
  ['好'.repeat(131), '暖冬', 3],
  ['x'.repeat(66), '暖冬', 1], // the brackets make Latin text cost as much as Chinese
  ['x'.repeat(67), '暖冬', 2],
  ['x'.repeat(160), '', 1],
  ['x'.repeat(161), '', 2],
  ['x'.repeat(306), '', 2], // 2 × 153
  ['x'.repeat(307), '', 3],
  ['€'.repeat(80), '', 1], // of the extension table: two each
  ['€'.repeat(81), '', 2],
  ['😀'.repeat(35), '', 1], // two UTF-16 units each
  ['😀'.repeat(36), '', 2],
])('%j with signature %j takes %d', (text, signature, segments) => {
  expect(countSegments(text, signature)).toBe(segments);
});

const text = fc.string({ unit: 'grapheme', maxLength: 400 });

test('more text never takes fewer segments', () => {
  fc.assert(fc.property(text, text, (a, b) => countSegments(a + b, '暖冬') >= countSegments(a, '暖冬')));
});

test('the segments hold the text, and one less would not', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('村', '镇', 'a', '1'), minLength: 1, maxLength: 500 }), (words) => {
      const length = signed(words, '暖冬').length;
      const segments = countSegments(words, '暖冬');
      const room = (n: number) => (n === 1 ? 70 : n * 67);
      expect(length).toBeLessThanOrEqual(room(segments));
      if (segments > 1) expect(length).toBeGreaterThan(room(segments - 1));
    }),
  );
});
