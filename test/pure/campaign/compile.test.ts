import type { z } from 'zod';
import { compile } from '../../../domain/campaign/compile/compile';
import type { definitionSchema } from '../../../domain/campaign/definition/definition';
import type { Plan } from '../../../domain/campaign/plan';
import type { RegionView } from '../../../domain/people/regions';
import { county, definitionWith, roundOf, times } from '../../support/campaigns/plans';
import { faultsInPlan } from '../../support/faults';

type Written = z.input<typeof definitionSchema>['stages'][number];
type Repeat = NonNullable<Written['repeat']>;

const SMALL = county(2, 3);

describe('dates', () => {
  test('a day alone means 9 o’clock for an opening, the whole day for a due date, 18 o’clock for a lock', () => {
    const round = roundOf({ definition: definitionWith(), regions: SMALL });
    expect(round).toMatchObject({
      opensAt: '2026-12-01T01:00:00.000Z',
      dueAt: '2026-12-18T16:00:00.000Z',
      locksAt: '2026-12-24T10:00:00.000Z',
    });
  });

  test.each([
    ['12-18 12:00', '2026-12-18T04:00:00.000Z'],
    ['2026-12-18', '2026-12-18T16:00:00.000Z'],
    ['lunar 11-10', '2026-12-18T16:00:00.000Z'],
    [{ after: 'opens', workingDays: 13 } as const, '2026-12-18T16:00:00.000Z'],
    [{ after: 'opens', hours: 36 } as const, '2026-12-02T13:00:00.000Z'],
    [{ after: 'lock', days: -6, time: '12:00' } as const, '2026-12-18T04:00:00.000Z'],
  ])('due %j', (due, dueAt) => {
    expect(roundOf({ definition: definitionWith({}, { due }), regions: SMALL }).dueAt).toBe(dueAt);
  });

  test('January to June belong to the second year of the season', () => {
    const definition = definitionWith({ season: 2030 }, { opens: '12-25', due: '01-10', lock: '01-12' });
    expect(roundOf({ definition, regions: SMALL }).dueAt).toBe('2031-01-10T16:00:00.000Z');
  });

  test('several asks of a stage have dates of their own, and locks that follow them', () => {
    const asks = [
      { id: 'village', of: 'village', form: 'found' },
      { id: 'township', of: 'township', form: 'found', due: '12-22' },
    ];
    const [stage] = compile({
      definition: definitionWith({}, { asks, lock: { after: 'due', days: 1 } }),
      regions: SMALL,
    }).stages;
    expect(stage?.rounds.map(({ key, dueAt, locksAt }) => [key, dueAt, locksAt])).toEqual([
      ['survey.village', '2026-12-18T16:00:00.000Z', '2026-12-19T10:00:00.000Z'],
      ['survey.township', '2026-12-22T16:00:00.000Z', '2026-12-23T10:00:00.000Z'],
    ]);
    expect(stage).toMatchObject({ dueAt: '2026-12-22T16:00:00.000Z', locksAt: '2026-12-23T10:00:00.000Z' });
  });

  const visits = { kind: 'visits', opens: '01-10', lock: { after: 'due', days: 1 } } as const;
  test.each([
    ['visits', '02-05', '在春节期间到期：2027-02-05'],
    ['visits', '02-06', '除夕（2027-02-05）之后的 2027-02-06 才到期'],
    ['visits', '02-20', '除夕（2027-02-05）之后的 2027-02-20 才到期'],
    ['survey', '02-11', '在春节期间到期：2027-02-11'],
    ['survey', '02-20', null],
    ['visits', '02-04', null],
  ] as const)('%s that are due on %s are warned of when they miss the Spring Festival', (kind, due, said) => {
    const definition = definitionWith({}, { ...visits, kind, due });
    const found = compile({ definition, regions: SMALL }).warnings.filter((warning) => /春节|除夕/.test(warning));
    expect(found).toEqual(said === null ? [] : [expect.stringContaining(said)]);
    expect(compile({ definition: { ...definition, holidays: 'none' }, regions: SMALL }).warnings).toEqual([]);
  });

  test('a stage that repeats has a round a month', () => {
    const definition = definitionWith(
      {},
      {
        opens: '11-20',
        due: { after: 'opens', days: 3 },
        lock: { after: 'due', workingDays: 1 },
        repeat: { monthlyOn: 15, until: '03-15' },
      },
    );
    const rounds = compile({ definition, regions: SMALL }).stages.flatMap((stage) => stage.rounds);
    expect(rounds.map(({ key }) => key)).toEqual([
      'survey@2026-12-15',
      'survey@2027-01-15',
      'survey@2027-02-15',
      'survey@2027-03-15',
    ]);
    expect(rounds[0]).toMatchObject({
      opensAt: '2026-12-15T01:00:00.000Z',
      dueAt: '2026-12-18T16:00:00.000Z',
      locksAt: '2026-12-21T10:00:00.000Z',
    });
  });

  describe('rounds that come again', () => {
    /** Opens on 12-01 at 9 and is due three days later, again and again. */
    const again = (repeat: Repeat, rest: Partial<Written> = {}) =>
      compile({
        definition: definitionWith(
          {},
          { due: { after: 'opens', hours: 5 }, lock: { after: 'due', hours: 2 }, repeat, ...rest },
        ),
        regions: SMALL,
      });
    const openings = (plan: Plan) =>
      plan.stages.flatMap(({ rounds }) => rounds).map(({ key, opensAt }) => [key.split('@')[1], opensAt]);

    test('each day at several times', () => {
      expect(openings(again({ dailyAt: ['16:00', '08:00'], until: '12-03 12:00' }))).toEqual([
        // 8 o’clock of the first day lies before the stage opens.
        ['2026-12-01-1600', '2026-12-01T08:00:00.000Z'],
        ['2026-12-02-0800', '2026-12-02T00:00:00.000Z'],
        ['2026-12-02-1600', '2026-12-02T08:00:00.000Z'],
        ['2026-12-03-0800', '2026-12-03T00:00:00.000Z'],
      ]);
    });

    test('each week, at the hour of the opening', () => {
      expect(openings(again({ weeklyOn: ['thursday', 'monday'], until: '12-14' }, { opens: '12-01 08:30' }))).toEqual([
        ['2026-12-03', '2026-12-03T00:30:00.000Z'],
        ['2026-12-07', '2026-12-07T00:30:00.000Z'],
        ['2026-12-10', '2026-12-10T00:30:00.000Z'],
        ['2026-12-14', '2026-12-14T00:30:00.000Z'],
      ]);
    });

    test('each month, at its end where it is too short', () => {
      const days = openings(again({ monthlyOn: 31, until: '04-30' })).map(([day]) => day);
      expect(days).toEqual(['2026-12-31', '2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
    });

    test('each quarter, on the date of the opening', () => {
      const days = openings(again({ everyMonths: 3, until: '06-30' }, { opens: '07-31' })).map(([day]) => day);
      expect(days).toEqual(['2026-07-31', '2026-10-31', '2027-01-31', '2027-04-30']);
    });

    test('on days off: all the same, not at all, or on the next working day under its own name', () => {
      const about = { weeklyOn: ['friday', 'saturday'] as Repeat['weeklyOn'], until: '12-06' };
      const days = (daysOff?: 'keep' | 'skip' | 'next') =>
        openings(again({ ...about, ...(daysOff && { daysOff }) })).map(([day, at]) => `${day} ${at?.slice(5, 10)}`);
      expect(days()).toEqual(['2026-12-04 12-04', '2026-12-05 12-05']);
      expect(days('skip')).toEqual(['2026-12-04 12-04']);
      // The Monday after lies beyond the end.
      expect(days('next')).toEqual(['2026-12-04 12-04']);
      expect(openings(again({ ...about, until: '12-07', daysOff: 'next' })).at(-1)).toEqual([
        '2026-12-05',
        '2026-12-07T01:00:00.000Z',
      ]);
    });

    test('two days off before a working day make one round', () => {
      const daily = again({ dailyAt: ['10:00'], until: '12-07', daysOff: 'next' }, { opens: '12-05' });
      expect(openings(daily)).toEqual([['2026-12-05-1000', '2026-12-07T02:00:00.000Z']]);
    });

    test('one ask of a stage alone, from its own opening on', () => {
      const plan = compile({
        definition: definitionWith(
          {},
          {
            asks: [
              { id: 'village', of: 'village', form: 'found' },
              {
                id: 'township',
                of: 'township',
                form: 'found',
                opens: { after: 'opens', days: 7 },
                due: { after: 'opens', days: 1 },
                lock: { after: 'due', days: 1 },
                repeat: { weeklyOn: ['tuesday'], until: '12-20' },
              },
            ],
          },
        ),
        regions: SMALL,
      });
      expect(plan.stages[0]?.rounds.map(({ key, dueAt }) => [key, dueAt])).toEqual([
        ['survey.village', '2026-12-18T16:00:00.000Z'],
        ['survey.township@2026-12-08', '2026-12-09T16:00:00.000Z'],
        ['survey.township@2026-12-15', '2026-12-16T16:00:00.000Z'],
      ]);
    });

    test('what is warned of all of them is told once, with a count', () => {
      const silent = compile({
        definition: definitionWith(
          { ladders: { late: [{ id: 'late-call', kind: 'reminder', at: { from: 'lock', minutes: -5 } }] } },
          {
            due: { after: 'opens', minutes: 30 },
            lock: { after: 'due', minutes: 30 },
            repeat: { dailyAt: ['22:00'], until: '12-10' },
            ladder: 'late',
          },
        ),
        regions: SMALL,
      });
      expect(silent.warnings).toContain(
        'survey@2026-12-01-2200（另有 9 轮同样）：“late-call”这一级落在免打扰时段，顺延后已过锁定时间，不再发送',
      );
      expect(silent.warnings.filter((warning) => warning.includes('late-call'))).toHaveLength(1);
    });

    test('a plan that no workflow could carry is refused', () => {
      const huge = () =>
        compile({
          definition: definitionWith(
            { season: 2026 },
            {
              opens: '07-01',
              due: { after: 'opens', workingDays: 6 },
              lock: { after: 'due', workingDays: 5 },
              repeat: { dailyAt: ['09:00'], until: '06-30' },
            },
          ),
          regions: county(...Array.from({ length: 40 }, () => 20)),
        });
      expect(huge).toThrow('The plan would be too large');
    });
  });

  test('milestones are the end of their day, in the rounds that are open then', () => {
    const definition = definitionWith({}, { milestones: [{ by: '12-10', share: 0.7 }] });
    expect(roundOf({ definition, regions: SMALL }).milestones).toEqual([
      { at: '2026-12-10T16:00:00.000Z', share: 0.7 },
    ]);
  });

  test('another zone', () => {
    const definition = definitionWith({ zone: 'Europe/Berlin', holidays: 'none' });
    expect(roundOf({ definition, regions: SMALL }).dueAt).toBe('2026-12-18T23:00:00.000Z');
  });
});

describe('extensions', () => {
  const definition = definitionWith();
  const before = roundOf({ definition, regions: SMALL });

  test('a later due date moves what hangs on it, and nothing else', () => {
    const after = roundOf({ definition, regions: SMALL, amendments: [{ key: 'survey', due: '12-22' }] });
    expect(after).toMatchObject({
      opensAt: before.opensAt,
      dueAt: '2026-12-22T16:00:00.000Z',
      locksAt: before.locksAt,
    });
    expect(times(after)['opens-task']).toBe(times(before)['opens-task']);
    expect(times(after)['due-3wd']).toBe('2026-12-17T01:30:00.000Z');
    expect(times(after).locked).toBe(before.locksAt);
  });

  test('takes a lock with it that is counted from it, and pushes a fixed one', () => {
    const relative = definitionWith({}, { lock: { after: 'due', days: 2 } });
    expect(
      roundOf({ definition: relative, regions: SMALL, amendments: [{ key: 'survey', due: '12-28' }] }).locksAt,
    ).toBe('2026-12-30T10:00:00.000Z');
    expect(roundOf({ definition, regions: SMALL, amendments: [{ key: 'survey', due: '12-28' }] }).locksAt).toBe(
      '2026-12-28T16:00:00.000Z',
    );
  });

  test('a lock alone leaves the due date where it is', () => {
    const leaning = definitionWith({}, { due: { after: 'lock', days: -3 } });
    const { dueAt, locksAt } = roundOf({
      definition: leaning,
      regions: SMALL,
      amendments: [{ key: 'survey', lock: '2026-12-30T04:00:00Z' }],
    });
    expect([dueAt, locksAt]).toEqual(['2026-12-21T16:00:00.000Z', '2026-12-30T04:00:00.000Z']);
  });

  test('an opening that is counted from the due date stays where it is', () => {
    const leaning = definitionWith(
      {},
      { opens: '12-01', asks: [{ id: 'late', of: 'village', form: 'found', opens: { after: 'due', days: -10 } }] },
    );
    const [first, later] = [[], [{ key: 'survey', due: '12-22' }]].map((amendments) =>
      roundOf({ definition: leaning, regions: SMALL, amendments }),
    );
    expect(first?.opensAt).toBe('2026-12-08T01:00:00.000Z');
    expect(later).toMatchObject({ opensAt: first?.opensAt, dueAt: '2026-12-22T16:00:00.000Z' });
  });

  test('the later decision wins', () => {
    const amendments = [
      { key: 'survey', due: '12-28' },
      { key: 'survey', due: '12-20', lock: '12-26' },
    ];
    expect(roundOf({ definition, regions: SMALL, amendments })).toMatchObject({
      dueAt: '2026-12-20T16:00:00.000Z',
      locksAt: '2026-12-26T10:00:00.000Z',
    });
  });

  test('for one area alone, its dates override the round’s', () => {
    const regions = county(400, 300);
    const round = roundOf({ definition, regions, amendments: [{ key: 'survey', area: 'R2', due: '12-22' }] });
    expect(round.dueAt).toBe(before.dueAt);
    expect(round.areas.map(({ code, override }) => [code, override?.dueAt])).toEqual([
      ['R1', undefined],
      ['R2', '2026-12-22T16:00:00.000Z'],
    ]);
    const rungs = round.areas[1]?.override?.rungs ?? [];
    expect(times({ rungs })['due-3wd']).toBe('2026-12-17T01:30:00.000Z');
  });

  test('the end of a plan reaches as far as its latest area', () => {
    const amendments = [{ key: 'survey', area: 'R', due: '01-20', lock: '01-22' }];
    expect(compile({ definition, regions: SMALL, amendments }).endsAt).toBe('2027-01-22T10:00:00.000Z');
  });
});

describe('areas', () => {
  test('more of them than one workflow may have children are cut into branches, of a large ask only', () => {
    const just = county(...Array.from({ length: 500 }, () => 2));
    expect(roundOf({ definition: definitionWith(), regions: just })).not.toHaveProperty('branches');
    expect(roundOf({ definition: definitionWith(), regions: county(501) }).branches).toEqual([
      expect.objectContaining({ areas: 500 }),
      expect.objectContaining({ areas: 1 }),
    ]);
  });

  test('a county with up to 500 units is one area', () => {
    expect(roundOf({ definition: definitionWith(), regions: county(250, 250) }).areas).toEqual([
      { code: 'R', name: '县', units: 500 },
    ]);
  });

  test('else its townships are, without those that have no unit', () => {
    expect(roundOf({ definition: definitionWith(), regions: county(250, 0, 251) }).areas).toEqual([
      { code: 'R1', name: expect.any(String), units: 250 },
      { code: 'R3', name: expect.any(String), units: 251 },
    ]);
  });
});

describe('an ask that names its units', () => {
  const regions = county(300, 300);
  const [first = '', second = ''] = regions.filter(({ kind }) => kind === 'village').map(({ code }) => code);
  const asking = (names: { only?: string[]; tagged?: string[]; except?: string[] }) =>
    definitionWith({}, { asks: [{ id: 'a', of: 'village', form: 'found', ...names }] });

  test('by code: the area holds these alone, and the round says so', () => {
    const round = roundOf({ definition: asking({ only: [first, second] }), regions });
    expect(round.areas).toEqual([{ code: 'R', name: '县', units: 2 }]);
    expect(round.only).toEqual([first, second]);
    expect(roundOf({ definition: asking({}), regions })).not.toHaveProperty('only');
  });

  test('by tag: those of its kind that have one of them', () => {
    const tagged = regions.map((region, index) => ({ ...region, tags: index % 100 === 5 ? ['publicity'] : [] }));
    const villages = tagged.filter(({ kind, tags }) => kind === 'village' && tags.length > 0);
    const definition = asking({ tagged: ['publicity', 'volunteers'] });
    expect(villages.length).toBeGreaterThan(3);
    expect(roundOf({ definition, regions: tagged }).areas).toEqual([{ code: 'R', name: '县', units: villages.length }]);
    const others = roundOf({ definition: asking({ except: ['publicity'] }), regions: tagged });
    const all = regions.filter(({ kind }) => kind === 'village').length;
    expect(others.areas.reduce((sum, { units }) => sum + units, 0)).toBe(all - villages.length);
  });

  test('a code or a tag without units is refused with the existing ones', () => {
    expect(faultsInPlan({ definition: asking({ only: [first, 'R'] }), regions })).toEqual([
      expect.objectContaining({
        path: 'stages[0].asks[0].only[1]',
        message: expect.stringContaining('no region of kind "village" in the scope has the code "R".'),
      }),
    ]);
    const tagged = regions.map((region) => ({ ...region, tags: ['publicity'] }));
    const [fault] = faultsInPlan({ definition: asking({ tagged: ['publicty'] }), regions: tagged });
    expect(fault).toMatchObject({ path: 'stages[0].asks[0].tagged', found: 'publicty' });
    expect(fault?.message).toContain('publicity');
  });
});

describe('what cannot be planned says why, all at once', () => {
  test('an unknown scope', () => {
    expect(faultsInPlan({ definition: definitionWith({ scope: 'S' }), regions: SMALL })).toEqual([
      expect.objectContaining({
        path: 'scope',
        found: 'S',
        allowed: 'R 县',
        message: expect.stringContaining('nuandong register import'),
      }),
    ]);
    expect(faultsInPlan({ definition: definitionWith(), regions: [] })[0]?.allowed).toContain('the register is empty');
  });

  test('no unit of the asked kind', () => {
    const asks = [
      { id: 'a', of: 'unit', form: 'found' },
      { id: 'b', of: 'comunity', form: 'found' },
    ];
    expect(
      faultsInPlan({ definition: definitionWith({}, { asks }), regions: SMALL }).map(({ path, allowed }) => [
        path,
        allowed,
      ]),
    ).toEqual([
      ['stages[0].asks[0].of', 'county (1), township (2), village (5)'],
      ['stages[0].asks[1].of', 'county (1), township (2), village (5)'],
    ]);
  });

  test('too many units below a unit of the same kind', () => {
    const nested: RegionView[] = county(501).map((region) =>
      region.code === 'R1' ? { ...region, kind: 'village' } : region,
    );
    expect(faultsInPlan({ definition: definitionWith(), regions: nested })[0]).toMatchObject({
      path: 'stages[0].asks[0].of',
    });
  });

  test('an extension of what is not there, or that cannot be', () => {
    const problems = (amendment: { key: string; area?: string; due?: string; lock?: string }) =>
      faultsInPlan({ definition: definitionWith(), regions: SMALL, amendments: [amendment] });
    expect(problems({ key: 'survye', due: '12-22' })[0]).toMatchObject({
      path: 'amendments[0].key',
      message: expect.stringContaining('Did you mean "survey"?'),
    });
    expect(problems({ key: 'survey', area: 'R1', due: '12-22' })[0]).toMatchObject({
      path: 'amendments[0].area',
      allowed: 'R',
    });
    expect(problems({ key: 'survey', lock: '12-10' })[0]?.message).toContain('lock must not come before due');
    expect(problems({ key: 'survey', due: 'soon' })[0]?.message).toContain('"soon" is not a day');
    expect(problems({ key: 'survey', due: '2026-12-22T18:00' })[0]?.message).toContain('is not a day');
    expect(problems({ key: 'survey', due: '2026-13-01T00:00:00Z' })[0]?.message).toContain('is not an instant');
  });
});
