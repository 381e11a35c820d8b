import { agreeing, unitAfter } from '../../../domain/text/counted';

const after = (number: number, en: string) => unitAfter(number, { 'zh-CN': '户', en }, 'en');

test('English has one of what it counts in the plural', () => {
  expect(after(2, 'persons')).toBe('persons');
  for (const [several, one] of [
    ['persons', 'person'],
    ['copies', 'copy'],
    ['boxes', 'box'],
    ['places', 'place'],
    ['packs of rice', 'pack of rice'],
    ['children', 'child'],
    ['yuan', 'yuan'],
  ] as const)
    expect(after(1, several)).toBe(one);
  expect(unitAfter('1.00', { 'zh-CN': '元', en: 'yuan' }, 'en')).toBe('yuan');
  expect(unitAfter(1, { 'zh-CN': '户', en: 'persons' }, 'zh-CN')).toBe('户');
  expect(unitAfter(1, { 'zh-CN': '户' }, 'en')).toBe('户');
});

test('a sentence for several agrees with one', () => {
  for (const [filled, said] of [
    ['1 units are woken', '1 unit is woken'],
    ['To do: 1 rows, 1,001 rows, 21 rows', 'To do: 1 row, 1,001 rows, 21 rows'],
    ['1 households are still to come', '1 household is still to come'],
    ['In 1 places a summary says otherwise', 'In 1 place a summary says otherwise'],
    ['1 batches lack a file; 1 entries', '1 batch lacks a file; 1 entry'],
    ['Batch 1 is withdrawn; row 1 has no name', 'Batch 1 is withdrawn; row 1 has no name'],
  ] as const)
    expect(agreeing(filled)).toBe(said);
});
