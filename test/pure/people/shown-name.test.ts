import fc from 'fast-check';
import { shownName } from '../../../domain/people/shown-name';

test.each([
  ['王小明', '王**'],
  ['王明', '王*'],
  ['欧阳修远', '欧阳**'],
  ['欧阳修', '欧阳*'],
  // A surname alone: two characters are a surname and a name, 欧 阳.
  ['欧阳', '欧*'],
  ['阿依古丽', '阿***'],
  ['阿依古丽·买买提', '阿*******'],
  ['王', '*'],
  [' 王　小明 ', '王**'],
  ['𠮷田', '𠮷*'],
])('%s is shown as %s', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});

test('nothing but the surname is ever shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 20 }), (name) => {
      const plain = [...shownName(name)].filter((sign) => sign !== '*');
      expect(plain.length).toBeLessThanOrEqual(2);
    }),
  );
});
