import { dueInWords } from '../../../console/village/due-words';
import { longMessages } from '../../../delivery/words/plan-segments';
import { writtenDeadline } from '../../../delivery/words/render';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { plusDays } from '../../../domain/campaign/calendar/days';
import { dayOfAnchor, localWords } from '../../../domain/campaign/calendar/moments';
import { compile } from '../../../domain/campaign/compile/compile';
import { parseFigure } from '../../../domain/report/field-kinds';
import { tellIn } from '../../../domain/text/refusal';
import { deadlineText } from '../../../reporting/document/table';
import { definitionFile, planOf, SMALL_COUNTY, stage } from '../../support/campaigns/field-plans';
import { faultsInFile, faultsInPlan } from '../../support/faults';

/** The plan's warnings, without that about unpublished holidays. */
const warningsOf = (...given: Parameters<typeof planOf>): string[] =>
  planOf(...given).warnings.filter((warning) => !warning.includes('放假调休安排'));

const rungsOf = (...given: Parameters<typeof planOf>) => {
  const plan = planOf(...given);
  const calendar = createCalendar(plan.definition);
  return plan.stages
    .flatMap(({ rounds }) => rounds)
    .flatMap(({ rungs }) => rungs.map(({ id, at }) => `${calendar.dayOf(at)} ${calendar.timeOf(at)} ${id}`));
};

const ladder = (...rungs: string[]) => `ladders:\n  default:\n${rungs.map((rung) => `    - { ${rung} }\n`).join('')}`;

test('the plain file has nothing to be told about', () => {
  expect(warningsOf(definitionFile())).toEqual([]);
});

describe('a chase waits two weeks at most', () => {
  test.each(['99999999999', '9007199254740991', '20161'])('ack-huge, ack-max-safe: %s minutes', (minutes) => {
    const head = ladder(`id: c, kind: chase, up: 1, at: { from: due }, acknowledgeWithin: { minutes: ${minutes} }`);
    expect(faultsInFile(definitionFile({ head }))).toMatchObject([
      { path: 'ladders.default[0].acknowledgeWithin.minutes', found: minutes, allowed: 'at most 20160' },
    ]);
  });

  test('and is never acknowledged after the lock, nor raised then', () => {
    const head = ladder(
      'id: c, kind: chase, up: 1, at: { from: due, time: "09:30" }, acknowledgeWithin: { minutes: 20160 }',
    );
    const [round] = planOf(definitionFile({ head })).stages[0]?.rounds ?? [];
    expect(round?.rungs.map(({ kind, acknowledgeBy }) => [kind, acknowledgeBy])).toEqual([['chase', round?.locksAt]]);
  });
});

describe('forms', () => {
  const withField = (field: string) =>
    definitionFile({ fields: `      - { id: m, label: { zh-CN: 数 }, ${field} }\n` });

  test('bysms-dup: a figure is said once', () => {
    expect(faultsInFile(definitionFile({ fields: '    bySms: [households, households]\n' }))).toMatchObject([
      { path: 'forms.f.bySms[1]', message: '"households" is already entry 1 of this list' },
    ]);
  });

  test.each([
    [
      'choices',
      'type: choice, choices: [{ value: y, label: { zh-CN: 是 } }, { value: z, label: { zh-CN: 是 } }]',
      '是',
    ],
    ['fields', 'type: text }\n      - { id: k, label: { zh-CN: 数 }, type: text', '数'],
  ])('choice-same-label: two %s of one name are told', (_, field, label) => {
    expect(warningsOf(withField(field))).toEqual([`表单“表”里有两处都叫“${label}”，填报人分不清`]);
  });

  test('form-300: a form too long for a phone causes a warning', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => `      - { id: h${i}, label: { zh-CN: 户${i} }, type: integer }\n`).join(
        '',
      );
    expect(warningsOf(definitionFile({ fields: many(299) }))).toEqual([expect.stringContaining('300 项')]);
    expect(warningsOf(definitionFile({ fields: many(29) }))).toEqual([]);
  });

  test.each([
    ['int-fraction-bounds', 'type: integer, min: 0.2, max: 0.8', ['min', 'max']],
    ['a bound that would be rounded', 'type: integer, min: 0, max: 5.5', ['max']],
    ['money between two fen', 'type: money, min: 0.001, max: 0.002', ['min', 'max']],
  ])('%s: a bound is a figure that the field could have', (_, field, keys) => {
    const faults = faultsInFile(withField(field));
    expect(faults.map(({ path }) => path)).toEqual(keys.map((key) => `forms.f.fields[1].${key}`));
  });

  test('max-negative-no-min: a max below the min that is not written', () => {
    expect(faultsInFile(withField('type: integer, max: -1'))).toMatchObject([
      { path: 'forms.f.fields[1].max', found: '-1', message: expect.stringContaining('max is less than min') },
    ]);
    expect(warningsOf(withField('type: integer, min: -20, max: -1'))).toEqual([]);
  });

  test('money-9e15: no bound beyond what is counted to the last fen', () => {
    expect(faultsInFile(withField('type: money, max: 9e15'))).toMatchObject([
      { path: 'forms.f.fields[1].max', found: '9e15', allowed: 'at most 90071992547409.91' },
    ]);
    expect(faultsInFile(withField('type: integer, min: 0, max: 1e17'))).toMatchObject([
      { allowed: 'at most 9007199254740991' },
    ]);
    const most = { id: 'm', label: { 'zh-CN': '钱' }, type: 'money' as const, required: true, max: 90071992547409.9 };
    expect(warningsOf(withField('type: money, max: 90071992547409.9'))).toEqual([]);
    expect(parseFigure(most, '90071992547409.91')).toEqual({ ok: false, code: 'too-large' });
    expect(parseFigure(most, '90071992547409.90')).toEqual({ ok: true, value: 9007199254740990 });
  });
});

