import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type MessageParams, renderMessage, writtenDeadline } from '../../../delivery/words/render';
import { checkMessages } from '../../../delivery/words/texts';
import { messageNames } from '../../../domain/campaign/definition/message-names';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { countSegments } from '../../../domain/message/segments';
import { TemplateError } from '../../../domain/text/template';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';

const signature = '暖冬';
const params: MessageParams = {
  now: shanghai('12-02 09:30'),
  unit: '一村',
  contact: '甲',
  stage: 'survey',
  dueAt: shanghai('12-04 00:00'),
  locksAt: shanghai('12-05 18:00'),
  link: 'https://nd.example.org/r/1abcdefghijkl',
  expected: 9,
  reported: 4,
  silent: 5,
  missing: ['一村', '二村', '三村', '四村', '五村'],
  acknowledgeBy: shanghai('12-04 14:00'),
  reason: '大雪封路',
};
const sms = (template: string, changes: Partial<MessageParams> = {}, definition = tinyDefinition()) =>
  renderMessage({
    definition,
    template,
    language: 'zh-CN',
    channel: 'sms',
    signature,
    params: { ...params, ...changes },
  });

test('a reminder says what matters before, on and after the due day', () => {
  expect(sms('reminder').text).toContain('最晚12月3日');
  expect(sms('reminder', { now: shanghai('12-03 16:00') }).text).toContain('今天到期');
  expect(sms('reminder', { now: shanghai('12-04 00:00') }).text).toContain('已过期（12月3日），12月5日18:00前还能补报');
});

test.each([
  ['12-04 00:00', '12月3日', '3 Dec'],
  ['12-05 18:00', '12月5日18:00', '5 Dec, 18:00'],
  ['12-05 09:05', '12月5日9:05', '5 Dec, 09:05'],
])('a deadline at %s is written %s', (at, chinese, english) => {
  const zone = 'Asia/Shanghai';
  expect(writtenDeadline(shanghai(at), { zone, language: 'zh-CN' })).toBe(chinese);
  expect(writtenDeadline(shanghai(at), { zone, language: 'en' })).toBe(english);
});

test('a deadline is told in the zone of the campaign', () => {
  expect(writtenDeadline('2026-12-03T16:00:00.000Z', { zone: 'Asia/Urumqi', language: 'zh-CN' })).toBe('12月3日22:00');
});

describe('several messages as one', () => {
  const stages = ['摸底', '宣传', '慰问', '总结'].map((name, day) => ({
    unit: '一村',
    stage: name,
    dueAt: shanghai(`12-0${day + 4} 00:00`),
  }));

  test('names what is owed and the first deadline', () => {
    const { text, segments } = sms('owed', { together: stages });
    expect(text).toBe(
      '甲您好，一村的“小活动”有4项要报：摸底、宣传、慰问、总结，最早12月3日到期。没有情况也请点“零报告”。小县红十字会，点这里逐项填：https://nd.example.org/r/1abcdefghijkl',
    );
    expect(segments).toBe(2);
    expect(sms('owed', { together: stages, now: shanghai('12-03 16:00') }).text).toContain('最早的今天到期');
    expect(sms('owed', { together: stages, now: shanghai('12-04 00:00') }).text).toContain('最早的已过期（12月3日）');
  });

  test('names the places, where there are several', () => {
    const two = [...stages.slice(0, 1), { ...stages[0], unit: '二村', stage: '摸底', dueAt: params.dueAt }];
    expect(sms('owed', { together: two }).text).toContain('一村、二村的“小活动”有2项要报：摸底等2项');
  });

  test('tells how it stands below a superior, one number for each stage', () => {
    const together = [...stages.slice(0, 2), ...stages.slice(0, 1)].map((one, at) => ({ ...one, silent: at + 1 }));
    expect(sms('digests', { together }).text).toBe(
      '“小活动”：一村有2项没有报齐：摸底还差4个、宣传还差2个，最早12月3日到期。小县红十字会，名单：https://nd.example.org/r/1abcdefghijkl',
    );
  });

  test('an e-mail has a line for each', () => {
    const { text = '', subject } = renderMessage({
      definition: tinyDefinition(),
      template: 'owed',
      language: 'en',
      channel: 'email',
      signature,
      params: { ...params, together: stages.slice(0, 2) },
    });
    expect(subject).toContain('2 reports are awaited');
    expect(text).toContain('· 摸底, due 3 Dec\n· 宣传, due 4 Dec');
  });

  test('fits into the parts of an SMS, whatever the stages are called; then the number stands alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('摸', '底', '宣', '传') }), {
          minLength: 2,
          maxLength: 12,
        }),
        fc.constantFrom('owed', 'digests'),
        (names, template) => {
          const together = names.map((stage) => ({
            unit: '一村',
            stage,
            dueAt: params.dueAt,
            ...(template === 'digests' && { silent: 5 }),
          }));
          const { text, segments } = sms(template, { together });
          expect(segments).toBeLessThanOrEqual(2);
          expect(text).toMatch(/有\d+项/);
          expect(text).not.toMatch(/undefined|null|\{|\}|：，/);
        },
      ),
    );
  });
});

