import fc from 'fast-check';
import type { Form } from '../../domain/definition/definition';
import { figuresSaid, readReply } from '../../domain/reply';

const count = (id: string, unit: string) => ({
  id,
  label: { 'zh-CN': id },
  unit: { 'zh-CN': unit },
  type: 'integer' as const,
  required: true,
});
const form: Form = {
  name: { 'zh-CN': '摸底表' },
  nothingToReport: true,
  fields: [count('households', '户'), count('persons', '人')],
  bySms: ['households', 'persons'],
};
const said = (content: string) => {
  const meant = readReply(content);
  return meant.kind === 'figures' ? figuresSaid(form, meant.numbers) : meant.kind;
};

test.each([
  ['0', 'nothing'],
  [' ０。', 'nothing'],
  ['零报告', 'nothing'],
  ['1', 'acknowledge'],
  ['收到！', 'acknowledge'],
  ['t', 'stop'],
  ['退订', 'stop'],
  ['【暖冬】退订', 'stop'],
  ['10', 'unclear'],
  ['', 'unclear'],
  ['谢谢，我现在开车', 'unclear'],
  ['报 明天 12 户', 'unclear'],
  ['报12户36人', { households: '12', persons: '36' }],
  ['报 １２ 户，３６ 人', { households: '12', persons: '36' }],
  ['上报36人12户', { households: '12', persons: '36' }],
  ['报 12 36', { households: '12', persons: '36' }],
  ['报 12 户', null],
  ['报 12 元 36 人', null],
])('%s is understood', (content, meant) => {
  expect(said(content)).toEqual(meant);
});

test('a form without figures by SMS takes none', () => {
  const { bySms: _, ...plain } = form;
  expect(figuresSaid(plain, [{ value: '1', unit: '' }])).toBeNull();
});

test('whatever comes is understood as something, quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 1000 }), (content) => {
      readReply(content);
      readReply(`报${content}`);
    }),
  );
});

test('figures come out as they were written, in any order of their units', () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(9999), (households, persons) => {
      const expected = { households: String(households), persons: String(persons) };
      expect(said(`报${households}户${persons}人`)).toEqual(expected);
      expect(said(`报 ${persons}人 ${households}户`)).toEqual(expected);
    }),
  );
});