describe('the whole due day, where the clocks are put forward at its end', () => {
  const file = (zone: string, opens: string, due: string) =>
    definitionFile({
      head: `zone: ${zone}\nholidays: none`,
      stages: stage({ opens, due, lock: '{ after: due, days: 3 }' }),
    });

  test.each([
    ['dst-midnight-beirut', 'Asia/Beirut', '03-10', '2027-03-27', '2027-03-27T22:00:00.000Z'],
    ['dst-midnight-cairo', 'Africa/Cairo', '04-10', '2027-04-29', '2027-04-29T22:00:00.000Z'],
    ['dst-midnight-havana', 'America/Havana', '03-01', '2027-03-13', '2027-03-14T05:00:00.000Z'],
  ])('%s', (_, zone, opens, due, dueAt) => {
    const plan = planOf(file(zone, opens, due));
    const [round] = plan.stages[0]?.rounds ?? [];
    expect(round?.dueAt).toBe(dueAt);
    const onDay = rungsOf(file(zone, opens, due)).filter((rung) => rung.startsWith(due));
    expect(onDay).toEqual(
      ['09:30 due-morning', '16:00 due-afternoon', '17:00 due-digest', '17:30 due-digest-above'].map(
        (rung) => `${due} ${rung}`,
      ),
    );
    // The lock is three days after the due day, not after the day on which the clocks show one o'clock.
    expect(round?.locksAt.slice(0, 10)).toBe(plusDays(due, 3));
    const calendar = createCalendar(plan.definition);
    expect(localWords(calendar, 'due', dueAt)).toBe(`${due} 24:00`);
    const [, month, day] = due.split('-').map(Number);
    expect(writtenDeadline(dueAt, { zone, language: 'zh-CN' })).toBe(`${month}月${day}日`);
    expect(deadlineText(dueAt, { zone })).toBe(`${due} 24:00`);
    const anHourBefore = new Date(Date.parse(dueAt) - 5 * 3_600_000).toISOString();
    expect(dueInWords(dueAt, anHourBefore, { zone, language: 'zh-CN' })).toContain('24:00');
  });

  test.each(['Asia/Beirut', 'Africa/Cairo', 'America/Havana', 'America/Asuncion', 'Asia/Shanghai', 'Europe/Berlin'])(
    'every day of %s ends where the next begins',
    (zone) => {
      const calendar = createCalendar({
        zone,
        holidays: 'none',
        quietHours: { from: '21:00', to: '07:30' },
        workingHours: { from: '08:30', to: '17:30' },
      });
      for (let day = '2026-01-01'; day < '2028-01-01'; day = plusDays(day, 1)) {
        const end = calendar.at(day, '24:00');
        expect(dayOfAnchor(calendar, 'due', end)).toEqual({ day, time: '24:00' });
        expect(calendar.dayOf(new Date(Date.parse(end) - 1).toISOString())).toBe(day);
        expect(calendar.dayOf(end)).toBe(plusDays(day, 1));
      }
    },
  );
});

