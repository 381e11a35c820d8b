import { unitAfter } from '../../../domain/text/counted';

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
