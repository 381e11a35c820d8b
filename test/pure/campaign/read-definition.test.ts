import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { faultsOf, type Read } from '../../support/faults';

const GOOD = `id: sample
name: { zh-CN: 样例, en: Sample }
season: 2026
scope: '532626'
organisation: { zh-CN: 县红十字会 }
stages:
  - id: survey
    kind: survey
    name: { zh-CN: 摸底 }
    opens: 12-01
    due: 12-18
    lock: 12-24
    asks:
      - { id: village, of: village, form: found }
  - id: visits
    kind: visits
    name: { zh-CN: 慰问 }
    opens: 12-25
    due: lunar 12-23
    lock: { after: due, workingDays: 2 }
    ladder: short
    milestones:
      - { by: 01-10, share: 0.7 }
    asks:
      - { id: village, of: village, form: found }
forms:
  found:
    name: { zh-CN: 摸底 }
    fields:
      - { id: households, label: { zh-CN: 户数 }, type: integer, min: 0, max: 99, counts: { category: poor, what: households } }
      - { id: state, label: { zh-CN: 情况 }, type: choice, choices: [{ value: good, label: { zh-CN: 好 } }] }
ladders:
  short:
    - { id: opens, kind: task, at: { from: opens } }
    - { id: chase, kind: chase, at: { from: due, workingDays: 1, time: '09:30' }, up: 1, acknowledgeWithin: { workingHours: 4 } }
standards:
  - { category: poor, name: { zh-CN: 特困户 }, per: household, cash: 300 }
`;

/** Reads the good file with one text in it replaced. */
function read(from?: string, to = '') {
  if (from !== undefined && !GOOD.includes(from)) throw new Error(`the test's own file has no "${from}"`);
  return readDefinition(from === undefined ? GOOD : GOOD.replace(from, to), { file: 'sample.yaml' });
}

test('a good file is read with its defaults, and no warning', () => {
  const { definition, warnings } = read();
  expect(warnings).toEqual([]);
  expect(definition.quietHours).toEqual({ from: '21:00', to: '07:30' });
  expect(definition.stages[0]?.ladder).toBe('default');
  expect(definition.stages[1]?.lock).toEqual({ after: 'due', workingDays: 2 });
});

test('the season can be another than the one in the file', () => {
  expect(readDefinition(GOOD, { file: 'sample.yaml', season: 2031 }).definition.season).toBe(2031);
});

