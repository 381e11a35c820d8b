import fc from 'fast-check';
import { readReceipt, receiptNumber } from '../../../domain/report/receipt';

const ids = fc.nat(50_000_000);

describe('a receipt number', () => {
  it('is short, and written so that it can be read aloud', () => {
    expect(receiptNumber(1)).toMatch(/^\d{3}-\d{4}$/);
  });

  it('is read back however it was typed', () => {
    const written = receiptNumber(4221);
    expect(readReceipt(` ${written.replace('-', ' ')} `)).toBe(written);
    expect(readReceipt(written.replace('-', ''))).toBe(written);
    expect(readReceipt('hello')).toBeNull();
  });

  it('belongs to one report only', () => {
    fc.assert(fc.property(ids, ids, (one, other) => (receiptNumber(one) === receiptNumber(other)) === (one === other)));
  });

  it('is refused when one digit is wrong', () => {
    fc.assert(
      fc.property(ids, fc.nat(5), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        const digits = receiptNumber(id).replace('-', '');
        const wrong = digits.slice(0, at) + ((Number(digits[at]) + by) % 10) + digits.slice(at + 1);
        expect(readReceipt(wrong)).toBeNull();
      }),
    );
  });

  it('is refused when two neighbours are swapped', () => {
    fc.assert(
      fc.property(ids, fc.nat(5), (id, at) => {
        const digits = receiptNumber(id).replace('-', '');
        fc.pre(digits[at] !== digits[at + 1]);
        const swapped = digits.slice(0, at) + digits[at + 1] + digits[at] + digits.slice(at + 2);
        expect(readReceipt(swapped)).toBeNull();
      }),
    );
  });
});
