import type { Form } from '../../../domain/campaign/definition/definition';
import { readReply } from '../../../domain/message/reply';
import { figuresTold, howToAnswer, howToWrite } from '../../../domain/message/told';
import { everyField } from '../../support/campaigns/campaign';

const form = everyField.forms.count as Form;

test('an SMS tells the numbers of a report, and nothing that may name somebody', () => {
  const figures = { households: 3, cash: 123450, visitedOn: '2026-12-02', quilts: true, remarks: '张三家' };
  const told = figuresTold(form, { nothing: false, figures });
  expect(told.map((piece) => piece['zh-CN'])).toEqual(['困难家庭 3户', '慰问金 1234.50元']);
  expect(told.map(({ en }) => en)).toEqual(['Households in need 3 households', 'Cash given 1234.50 yuan']);
  expect(figuresTold(form, { nothing: true, figures: {} })[0]).toEqual({ 'zh-CN': '零报告', en: 'nothing to report' });
});

test('how a report is written is told where the form takes one by SMS', () => {
  expect(howToWrite(form)).toBeNull();
  expect(howToWrite({ ...form, bySms: ['households'] })?.['zh-CN']).toBe('报 困难家庭（一个数）');
  expect(howToWrite({ ...form, bySms: ['cash', 'households'] })).toEqual({
    'zh-CN': '报 慰问金 困难家庭（依次2个数）',
    en: 'REPORT and 2 numbers: Cash given, Households in need',
  });
});

test('M26: the task says how it is answered by SMS, and no other message does', () => {
  const forms = { count: { ...form, bySms: ['households'] } };
  expect(howToAnswer({ forms }, { kind: 'task', form: 'count' })?.['zh-CN']).toBe('报 困难家庭（一个数）');
  expect(howToAnswer({ forms }, { kind: 'reminder', form: 'count' })).toBeNull();
  expect(howToAnswer({ forms }, { kind: 'task', form: null })).toBeNull();
  expect(howToAnswer({ forms: { count: form } }, { kind: 'task', form: 'count' })).toBeNull();
});

test('00 is nothing to report after the question; one 0 is not the answer', () => {
  expect(['00', '００', '00，谢谢', '确认零报告'].map((words) => readReply(words).kind)).toEqual(
    Array(4).fill('surely-nothing'),
  );
  expect(['0', '零报告', '报0'].map((words) => readReply(words).kind)).toEqual(Array(3).fill('nothing'));
});
