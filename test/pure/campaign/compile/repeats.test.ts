import type { z } from 'zod';
import { compile } from '../../../../domain/campaign/compile/compile';
import type { definitionSchema } from '../../../../domain/campaign/definition/definition';
import type { Plan } from '../../../../domain/campaign/plan';
import { county, definitionWith } from '../../../support/campaigns/plans';

type Written = z.input<typeof definitionSchema>['stages'][number];
type Repeat = NonNullable<Written['repeat']>;
const SMALL = county(2, 3);

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
            due: { after: 'opens', workingDays: 1 },
            lock: { after: 'due', workingDays: 1 },
            repeat: { dailyAt: ['08:00', '10:00', '12:00', '14:00', '16:00'], until: '06-30' },
          },
        ),
        regions: county(...Array.from({ length: 25 }, () => 20)),
      });
    expect(huge).toThrow('The plan would be too large');
  });
});
