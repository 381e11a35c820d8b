import fc from 'fast-check';
import { readCode, readDate, readEmail, readPhone } from '../../../store/people/tables/check/check-cells';

const bad = (code: string) => ({ ok: false, why: expect.objectContaining({ code }) });
const good = (value: string | null) => ({ ok: true, value });

describe('a phone number in a table', () => {
  it('takes every mainland mobile number, however it is written', () => {
    const digits = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+86', '+86 ', '0086', '0086-'), ([second, rest], prefix) => {
        const number = `1${second}${String(rest).padStart(9, '0')}`;
        const spaced = `${prefix}${number.slice(0, 3)}-${number.slice(3, 7)} ${number.slice(7)}`;
        expect(readPhone(spaced)).toEqual(good(number));
      }),
    );
  });

  it.each([
    ['１９９００００００１２', '19900000012'],
    ['+852 9123 4567', '+85291234567'],
    ['8613900010001', '13900010001'],
    ['86-139-0001-0001', '13900010001'],
    ['13900010001.0', '13900010001'],
    ['139—0001–0001', '13900010001'],
    ['13900010001 / 0876-4120001', '13900010001'],
    ['4120001；１３９０００１０００１', '13900010001'],
    ['', null],
  ])('reads "%s"', (cell, value) => expect(readPhone(cell)).toEqual(good(value)));

  it.each([
    '12345678901',
    '+86 10 1234 5678',
    '139****0001',
    '1380013800',
    '138001380000',
    '0876-4123456',
    '0876-4123456、4123457',
    '13900010001/13900010002',
    '13900010001/1390001',
    '+1 555',
    '91234567',
    'none',
    '-',
    '+86',
  ])('refuses "%s"', (cell) => expect(readPhone(cell)).toEqual(bad(cell.includes('*') ? 'cell-masked' : 'phone-form')));
});

describe('a date in a table', () => {
  it('takes every real day in the forms that people use', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          const [year, month, dayOfMonth] = day.split('-').map(Number);
          for (const cell of [day, `${year}/${month}/${dayOfMonth}`, `${year}年${month}月${dayOfMonth}日`]) {
            expect(readDate(cell)).toEqual(good(day));
          }
        },
      ),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '26-12-20', '12-20', 'soon'])('refuses "%s"', (cell) =>
    expect(readDate(cell)).toEqual(bad('date-form')),
  );
});

describe('a code in a table', () => {
  it.each([
    ['532626100701', good('532626100701')],
    ['３５０６Ｕ０１', good('3506U01')],
    ['', bad('cell-empty')],
    ['5.32626E+11', bad('code-rounded')],
    ['a/b', bad('code-form')],
    ['a_b', bad('code-form')],
    ['a b', bad('code-form')],
    ['9'.repeat(41), bad('code-form')],
  ])('reads "%s"', (cell, reading) => expect(readCode(cell)).toEqual(reading));
});

describe('an e-mail address in a table', () => {
  it.each(['a@b', 'a b@example.org', '@example.org', `${'a'.repeat(250)}@example.org`])('refuses "%s"', (cell) =>
    expect(readEmail(cell)).toEqual(bad('email-form')),
  );
  it('may be left out', () => expect(readEmail('')).toEqual(good(null)));
});
