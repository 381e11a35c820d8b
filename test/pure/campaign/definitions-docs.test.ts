import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { RHYTHMS } from '../../../domain/campaign/compile/recurrence';
import type { Language } from '../../../domain/campaign/definition/definition';
import { WORDS } from '../../../domain/campaign/definition/message-words';
import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { kindsOf } from '../../../domain/case/kinds-of';
import { FIXED_KINDS } from '../../../domain/people/region-kinds';
import { FILTERS, TAGS } from '../../../domain/text/template';
import { planned } from '../../support/faults';

function refusalOf(act: () => unknown, language: Language): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DefinitionError) return error.say(language);
    throw error;
  }
  return '';
}

/** The examples that people copy must work, and the errors shown must be those they get. */
describe.each(['definitions.md', 'definitions.zh-CN.md'])('docs/%s', (name) => {
  const text = readFileSync(join(ROOT, 'docs', name), 'utf8');
  const blocks = [...text.matchAll(/```(\w*)\n(.*?)```/gs)].map(([, language = '', block = '']) => ({
    language,
    block,
  }));
  const smallest = blocks.find(({ block }) => block.startsWith('id: '))?.block ?? '';
  const ladders = blocks.find(({ block }) => block.startsWith('ladders:'))?.block ?? '';
  const standards = blocks.find(({ block }) => block.startsWith('standards:'))?.block ?? '';
  const read = (yaml: string) => readDefinition(yaml, { file: 'my-campaign.yaml', language: 'en' });
  const withRegister = (yaml: string) =>
    planned(yaml, {
      file: 'my-campaign.yaml',
      language: 'en',
      regions: [
        { code: '532626', parent: null, kind: 'county', name: '丘北县', level: 1 },
        { code: '532626100701', parent: '532626', kind: 'village', name: '清平村', level: 2 },
      ],
      kinds: FIXED_KINDS,
    });

  test('the smallest campaign is one', () => {
    expect(read(smallest).warnings).toEqual([]);
  });

  test('the kinds of case shown are read, and each built-in kind has its row', () => {
    const cases = blocks.find(({ block }) => block.startsWith('cases:'))?.block ?? '';
    const { definition } = read(`${smallest}${cases}`);
    expect(Object.keys(kindsOf(definition))).toEqual(expect.arrayContaining(['lost-stove', 'revisit']));
    for (const kind of Object.keys(CASE_KINDS)) expect(text).toContain(`\n| \`${kind}\` |`);
  });

  test('rounds that come again fit into it', () => {
    const again = blocks.find(({ block }) => block.includes('repeat:'))?.block ?? '';
    const dates = / {4}opens: .*\n {4}due: .*\n {4}lock: .*\n/;
    expect(smallest).toMatch(dates);
    const { definition, warnings } = read(smallest.replace(dates, again.replace(/^(?=.)/gm, '    ')));
    expect(definition.stages[0]?.repeat).toEqual({ weeklyOn: ['monday'], until: '03-15', daysOff: 'next' });
    expect(warnings).toEqual([]);
    for (const rhythm of RHYTHMS) expect(text).toContain(`\`${rhythm}: `);
  });

  test('the distances shown are read, from a moment, another stage and a day', () => {
    const distances = [...text.matchAll(/^\| `(\{ after: [^`]*\})`/gm)].map(([, distance = '']) => distance);
    expect(distances).toHaveLength(3);
    const second = (opens: string) =>
      smallest.replace(
        'forms:',
        `  - { id: visits, kind: visits, name: { zh-CN: 慰问 }, opens: ${opens}, due: { after: opens, days: 9 },
      lock: { after: due, days: 1 }, asks: [{ id: village, of: village, form: households-found }] }\nforms:`,
      );
    for (const distance of distances.slice(1)) expect(read(second(distance)).warnings).toEqual([]);
    expect(read(smallest.replace(/lock: .*/, `lock: ${distances[0]}`)).warnings).toEqual([]);
  });

  test('ladders and standards fit into it', () => {
    const { definition, warnings } = read(smallest + ladders + standards);
    expect(warnings).toEqual(['The ladder "gentle" is not used']);
    expect(definition.standards[0]?.planned?.cash).toBe(12900);
  });

  test('texts fit into it', () => {
    const texts = blocks.find(({ block }) => block.startsWith('messages:'))?.block ?? '';
    expect(read(smallest + texts).warnings).toEqual([]);
    for (const word of [...WORDS, ...FILTERS.slice(0, 9), ...TAGS]) expect(text).toContain(`\`${word}\``);
  });

  test('warnings fit into it', () => {
    const warned = blocks.find(({ block }) => block.startsWith('warnings:'))?.block ?? '';
    const { definition } = read(smallest + warned);
    expect(definition.rehearsal?.warnings.map(({ type }) => type)).toEqual(['alert', 'update', 'cancel']);
    expect(refusalOf(() => withRegister(smallest + warned.replace('of: village', 'of: vilage')), 'en')).toContain(
      'warnings.of: there is no kind of region "vilage". Did you mean "village"?',
    );
    expect(() => read(smallest + warned.replace('at: 01-08', 'at: 02-30'))).toThrow('02-30');
    const answeredByNobody = warned.slice(warned.indexOf('rehearsal:'));
    expect(() => read(smallest + answeredByNobody)).toThrow('nobody answers them');
  });

  test('the errors are those shown', () => {
    const language = name.includes('zh-CN') ? 'zh-CN' : 'en';
    const [alone, once] = blocks.filter(({ block }) => block.startsWith('my-campaign.yaml:'));
    const wrong = smallest
      .replace('due: 12-18', 'due: 11-18')
      .replace('form: households-found', 'form: household-found');
    expect(refusalOf(() => read(wrong), language)).toBe(alone?.block.trim());
    const misspelt = smallest.replace('of: village', 'of: vilage');
    expect(refusalOf(() => withRegister(misspelt), language)).toBe(once?.block.trim());
  });
});