describe('an error names line, column, path, what was found and what is allowed', () => {
  test.each<[what: string, from: string, to: string, expected: Partial<Read>]>([
    [
      'a misspelt key',
      'season:',
      'saeson:',
      { line: 3, column: 1, path: 'saeson', message: 'there is no key "saeson" here. Did you mean "season"?' },
    ],
    [
      'a misspelt key deep down',
      '{ by: 01-10,',
      '{ bye: 01-10,',
      { line: 23, column: 11, path: 'stages[1].milestones[0].bye' },
    ],
    [
      'a number where text belongs',
      "'532626'",
      '532626',
      { line: 4, column: 8, path: 'scope', found: '532626', allowed: 'text' },
    ],
    [
      'a misspelt word',
      'kind: visits',
      'kind: vists',
      {
        line: 16,
        path: 'stages[1].kind',
        found: '"vists"',
        message: '"vists" is not known here. Did you mean "visits"?',
      },
    ],
    ['a day in the wrong form', 'due: 12-18', 'due: 18.12.', { line: 11, path: 'stages[0].due', found: '"18.12."' }],
    [
      'a wrong key in a distance',
      'workingDays: 2',
      'workingdays: 2',
      { line: 20, path: 'stages[1].lock.workingdays', message: expect.stringContaining('Did you mean "workingDays"?') },
    ],
    [
      'a number out of bounds',
      'share: 0.7',
      'share: 70',
      { line: 23, path: 'stages[1].milestones[0].share', found: '70', allowed: 'at most 1' },
    ],
    ['a name that cannot be one', '  found:', '  Found:', { line: 27, column: 3, path: 'forms.Found' }],
    [
      'a form that is not there',
      'form: found }',
      'form: fuond }',
      {
        line: 14,
        path: 'stages[0].asks[0].form',
        found: '"fuond"',
        allowed: 'found',
        message: expect.stringContaining('Did you mean "found"?'),
      },
    ],
    [
      'a ladder that is not there',
      'ladder: short',
      'ladder: shrt',
      { line: 21, path: 'stages[1].ladder', allowed: 'default, short' },
    ],
    ['two stages of one name', 'id: visits', 'id: survey', { line: 15, path: 'stages[1].id' }],
    [
      'a day that no calendar has',
      'opens: 12-01',
      'opens: 11-31',
      { line: 10, path: 'stages[0].opens', found: '"11-31"' },
    ],
    [
      'due before it opens',
      'due: 12-18',
      'due: 11-18',
      {
        line: 11,
        path: 'stages[0].due',
        found: 'opens 2026-12-01 09:00, due 2026-11-18 24:00, lock 2026-12-24 18:00',
        allowed: 'opens < due <= lock',
      },
    ],
    [
      'locked before it is due',
      'lock: 12-24',
      'lock: 12-17',
      { line: 12, path: 'stages[0].lock', message: 'it would be locked before it is due' },
    ],
    [
      'moments counted from each other',
      'due: lunar 12-23',
      'due: { after: lock, days: -2 }',
      { line: 15, path: 'stages[1]' },
    ],
    [
      'a milestone outside its stage',
      'by: 01-10',
      'by: 03-10',
      { line: 23, path: 'stages[1].milestones[0].by', allowed: 'a day from 2026-12-25 to 2027-02-02' },
    ],
    [
      'a chase without an acknowledgement',
      ', acknowledgeWithin: { workingHours: 4 }',
      '',
      { line: 35, path: 'ladders.short[1].acknowledgeWithin', found: 'nothing' },
    ],
    [
      'two terms to acknowledge',
      '{ workingHours: 4 }',
      '{ workingHours: 4, minutes: 5 }',
      { line: 35, path: 'ladders.short[1].acknowledgeWithin' },
    ],
    [
      'a rung that only the compiler makes',
      'kind: task',
      'kind: raise',
      { line: 34, path: 'ladders.short[0].kind', found: '"raise"' },
    ],
    ['a chase to the unit itself', 'up: 1, ', '', { line: 35, path: 'ladders.short[1].up', found: '0' }],
    ['two rungs of one name', 'id: chase', 'id: opens', { line: 35, path: 'ladders.short[1].id' }],
    [
      'a choice without choices',
      ', choices: [{ value: good, label: { zh-CN: 好 } }]',
      '',
      { line: 31, path: 'forms.found.fields[1]', found: 'no choices' },
    ],
    [
      'bounds the wrong way round',
      'min: 0,',
      'min: 100,',
      { line: 30, path: 'forms.found.fields[0].max', found: '99' },
    ],
    [
      'a category without a standard',
      'category: poor, what',
      'category: pour, what',
      {
        line: 30,
        path: 'forms.found.fields[0].counts.category',
        message: expect.stringContaining('Did you mean "poor"?'),
      },
    ],
    [
      'money counted as persons',
      'what: households',
      'what: cash',
      { line: 30, path: 'forms.found.fields[0].counts.what', allowed: 'a field of type money' },
    ],
    ['two fields of one name', 'id: state', 'id: households', { line: 31, path: 'forms.found.fields[1].id' }],
    [
      'a zone that does not exist',
      'season: 2026',
      'season: 2026\nzone: Asia/Beijing',
      { line: 4, path: 'zone', found: '"Asia/Beijing"' },
    ],
    [
      'a fixed day in a stage that repeats',
      'lock: 12-24',
      'lock: 12-24\n    repeat: { monthlyOn: 15, until: 03-15 }',
      { line: 11, path: 'stages[0].due' },
    ],
    [
      'a rhythm that is none',
      'lock: 12-24',
      'lock: 12-24\n    repeat: { until: 03-15 }',
      { line: 13, path: 'stages[0].repeat', found: 'nothing', allowed: 'dailyAt, weeklyOn, monthlyOn, everyMonths' },
    ],
    [
      'two rhythms at once',
      'lock: 12-24',
      'lock: 12-24\n    repeat: { monthlyOn: 15, weeklyOn: [monday], until: 03-15 }',
      { line: 13, path: 'stages[0].repeat', found: 'weeklyOn, monthlyOn' },
    ],
    [
      'a rhythm as it was written before',
      'lock: 12-24',
      'lock: 12-24\n    repeats: { monthlyOn: 15, until: 03-15 }',
      { line: 13, path: 'stages[0].repeats', message: expect.stringContaining('Did you mean "repeat"?') },
    ],
    [
      'a rhythm without a day in its time',
      'due: 12-18\n    lock: 12-24',
      'due: { after: opens, days: 2 }\n    lock: { after: due, days: 1 }\n    repeat: { monthlyOn: 15, until: 12-10 }',
      { line: 13, path: 'stages[0].repeat', message: expect.stringContaining('no round would ever open') },
    ],
    [
      'more rounds than a plan holds',
      'due: 12-18\n    lock: 12-24',
      "due: { after: opens, hours: 1 }\n    lock: { after: due, hours: 1 }\n    repeat: { dailyAt: ['08:00', '12:00', '16:00', '20:00'], until: 04-30 }",
      { line: 13, path: 'stages[0].repeat', message: 'it would come again 603 times', allowed: 'at most 400 rounds' },
    ],
    [
      'a fixed day in an ask that comes again by itself',
      'form: found }',
      'form: found, repeat: { weeklyOn: [monday], until: 12-30 } }',
      { line: 11, path: 'stages[0].due' },
    ],
    [
      'a stage that is none',
      'opens: 12-25',
      'opens: { after: due, stage: survy, days: 3 }',
      { line: 18, path: 'stages[1].opens.stage', message: expect.stringContaining('Did you mean "survey"?') },
    ],
    [
      'a day as the moment of another stage',
      'opens: 12-25',
      'opens: { after: lunar 01-01, stage: survey }',
      { line: 18, path: 'stages[1].opens.after', allowed: 'opens, due, lock' },
    ],
    [
      'a distance from what is neither a moment nor a day',
      'opens: 12-25',
      'opens: { after: festival, days: 3 }',
      { line: 18, path: 'stages[1].opens.after', allowed: 'opens, due, lock, or a day such as "lunar 12-30"' },
    ],
    [
      'a distance from a day that no calendar has',
      'opens: 12-25',
      'opens: { after: 02-30, days: 3 }',
      { line: 18, path: 'stages[1].opens.after', allowed: 'a day of the calendar' },
    ],
    [
      'an opening that is counted from its own due date, and that from it',
      'opens: 12-25\n    due: lunar 12-23',
      'opens: { after: due, stage: visits }\n    due: { after: opens, days: 3 }',
      { line: 15, path: 'stages[1]', message: expect.stringContaining('itself counted from "visits.due"') },
    ],
    [
      'a lock that stays where it is while rounds come again',
      'due: 12-18\n    lock: 12-24',
      'due: { after: opens, days: 2 }\n    lock: { after: lunar 12-01 }\n    repeat: { monthlyOn: 15, until: 03-15 }',
      { line: 12, path: 'stages[0].lock', message: expect.stringContaining('dates that move with it') },
    ],
    ['text that is no YAML', 'stages:', 'stages: [', { path: '', message: 'this is not valid YAML' }],
    [
      'a key given twice',
      'season: 2026',
      'season: 2026\nseason: 2027',
      { line: 4, message: 'the same key stands here twice: remove one of them' },
    ],
  ])('%s', (_, from, to, expected) => {
    expect(faultsOf(() => read(from, to))).toContainEqual(
      expect.objectContaining({ file: 'sample.yaml', ...expected }),
    );
  });

  test('a key that is missing, at the group that lacks it', () => {
    const [problem] = faultsOf(() => read("scope: '532626'\n"));
    expect(problem).toMatchObject({ line: 1, path: 'scope', found: 'nothing', message: '"scope" is missing' });
  });

  test('all problems at once, in the order of the file', () => {
    const wrong = GOOD.replace('form: found }', 'form: fuond }')
      .replace('ladder: short', 'ladder: shrt')
      .replace('opens: 12-01', 'opens: 02-30');
    const problems = faultsOf(() => readDefinition(wrong, { file: 'sample.yaml' }));
    expect(problems.map(({ line }) => line)).toEqual([10, 14, 21]);
  });

  test('as text that an editor can jump to', () => {
    expect(() => read('form: found }', 'form: fuond }')).toThrow(
      /^sample\.yaml:14:\d+ stages\[0\]\.asks\[0\]\.form: .*\n {4}found: .*\n {4}allowed: /,
    );
  });

  test.each(['', '[]', '42', '~'])('a file that holds only %j', (yaml) => {
    expect(faultsOf(() => readDefinition(yaml, { file: 'sample.yaml' })).length).toBeGreaterThan(0);
    expect(faultsOf(() => readDefinition(yaml, { file: 'sample.yaml', season: 2026 })).length).toBeGreaterThan(0);
  });

  test('references that blow a file up are refused', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n`;
    expect(faultsOf(() => readDefinition(bomb, { file: 'sample.yaml' }))[0]).toMatchObject({
      message: expect.stringContaining('too many references'),
    });
  });
});

describe('warnings', () => {
  test('stages that overlap, by the day', () => {
    const { warnings } = read('opens: 12-25', 'opens: 12-17');
    expect(warnings).toEqual(['阶段重叠：“慰问”（visits）2026-12-17 开始，“摸底”（survey）2026-12-18 才到期']);
  });

  test('a stage that opens on the day another is due does not overlap it', () => {
    expect(read('opens: 12-25', 'opens: 12-18').warnings).toEqual([]);
  });

  test('parts that nothing uses, in the language asked for', () => {
    const unused = GOOD.replace('    ladder: short\n', '');
    const { warnings } = readDefinition(unused, { file: 'sample.yaml', language: 'en' });
    expect(warnings).toEqual(['The ladder "short" is not used']);
  });
});
