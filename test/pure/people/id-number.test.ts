import fc from 'fast-check';
import { checkCharacter, readIdNumber } from '../../../domain/people/id-number';

/** `11010519491231002X` is the specimen of the standard (GB 11643-1999, annex A). */
const SPECIMEN = { number: '11010519491231002X', born: '1949-12-31' };
const TODAY = '2026-12-01';

test.each([
  ['as it is printed', '11010519491231002X'],
  ['with a small x', '11010519491231002x'],
  ['with the 15 digits from before 1999', '110105491231002'],
  ['full-width, with a blank at the end', '１１０１０５１９４９１２３１００２Ｘ '],
  ['in groups', '110105 19491231 002X'],
])('the specimen %s is one number', (_, typed) => {
  expect(readIdNumber(typed, TODAY)).toEqual(SPECIMEN);
});

test.each([
  ['a wrong check digit', '110105194912310021', 'id-check'],
  ['the 30th of February, with the right check digit', '110105194902300012', 'id-date'],
  ['the month 13', '110105194913310025', 'id-date'],
  ['a day to come', `11010520270101001${checkCharacter('11010520270101001')}`, 'id-date'],
  ['a day 126 years ago', `11010519001130001${checkCharacter('11010519001130001')}`, 'id-date'],
  ['what a spreadsheet has left of a number', '110105194912310000', 'id-damaged'],
  ['what a spreadsheet shows of a number', '1.10105E+17', 'id-damaged'],
  ['17 digits', '11010519491231002', 'id-length'],
  ['nothing', '', 'id-length'],
  ['an X in the middle', '1101051949X231002X', 'id-character'],
  ['a letter O for a zero', '11O10519491231002X', 'id-character'],
])('%s is refused', (_, typed, problem) => {
  expect(readIdNumber(typed, TODAY)).toEqual({ problem });
});

const digits17 = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999 }),
    fc.date({ min: new Date('1902-01-01'), max: new Date('2026-11-30'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([place, born, order]) => {
    const day = born.toISOString().slice(0, 10).replaceAll('-', '');
    return `${String(place).padStart(6, '0')}${day}${String(order).padStart(3, '0')}`;
  });

test('every wrong digit, and every two neighbours in the wrong order, are found', () => {
  fc.assert(
    fc.property(digits17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const whole = digits + checkCharacter(digits);
      expect(readIdNumber(whole, TODAY)).toMatchObject({ number: whole });
      const wrong = `${whole.slice(0, at)}${(Number(whole[at]) + by) % 10}${whole.slice(at + 1)}`;
      expect(readIdNumber(wrong, TODAY)).toHaveProperty('problem');
      const [one, other] = [whole[at] ?? '', whole[at + 1] ?? ''];
      const swapped = `${whole.slice(0, at)}${other}${one}${whole.slice(at + 2)}`;
      if (one !== other) expect(readIdNumber(swapped, TODAY)).toHaveProperty('problem');
    }),
  );
});

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
      const read = readIdNumber(typed, TODAY);
      if ('number' in read) expect(readIdNumber(read.number, TODAY)).toEqual(read);
    }),
  );
});