describe('days and times', () => {
  test('dst-missing-berlin: a time that the clocks leave out is told, with the one that is taken', () => {
    const head = 'zone: Europe/Berlin\nholidays: none';
    const stages = stage({ opens: '03-20', due: '03-28 02:30', lock: '{ after: due, workingDays: 2, time: "12:00" }' });
    const warnings = warningsOf(definitionFile({ head, stages }));
    expect(warnings).toEqual([expect.stringMatching(/2027-03-28 02:30.*03:30/)]);
  });

  test('due-holiday: a due day on a public holiday causes a warning', () => {
    const stages = stage({ opens: '02-02', due: '02-18', lock: '{ after: due, workingDays: 1 }' });
    expect(warningsOf(definitionFile({ season: '2025', stages }))).toEqual([expect.stringContaining('2026-02-18')]);
    const weekend = stage({ opens: '12-01', due: '12-20' });
    expect(warningsOf(definitionFile({ stages: weekend }))).toEqual([]);
  });

  test.each([
    ['hundred-years', { due: '2126-12-18', lock: '2126-12-20' }, ['stages[0].due', 'stages[0].lock']],
    ['past-abs-year', { opens: '1900-12-01' }, ['stages[0].opens']],
    ['the year after', { due: '2028-01-10', lock: '2028-01-12' }, ['stages[0].due', 'stages[0].lock']],
    ['the lunar table of another century', { due: '"lunar 2098-12-18"' }, ['stages[0].due']],
  ])('%s: a day far outside the season is a mistyped year', (_, days, paths) => {
    const faults = faultsInFile(definitionFile({ stages: stage(days) }));
    expect(faults.map(({ path }) => path)).toEqual(paths);
    expect(faults[0]?.message).toContain('(2026-01-01 to 2027-12-31): check the year');
  });

  test.each(['2126-12-28', '2126-12-28T10:00:00Z'])('an extension until %s is one too', (due) => {
    const yaml = definitionFile();
    const { definition } = planOf(yaml);
    const amendments = [{ key: 'survey', due }];
    expect(faultsInPlan({ definition, regions: SMALL_COUNTY, amendments })[0]?.message).toContain('check the year');
  });
});

describe('what a ladder comes to', () => {
  test('lock-eq-due: that a round was locked at midnight is told in the morning', () => {
    expect(rungsOf(definitionFile({ stages: stage({ lock: '12-18 24:00' }) })).at(-1)).toBe('2026-12-19 07:30 locked');
  });

  test('no-rung-left: a round without messages to its units causes a warning', () => {
    const head = ladder('id: t, kind: task, at: { from: opens, days: -1 }');
    expect(warningsOf(definitionFile({ head }))).toEqual([expect.stringContaining('不会知道要报什么')]);
  });

  test('two-rungs-same-minute: are sent as one, to everybody whom one of them tells', () => {
    const head = ladder(
      'id: t, kind: task, at: { from: opens }',
      'id: r, kind: reminder, at: { from: due, time: "09:30" }, channels: [sms]',
      'id: r2, kind: reminder, at: { from: due, time: "09:30" }, channels: [email], deputy: true',
    );
    const plan = planOf(definitionFile({ head }));
    expect(plan.warnings).toContainEqual(expect.stringContaining('r, r2 在同一分钟（2026-12-18 09:30）'));
    expect(plan.stages[0]?.rounds[0]?.rungs.slice(1)).toMatchObject([
      { id: 'r', audience: { up: 0, deputy: true }, channels: ['sms', 'email'] },
    ]);
  });

  test('quiet-0000-2359: a nearly whole quiet day causes a warning, and no unit is reminded twice in a minute', () => {
    const file = definitionFile({ head: 'quietHours: { from: "00:00", to: "23:59" }' });
    expect(warningsOf(file)[0]).toContain('只剩 1 分钟');
    expect(rungsOf(file).filter((rung) => /2026-12-18.*due-(morning|afternoon)/.test(rung))).toHaveLength(1);
  });

  test.each(['21:00', '23:30', '07:29'])('an hour for digests in the quiet hours is refused: %s', (hour) => {
    expect(faultsInFile(definitionFile({ head: `digestsAt: "${hour}"\n` }))).toMatchObject([
      { path: 'digestsAt', allowed: 'a time outside 21:00 to 07:30' },
    ]);
  });

  test('quiet hours that leave no minute are refused', () => {
    expect(faultsInFile(definitionFile({ head: 'quietHours: { from: "00:00", to: "24:00" }' }))).toMatchObject([
      { path: 'quietHours', message: expect.stringContaining('the whole day') },
    ]);
  });

  test('three-rounds-same-day: a person gets one message about them; with texts of their own they are told', () => {
    const stages = ['s1', 's2', 's3'].map((id) => stage({ id })).join('');
    expect(warningsOf(definitionFile({ stages })).filter((warning) => warning.includes('一分钟'))).toEqual([]);
    const head = `${ladder('id: task, kind: task, at: { from: opens }, message: welcome')}
messages: { welcome: { zh-CN: { sms: "欢迎 {{link}}", subject: 欢迎, body: "{{link}}" } } }`;
    expect(warningsOf(definitionFile({ head, stages })).at(-1)).toMatch(
      /^s1, s2, s3 .*3 条（首次在 2026-12-01 09:00，共 1 次）/,
    );
  });
});

