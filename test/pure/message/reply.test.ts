import fc from 'fast-check';
import type { Form } from '../../../domain/campaign/definition/definition';
import { figuresSaid, readReply } from '../../../domain/message/reply';

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
const said = (content: string, names: string[] = []) => {
  const meant = readReply(content, names);
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

test.each([
  ['１', 'acknowledge'],
  ['1。', 'acknowledge'],
  ['零', 'nothing'],
  ['无', 'nothing'],
  ['  无 。', 'nothing'],
  ['没有情况。', 'nothing'],
  ['报 0', 'nothing'],
  ['0户', 'nothing'],
  ['收到，谢谢领导！', 'acknowledge'],
  ['收到。甲911', 'acknowledge'],
  ['一村甲911收到', 'acknowledge'],
  ['一村：无', 'nothing'],
  ['0 一村 甲911', 'nothing'],
  ['收到，无。', 'nothing'],
  ['好的，已报', 'done'],
  ['报完了', 'done'],
  ['已报', 'done'],
  ['已上报，甲911', 'done'],
  ['谢谢', 'courtesy'],
  ['恢复', 'resume'],
  ['T 甲911', 'stop'],
  ['1 0', 'unclear'],
  ['已报，无', 'unclear'],
  ['一村', 'unclear'],
  ['甲911', 'unclear'],
  ['12户36人', { households: '12', persons: '36' }],
  ['报12户36人 甲911', { households: '12', persons: '36' }],
  ['12 36', 'unclear'],
  ['10人开会', null],
])('field: %s, as people really answer, is understood', (content, meant) => {
  expect(said(content, ['甲911', '一村'])).toEqual(meant);
});

test('L2: twenty thousand blanks or signs cost nothing', () => {
  const begun = performance.now();
  for (const sign of [' ', '。', '【', 'T '])
    for (const content of [sign.repeat(20_000), `x${sign.repeat(20_000)}x`]) readReply(content, ['x']);
  expect(performance.now() - begun).toBeLessThan(100);
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