test('every message of the templates fits into two segments in Chinese, with the names that have room', () => {
  for (const file of ['two-festivals', 'qiubei-red-cross']) {
    const path = `config/campaigns/${file}.yaml`;
    const { definition } = readDefinition(readFileSync(path, 'utf8'), { file: path });
    for (const stage of definition.stages) {
      for (const name of messageNames) {
        const { text, segments } = sms(name, { stage: stage.id, unit: '双龙营镇' }, definition);
        expect(`${name}: ${text} (${segments})`).toMatch(/ \([12]\)$/);
        expect(text).not.toMatch(/undefined|null|\{|\}|\s{2}/);
      }
    }
  }
});

test('names are left out until the SMS fits; the e-mail has all of them', () => {
  const missing = Array.from({ length: 60 }, (_, i) => `第${i + 1}村`);
  const digest = sms('digest', { missing, silent: 60 });
  expect(digest.segments).toBe(2);
  expect(digest.text).toMatch(/未报60个：第1村、第2村.*等60个。/);
  const mail = renderMessage({
    definition: tinyDefinition(),
    template: 'digest',
    language: 'zh-CN',
    channel: 'email',
    signature,
    params: { ...params, missing, silent: 60 },
  });
  expect(mail.text).toContain('第59村、第60村。');
});

test('an SMS names at least one place and is counted as it is sent, whatever the names', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('东', '乡', '村', 'A'), minLength: 1, maxLength: 40 }), {
        minLength: 1,
        maxLength: 30,
      }),
      (missing) => {
        const { text, segments } = sms('digest', { missing, silent: missing.length });
        expect(segments).toBe(countSegments(text, signature));
        expect(text).toContain(missing[0]);
      },
    ),
  );
});

test('what people wrote stands in an e-mail as they wrote it, and is no HTML', () => {
  const mail = renderMessage({
    definition: tinyDefinition(),
    template: 'returned',
    language: 'zh-CN',
    channel: 'email',
    signature,
    params: { ...params, reason: '<img src=x> & {{ contact }}' },
  });
  expect(mail.text).toContain('<img src=x> & {{ contact }}');
  expect(mail.html).not.toContain('<img');
});

test('the language of the reader, and Chinese where a message does not exist in it', () => {
  const definition = tinyDefinition({
    messages: { own: { 'zh-CN': { sms: '自己的话：{{unit}}', subject: '题', body: '文' } } },
  });
  const inEnglish = (template: string) =>
    renderMessage({ definition, template, language: 'en', channel: 'sms', signature, params }).text;
  expect(inEnglish('task')).toMatch(/please report .* by 3 Dec/);
  expect(inEnglish('own')).toBe('自己的话：一村');
});

test('a campaign replaces one part of a message and keeps the others', () => {
  const definition = tinyDefinition({ messages: { task: { 'zh-CN': { sms: '请{{unit}}上报：{{link}}' } } } });
  expect(sms('task', {}, definition).text).toBe('请一村上报：https://nd.example.org/r/1abcdefghijkl');
  const mail = renderMessage({ definition, template: 'task', language: 'zh-CN', channel: 'email', signature, params });
  expect(mail.subject).toBe('请上报：小活动·摸底（最晚12月3日）');
});

test.each([
  [
    { task: { 'zh-CN': { sms: '{{untl}}' } } },
    'Message "task" (zh-CN, sms) cannot be used: the text uses untl, which does not exist.',
  ],
  [
    { task: { en: { body: '{% if due %}' } } },
    'Message "task" (en, body) cannot be used: the text cannot be read: {% if due %}',
  ],
  [
    { own: { 'zh-CN': { subject: '{{ due | shout }}' } } },
    'Message "own" (zh-CN, subject) cannot be used: the text of a message cannot use the filter "shout"',
  ],
])('a template that cannot be used is found before the start: %j', (messages, complaint) => {
  expect(() => checkMessages(tinyDefinition({ messages }))).toThrow(complaint);
});

test('a message that does not exist is named, with those that do', () => {
  expect(() => sms('remindr')).toThrow(TemplateError);
  expect(() => sms('remindr')).toThrow('There is no message "remindr" (sms)');
});