describe('an extension', () => {
  const stages = stage({ id: 's1', lock: '12-21' }) + stage({ id: 's2', opens: '12-22', due: '01-10', lock: '01-12' });

  test('extend-past-later-stage: beyond a later stage, and beyond its own chases, is told', () => {
    const warnings = warningsOf(definitionFile({ stages }), [{ key: 's1', due: '01-20' }]);
    expect(warnings).toEqual([
      '阶段重叠：“摸底s2”（s2）2026-12-22 开始，“摸底s1”（s1）2027-01-20 才到期',
      expect.stringMatching(/^s1：改期后.*due\+1wd-chase/),
    ]);
  });

  test('of one area beyond its chases is told with the area', () => {
    const warnings = warningsOf(definitionFile({ stages }), [{ key: 's1', area: '532626', due: '01-20' }]);
    expect(warnings).toEqual([expect.stringMatching(/^s1：单独改期的片区.*due\+1wd-chase.*532626$/)]);
  });

  test('that takes the lock along loses nothing', () => {
    expect(warningsOf(definitionFile(), [{ key: 'survey', due: '12-22' }])).toEqual([]);
  });
});

describe('texts', () => {
  const text = (message: string, sms: string) => `messages:\n  ${message}: { zh-CN: { sms: "${sms}" } }`;

  test('msg-no-link: a text that asks and has no link is told', () => {
    expect(warningsOf(definitionFile({ head: text('task', '请上报') }))).toEqual([
      expect.stringContaining('打不开表单'),
    ]);
    expect(warningsOf(definitionFile({ head: text('task', '请上报：{{ link }}') }))).toEqual([]);
  });

  test('sms-over-500: no gateway takes it', () => {
    expect(faultsInFile(definitionFile({ head: text('reminder', `${'字'.repeat(719)}{{link}}`) }))).toMatchObject([
      { path: 'messages.reminder.zh-CN.sms', line: 7, allowed: 'at most 500 character(s)' },
    ]);
  });

  test('long-name-200: SMS that cost a lot are told with their segments', () => {
    const settings = { signature: '暖冬', publicUrl: 'https://nuandong.example.org' };
    const plan = planOf(definitionFile().replace('测试', '很'.repeat(200)));
    const [warning] = longMessages(
      plan.definition,
      compile({ definition: plan.definition, regions: SMALL_COUNTY }),
      settings,
    );
    expect(warning && tellIn('zh-CN', warning)).toContain('task (5)');
    const short = planOf(definitionFile());
    const shortPlan = compile({ definition: short.definition, regions: SMALL_COUNTY });
    expect(longMessages(short.definition, shortPlan, settings)).toEqual([]);
  });
});

describe('YAML', () => {
  test.each([
    ['0532626', '0532626'],
    ['532626', '532626'],
    ['5.0', '5.0'],
    ['0x1F', '0x1F'],
    ['true', 'true'],
  ])('scope-octal: %s is to be put in quotes as it was written', (scope, written) => {
    expect(faultsInFile(definitionFile({ scope }))).toMatchObject([
      { path: 'scope', found: written, message: expect.stringContaining(`put it in quotes, "${written}"`) },
    ]);
  });

  test('yaml-merge: what is merged counts', () => {
    const stages = `  - &s
    id: survey
    kind: survey
    name: { zh-CN: 摸底 }
    opens: 12-01
    due: 12-18
    lock: { after: due, workingDays: 3 }
    asks: [{ id: a, of: village, form: f }]
  - { <<: *s, id: second, name: { zh-CN: 第二 } }
`;
    expect(planOf(definitionFile({ stages })).stages.map(({ id, dueAt }) => [id, dueAt])).toEqual([
      ['survey', '2026-12-18T16:00:00.000Z'],
      ['second', '2026-12-18T16:00:00.000Z'],
    ]);
  });

  test('yaml-two-docs: the second is pointed to in plain words', () => {
    const two = `${definitionFile()}---\n${definitionFile()}`;
    const line = definitionFile().split('\n').length;
    expect(faultsInFile(two, 'zh-CN')).toMatchObject([{ line, message: expect.stringContaining('第二份文件') }]);
    expect(faultsInFile(two)[0]?.message).not.toContain('parseAllDocuments');
  });
});
