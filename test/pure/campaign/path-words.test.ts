import { z } from 'zod';
import { definitionSchema } from '../../../domain/campaign/definition/definition';
import { pathInWords } from '../../../domain/campaign/definition/path-words';

test.each([
  ['stages[0].asks[1].form', '第1个阶段 › 第2个任务 › 表单'],
  [
    'forms.people-found.fields[3].choices[0].label.zh-CN',
    '表单 › “people-found” › 第4个字段 › 第1个选项 › 名称 › 中文',
  ],
  ['ladders.default[2].acknowledgeWithin.minutes', '阶梯 › “default”第3级 › 确认期限 › 分钟'],
  ['messages.reminder.zh-CN.sms', '消息 › “reminder” › 中文 › 短信'],
  ['providers[1]', '第2个短信平台'],
  ['constructor', '“constructor”'],
  ['scope', '区划'],
])('S8: %s is %s', (path, words) => {
  expect(pathInWords(path)).toEqual({ 'zh-CN': words, en: path });
});

test('S8: every key of a definition has a word', () => {
  const keys = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, below] of Object.entries(node)) {
      // Rules of warnings have their own words, by hazard and colour.
      if (key === 'rules') continue;
      if (key === 'properties') for (const name of Object.keys(below)) keys.add(name);
      walk(below);
    }
  };
  walk(z.toJSONSchema(definitionSchema, { io: 'input' }));
  expect(keys.size).toBeGreaterThan(60);
  expect([...keys].filter((key) => pathInWords(key)['zh-CN'] === `“${key}”`)).toEqual([]);
});
