import { compile } from '../../../../domain/campaign/compile/compile';
import { county, definitionWith, roundOf } from '../../../support/campaigns/plans';

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
