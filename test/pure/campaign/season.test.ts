import fc from 'fast-check';
import { plusDays } from '../../../domain/campaign/calendar/days';
import { solarDay } from '../../../domain/campaign/calendar/lunar';
import { readDay } from '../../../domain/campaign/calendar/moments';
import { monthsOf, seasonInWords, wordsOfDay } from '../../../domain/campaign/calendar/season-months';
import { compile } from '../../../domain/campaign/compile/compile';
import { instant } from '../../../domain/instant';
import { county, definitionWith } from '../../support/campaigns/plans';

const WINTER = monthsOf({ season: 2026 });
const YEAR = monthsOf({ season: 2026, seasonFrom: 1 });
const SCHOOL_YEAR = monthsOf({ season: 2026, seasonFrom: 9 });

test.each([
  [WINTER, '07-01', '2026-07-01'],
  [WINTER, '06-30', '2027-06-30'],
  [WINTER, 'lunar 12-30', '2027-02-05'],
  [WINTER, 'lunar 01-15', '2027-02-20'],
  [WINTER, 'lunar 11-01', '2026-12-09'],
  [YEAR, '01-01', '2026-01-01'],
  [YEAR, '12-31', '2026-12-31'],
  [YEAR, '05-25', '2026-05-25'],
  [YEAR, 'lunar 12-30', '2026-02-16'],
  [YEAR, 'lunar 01-15', '2026-03-03'],
  [YEAR, 'lunar 08-15', '2026-09-25'],
  [YEAR, '2027-01-08', '2027-01-08'],
  [SCHOOL_YEAR, '08-31', '2027-08-31'],
  [SCHOOL_YEAR, '09-01', '2026-09-01'],
  [SCHOOL_YEAR, 'lunar 08-15', '2026-09-25'],
])('in %j %s is %s', (months, words, day) => {
  expect(readDay(words, months).day).toBe(day);
});

test('a season is called by its winter or its year', () => {
  expect([WINTER, YEAR, SCHOOL_YEAR, monthsOf({ season: 2099 })].map(seasonInWords)).toEqual([
    '2026–27',
    '2026',
    '2026–27',
    '2099–00',
  ]);
});

test('the months of a lunar winter are those of the year whose twelfth month falls into it, and of the next', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2000, max: 2089 }),
      fc.constantFrom(7, 8, 9, 10, 11, 12, 1, 2, 3, 4),
      fc.integer({ min: 1, max: 30 }),
      (season, month, date) => {
        const pad = (n: number) => String(n).padStart(2, '0');
        const day = readDay(`lunar ${pad(month)}-${pad(date)}`, monthsOf({ season })).day;
        expect(day).toBe(solarDay({ year: month >= 7 ? season : season + 1, month, date }));
      },
    ),
  );
});

test('a day in words is read as that day again, in twelve months without their year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 729 }), (seasonFrom, after) => {
      const months = monthsOf({ season: 2026, seasonFrom });
      const day = plusDays('2026-01-01', after);
      expect(readDay(wordsOfDay(months, day), months).day).toBe(day);
      const begins = instant(Date.UTC(2026, seasonFrom - 1, 1)).slice(0, 10);
      const ends = instant(Date.UTC(2027, seasonFrom - 1, 1)).slice(0, 10);
      expect(wordsOfDay(months, day).length).toBe(day >= begins && day < ends ? 5 : 10);
    }),
  );
});

test('a programme of a calendar year runs from its first month to its last', () => {
  const plan = compile({
    definition: definitionWith(
      { seasonFrom: 1 },
      {
        opens: '01-15',
        due: { after: 'opens', workingDays: 3 },
        lock: { after: 'due', days: 2 },
        repeat: { everyMonths: 3, until: '12-31' },
      },
    ),
    regions: county(2),
  });
  expect(plan).toMatchObject({ season: 2026, seasonFrom: 1, startsAt: '2026-01-15T01:00:00.000Z' });
  expect(plan.stages[0]?.rounds.map(({ key }) => key)).toEqual([
    'survey@2026-01-15',
    'survey@2026-04-15',
    'survey@2026-07-15',
    'survey@2026-10-15',
  ]);
  // A winter's plan says nothing of its months.
  expect(compile({ definition: definitionWith(), regions: county(2) })).not.toHaveProperty('seasonFrom');
});
