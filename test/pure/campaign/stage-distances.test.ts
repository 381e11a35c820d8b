import fc from 'fast-check';
import type { z } from 'zod';
import { CompileError, compile } from '../../../domain/campaign/compile/compile';
import type { definitionSchema } from '../../../domain/campaign/definition/definition';
import { withStageRenamed } from '../../../domain/campaign/definition/renaming';
import type { StagePlan } from '../../../domain/campaign/plan';
import { county, definitionWith } from '../../support/campaigns/plans';

type Stage = z.input<typeof definitionSchema>['stages'][number];

const REGIONS = county(2, 3);

/** Opens 12-01 09:00, is due on 12-18 at the end of the day and locks on 12-24 at 18:00. */
const SURVEY: Stage = {
  id: 'survey',
  kind: 'survey',
  name: { 'zh-CN': '摸底' },
  opens: '12-01',
  due: '12-18',
  lock: '12-24',
  asks: [{ id: 'village', of: 'village', form: 'found' }],
};
const later = (id: string, dates: Partial<Stage>): Stage => ({
  ...SURVEY,
  id,
  due: { after: 'opens', workingDays: 5 },
  lock: { after: 'due', days: 1 },
  ...dates,
});

const planned = (...stages: Stage[]) => compile({ definition: definitionWith({ stages }), regions: REGIONS }).stages;
const last = (stages: StagePlan[]) => stages.at(-1);

describe('a stage opens at a distance', () => {
  test.each([
    ['the working day after another is due', { after: 'due', stage: 'survey', workingDays: 1 }, '2026-12-21T01:00'],
    ['some hours after another is locked', { after: 'lock', stage: 'survey', hours: 15 }, '2026-12-25T01:00'],
    [
      'days after another opens, at a time',
      { after: 'opens', stage: 'survey', days: 9, time: '14:00' },
      '2026-12-10T06:00',
    ],
    ['the first working day after the festival', { after: 'lunar 01-01', workingDays: 1 }, '2027-02-09T01:00'],
    ['a week before New Year’s Eve', { after: 'lunar 12-30', days: -7 }, '2027-01-29T01:00'],
    ['the same day as another day and time', { after: '01-10 15:00' }, '2027-01-10T07:00'],
    ['days after a day, at its time', { after: '01-10 15:00', days: 2 }, '2027-01-12T07:00'],
  ])('%s', (_, opens, at) => {
    expect(last(planned(SURVEY, later('visits', { opens })))?.opensAt).toBe(`${at}:00.000Z`);
  });

  test('the first working day after a festival whose holidays have been published', () => {
    const visits = later('visits', { opens: { after: 'lunar 01-01', workingDays: 1 } });
    const definition = definitionWith({ season: 2025, stages: [SURVEY, visits] });
    // The holiday of 2026 is 15 to 23 February.
    expect(last(compile({ definition, regions: REGIONS }).stages)?.opensAt).toBe('2026-02-24T01:00:00.000Z');
  });

  test('due and lock, of a stage or an ask, too', () => {
    const asks = [{ id: 'village', of: 'village', form: 'found', due: { after: 'lunar 12-30', days: -3 } }];
    const visits = later('visits', {
      opens: { after: 'lock', stage: 'survey', days: 1 },
      lock: { after: 'lunar 12-30' },
      asks,
    });
    const [round] = last(planned(SURVEY, visits))?.rounds ?? [];
    expect(round).toMatchObject({
      opensAt: '2026-12-25T01:00:00.000Z',
      dueAt: '2027-02-02T16:00:00.000Z',
      locksAt: '2027-02-05T10:00:00.000Z',
    });
  });

  test('from a stage that comes again: its first opening, its last lock', () => {
    const weekly = later('weekly', {
      opens: '12-01',
      due: { after: 'opens', days: 1 },
      repeat: { weeklyOn: ['monday'], until: '12-22' },
    });
    const [, first, end] = planned(
      weekly,
      later('beside', { opens: { after: 'opens', stage: 'weekly' } }),
      later('after', { opens: { after: 'lock', stage: 'weekly' } }),
    );
    expect(first?.opensAt).toBe('2026-12-07T01:00:00.000Z');
    expect(end?.opensAt).toBe('2026-12-23T10:00:00.000Z');
  });

  test('an extension of what it is counted from leaves it where it is, and warns when they overlap', () => {
    const stages = [SURVEY, later('visits', { opens: { after: 'due', stage: 'survey', workingDays: 1 } })];
    const definition = definitionWith({ stages, language: 'en' });
    const amendments = [{ key: 'survey', due: '12-28' }];
    const extended = compile({ definition, regions: REGIONS, amendments });
    expect(last(extended.stages)?.opensAt).toBe(last(planned(...stages))?.opensAt);
    expect(extended.warnings.join()).toContain('Stages overlap');
  });

  test('stages that are counted from each other are refused', () => {
    const circle = () =>
      planned(
        later('one', { opens: { after: 'due', stage: 'two', days: 1 } }),
        later('two', { opens: { after: 'due', stage: 'one', days: 1 } }),
      );
    expect(circle).toThrow(CompileError);
    expect(circle).toThrow('itself counted from');
  });
});

test('stages in a chain of distances lie as far apart as they are counted, in whatever order they are written', () => {
  const chain = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(chain, fc.boolean(), (days, reversed) => {
      const stages = days.map((apart, index) =>
        later(`stage-${index + 1}`, {
          opens: { after: 'opens', stage: index === 0 ? 'survey' : `stage-${index}`, days: apart },
        }),
      );
      const written = [SURVEY, ...stages];
      const plans = planned(...(reversed ? written.toReversed() : written));
      let at = Date.parse('2026-12-01T01:00:00Z');
      for (const [index, apart] of days.entries()) {
        at += apart * 86_400_000;
        expect(plans.find(({ id }) => id === `stage-${index + 1}`)?.opensAt).toBe(new Date(at).toISOString());
      }
    }),
    { numRuns: 40 },
  );
});

test('a stage that is renamed takes with it what is counted from it', () => {
  const stages = [
    SURVEY,
    later('visits', {
      opens: { after: 'due', stage: 'survey', days: 1 },
      lock: { after: 'lock', stage: 'survey', days: 30 },
    }),
  ];
  const definition = definitionWith({ stages });
  const renamed = { ...definition, stages: withStageRenamed(definition, 'survey', 'census') };
  expect(renamed.stages.map(({ id }) => id)).toEqual(['census', 'visits']);
  const dates = (of: typeof definition) =>
    compile({ definition: of, regions: REGIONS }).stages.map(({ opensAt, dueAt, locksAt }) => [
      opensAt,
      dueAt,
      locksAt,
    ]);
  expect(dates(renamed)).toEqual(dates(definition));
});
