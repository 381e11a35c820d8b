import fc from 'fast-check';
import { checkCharacter } from '../../../domain/people/id-number';
import { leaksIn } from '../../../domain/posting/guard';

test.each([
  ['an ID number', '王** 11010519491231002X', 'id-number', 4],
  ['one with a wrong check digit', '(110105194912310021)', 'id-number', 1],
  ['one of 15 digits', '110105491231002', 'id-number', 0],
  ['one in groups', '一组 110105 1949 1231 002x', 'id-number', 3],
  ['one full-width', '１１０１０５１９４９１２３１００２Ｘ', 'id-number', 0],
  ['a card', '卡号6222 0200 0000 0000 000', 'card-number', 2],
  ['a mobile number', '联系13900000001。', 'telephone', 2],
  ['one with the country code', '+86 139-0000-0001', 'telephone', 1],
  ['one after its number on the list', '3 13900000001', 'telephone', 2],
  ['a landline', '电话 0876-4120001', 'telephone', 3],
] as const)('%s is found, and where', (_, text, leak, at) => {
  expect(leaksIn(text)).toEqual([{ leak, at }]);
});

test.each([
  ['sums and numbers of a list', '第 188 号 王** 一组 3 人 2,000.00 元 米 2 袋'],
  ['a day and an hour', '2026-12-24 09:30 至 2027年1月4日24时'],
  ['a code of a village', '532626100201'],
  ['a code and a sum after it', '532626100201 188'],
  ['the digest of a posting', '摘要 9f3a1c07 第 2 版'],
  ['a sum of fen', '18900000000000'],
  ['a number of 18 digits without a day in it', '100000000000000000'],
])('%s are none', (_, text) => {
  expect(leaksIn(text)).toEqual([]);
});

test('every ID number is found, however it is set and whatever stands around it', () => {
  const day = fc.date({ min: new Date('1902-01-01'), max: new Date('2026-11-30'), noInvalidDate: true });
  const words = fc.stringMatching(/^[一-龥，。 ]{0,8}$/);
  const gap = fc.constantFrom('', ' ', '-');
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 110_000, max: 659_999 }),
      words,
      words,
      gap,
      (born, place, before, after, set) => {
        const digits = `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}001`;
        const number = digits + checkCharacter(digits);
        const written = [number.slice(0, 6), number.slice(6, 14), number.slice(14)].join(set);
        expect(leaksIn(`${before}${written}${after}`)).toEqual([{ leak: 'id-number', at: before.length }]);
      },
    ),
  );
});
