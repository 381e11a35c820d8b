import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fillPlatformTemplate, platformTemplate, templatesNeeded, valuesFor } from '../../delivery/platform-templates';
import { missingTemplates, refusalOf } from '../../delivery/start-gate';
import { fill, templateOf, WORDS } from '../../delivery/texts';
import { messageNames } from '../../domain/definition/message-names';
import { readDefinition } from '../../domain/definition/read-definition';
import { changeTemplate, registerTemplates } from '../../register/templates';
import { testDatabase } from '../support/database';
import { tinyDefinition } from '../support/tiny';

const FOLDER = join(__dirname, '..', '..', 'config', 'campaigns');
const definitions = [
  tinyDefinition(),
  ...readdirSync(FOLDER).map((file) => readDefinition(readFileSync(join(FOLDER, file), 'utf8'), { file }).definition),
];
/** Whatever stands in a message; no variable of a platform's notation, as names and places never have. */
const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && !text.includes('$'));
const values = fc.record({
  ...(Object.fromEntries(WORDS.map((name) => [name, word])) as Record<(typeof WORDS)[number], typeof word>),
  days: fc.integer({ min: -10, max: 30 }),
  reason: fc.option(word),
});

test('a platform template filled with its values is the message itself, and is one of those handed in', () => {
  for (const definition of definitions) {
    const needed = new Set(templatesNeeded(definition).map(({ text }) => text));
    for (const name of [...messageNames, ...Object.keys(definition.messages)]) {
      const source = templateOf({ name, language: 'zh-CN', part: 'sms' }, definition);
      fc.assert(
        fc.property(values, (given) => {
          const template = platformTemplate(source, given);
          expect(fillPlatformTemplate(template.text, valuesFor(template, given))).toBe(fill(source, given));
          expect(needed).toContain(template.text);
        }),
        { numRuns: 20 },
      );
    }
  }
});

test('a campaign that needs unapproved texts is refused, which names them; once approved it is not', async () => {
  const { sql, drop } = await testDatabase();
  try {
    const definition = tinyDefinition({ providers: ['aliyun'] });
    const missing = await missingTemplates(sql, { SMS_PROVIDERS: 'http' }, definition);
    expect(refusalOf(missing)).toMatch(/texts are not approved.*\n {2}aliyun: task \(zh-CN\), not handed in\n/);
    await registerTemplates(sql, 'aliyun', missing);
    for (const { text } of missing.slice(1))
      await changeTemplate(sql, { provider: 'aliyun', text, state: 'approved', code: 'SMS_1', note: null });
    expect(await missingTemplates(sql, { SMS_PROVIDERS: 'http' }, definition)).toEqual([
      { ...missing[0], state: 'draft' },
    ]);
    const [first] = missing;
    await expect(
      changeTemplate(sql, { provider: 'aliyun', text: first?.text ?? '', state: 'approved', code: null, note: null }),
    ).rejects.toThrow('--code');
    expect(await missingTemplates(sql, { SMS_PROVIDERS: 'http' }, tinyDefinition())).toEqual([]);
  } finally {
    await drop();
  }
});
