import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import {
  fillPlatformTemplate,
  platformTemplate,
  templatesNeeded,
  valuesFor,
} from '../../../delivery/words/platform-templates';
import { allApproved, missingApprovals, refusalOf } from '../../../delivery/words/start-gate';
import { fill, templateOf } from '../../../delivery/words/texts';
import { messagesOf } from '../../../domain/campaign/definition/message-names';
import { WORDS } from '../../../domain/campaign/definition/message-words';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { tellIn } from '../../../domain/text/refusal';
import { changeSignature, registerSignature } from '../../../store/message/signatures';
import { changeTemplate, registerTemplates } from '../../../store/message/templates';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

const FOLDER = join(ROOT, 'config/campaigns');
const definitions = [
  tinyDefinition(),
  ...readdirSync(FOLDER).map((file) => readDefinition(readFileSync(join(FOLDER, file), 'utf8'), { file }).definition),
];
/** Any word of a message, without a platform's notation of variables, which names and places never have. */
const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && !text.includes('$'));
const values = fc.record({
  ...(Object.fromEntries(WORDS.map((name) => [name, word])) as Record<(typeof WORDS)[number], typeof word>),
  days: fc.integer({ min: -10, max: 30 }),
  reason: fc.option(word),
  households: fc.option(word),
  goods: fc.option(word),
  stages: fc.oneof(word, fc.constant('')),
});

test('a platform template filled with its values is the message itself, and is one of those handed in', () => {
  for (const definition of definitions) {
    const needed = new Set(templatesNeeded(definition).map(({ text }) => text));
    for (const name of messagesOf(definition)) {
      const source = templateOf({ name, language: 'zh-CN', part: 'sms' }, definition);
      fc.assert(
        fc.property(values, (given) => {
          const template = platformTemplate(source, given);
          expect(fillPlatformTemplate(template.text, valuesFor(template, given))).toBe(fill(source, given));
          expect(needed).toContain(template.text);
        }),
        { numRuns: 5 },
      );
    }
  }
});

test('a campaign that needs unapproved texts is refused, which names them; once approved it is not', async () => {
  const { sql, drop } = await testDatabase();
  try {
    const env = { SMS_PROVIDERS: 'http', SMS_SIGNATURE: '暖冬' };
    const signed = { provider: 'aliyun', signature: '暖冬' };
    const definition = tinyDefinition({ providers: ['aliyun'] });
    const missing = await missingApprovals(sql, env, definition);
    expect(missing.signatures).toEqual([{ ...signed, state: null }]);
    const refused = refusalOf(missing);
    expect(refused.message).toMatch(/^The SMS providers have not approved .*signatures approve/);
    expect(refused.problems.slice(0, 2).map((problem) => tellIn('en', problem))).toEqual([
      'The SMS signature 【暖冬】 is not approved by aliyun (not handed in).',
      'The SMS text "task" (zh-CN) is not approved by aliyun (not handed in).',
    ]);
    expect(refused.say('zh-CN')).toMatch(/^短信平台尚未审批/);
    await registerTemplates(sql, 'aliyun', missing.templates);
    const [first, ...others] = missing.templates;
    for (const { text } of others)
      await changeTemplate(sql, { provider: 'aliyun', text, state: 'approved', code: 'SMS_1', note: null });
    expect((await missingApprovals(sql, env, definition)).templates).toEqual([{ ...first, state: 'draft' }]);
    const last = { provider: 'aliyun', text: first?.text ?? '', state: 'approved', note: null } as const;
    await expect(changeTemplate(sql, { ...last, code: null })).rejects.toThrow('--code');
    await changeTemplate(sql, { ...last, code: 'SMS_2' });
    await registerSignature(sql, signed);
    await changeSignature(sql, { ...signed, state: 'rejected', note: '资质过期' });
    // An entry that is known already does not become a draft again.
    await registerSignature(sql, signed);
    const unsigned = await missingApprovals(sql, env, definition);
    expect(unsigned).toEqual({ signatures: [{ ...signed, state: 'rejected' }], templates: [] });
    expect(allApproved(unsigned)).toBe(false);
    await changeSignature(sql, { ...signed, state: 'approved', note: null });
    // Another signature, or another provider, needs its own approval; the generic provider needs none.
    const changed = await missingApprovals(sql, { ...env, SMS_SIGNATURE: '暖心' }, definition);
    expect(changed.signatures).toEqual([{ provider: 'aliyun', signature: '暖心', state: null }]);
    const both = await missingApprovals(sql, env, tinyDefinition({ providers: ['aliyun', 'tencent'] }));
    expect(both.signatures).toEqual([{ provider: 'tencent', signature: '暖冬', state: null }]);
    for (const free of [definition, tinyDefinition()])
      expect(allApproved(await missingApprovals(sql, env, free))).toBe(true);
  } finally {
    await drop();
  }
});
