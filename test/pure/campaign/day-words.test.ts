import fc from 'fast-check';
import { dayFromTyped, wordsOfPicked } from '../../../domain/campaign/calendar/day-words';
import { plusDays } from '../../../domain/campaign/calendar/days';
import { lunarMonthWord } from '../../../domain/campaign/calendar/lunar-words';
import { readDay } from '../../../domain/campaign/calendar/moments';
import { dayInWords } from '../../../domain/campaign/calendar/shown-day';
import { wholeDay } from '../../../domain/campaign/calendar/whole-day';

const WINTER = { season: 2026, seasonFrom: 7 };
const two = (number: number) => String(number).padStart(2, '0');

it.each([
  ['12-20', '12-20'],
  ['12/20', '12-20'],
  ['12.20', '12-20'],
  ['12月20日', '12-20'],
  ['12月20号 18:00', '12-20 18:00'],
  ['１２月２０日１８：００', '12-20 18:00'],
  ['1月5日18点', '01-05 18:00'],
  ['1月5日 9时30分', '01-05 09:30'],
  ['2026年12月20日', '2026-12-20'],
  ['2026/12/20 24:00', '2026-12-20 24:00'],
  ['十二月二十日', '12-20'],
  ['lunar 12-23', 'lunar 12-23'],
  ['农历11-01', 'lunar 11-01'],
  ['农历 11月1日', 'lunar 11-01'],
  ['农历十一月初一', 'lunar 11-01'],
  ['冬月初一', 'lunar 11-01'],
  ['腊月初八', 'lunar 12-08'],
  ['腊月廿三 18:00', 'lunar 12-23 18:00'],
  ['腊月二十三18点', 'lunar 12-23 18:00'],
  ['十二月初八', 'lunar 12-08'],
  ['正月十五', 'lunar 01-15'],
  ['除夕', 'lunar 12-30'],
  ['腊八 08:00', 'lunar 12-08 08:00'],
])('%s is read as %s', (typed, words) => {
  expect(dayFromTyped(typed)).toBe(words);
});

it.each([
  '',
  '下周',
  '13-01',
  '12-32',
  '农历12-31',
  '12-20 25:00',
  '12-20 24:30',
  '十二月二十',
  '12',
  'lunar',
  '18:00',
  '12-2018:00',
])('“%s” is no day', (typed) => {
  expect(dayFromTyped(typed)).toBeNull();
});

const time = fc.option(
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([h, m]) => `${two(h)}:${two(m)}`),
  { nil: null },
);
const year = fc.option(fc.integer({ min: 2026, max: 2027 }), { nil: null });
const withTime = (day: string, at: string | null) => (at === null ? day : `${day} ${at}`);
const kept = fc
  .tuple(fc.boolean(), year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 }), time)
  .map(([lunar, of, month, date, at]) =>
    withTime(`${lunar ? 'lunar ' : ''}${of === null ? '' : `${of}-`}${two(month)}-${two(date)}`, at),
  );

it('whatever a definition keeps is read again from its words, in both languages', () => {
  fc.assert(
    fc.property(kept, fc.constantFrom('zh-CN' as const, 'en' as const), (words, language) => {
      expect(dayFromTyped(dayInWords(words, language))).toBe(words);
      expect(dayFromTyped(words)).toBe(words);
    }),
  );
});

it('every way to write one day means the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), time, (month, date, at) => {
      const day = withTime(`${two(month)}-${two(date)}`, at);
      const ways = [
        `${month}月${date}日`,
        `${month}/${date}`,
        `${month}.${date}`,
        `${month} - ${date}`,
        `${month}月${date}号`,
      ];
      for (const way of ways) expect([way, dayFromTyped(withTime(way, at))]).toEqual([way, day]);
      const lunar = `lunar ${day}`;
      for (const way of [`农历${month}-${date}`, `农历${month}月${date}`, `阴历 ${month}/${date}`])
        expect([way, dayFromTyped(withTime(way, at))]).toEqual([way, lunar]);
    }),
  );
});

it('never throws, and what it reads has the form that definitions keep', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[农历初腊月正十一二三廿日号年0-9:/ .-]{0,14}$/)), (typed) => {
      const words = dayFromTyped(typed);
      if (words !== null) expect(words).toMatch(/^(lunar )?(\d{4}-)?\d\d-\d\d( \d\d:\d\d)?$/);
    }),
  );
});

it('a day that is picked on the calendar is that day, in solar or lunar words as the one before, with its time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 360 }), fc.constantFrom('12-20', 'lunar 12-08 18:00'), (after, like) => {
      const day = plusDays('2026-07-01', after);
      const words = wordsOfPicked(WINTER, day, like);
      expect(readDay(words, WINTER)).toEqual({ day, time: like.slice(12) || null });
    }),
  );
  expect(wordsOfPicked(WINTER, '2027-01-15', 'lunar 11-01')).toBe('lunar 12-08');
  expect(dayInWords('lunar 12-08', 'zh-CN')).toBe('腊月初八');
  expect(lunarMonthWord(11)).toBe('十一月');
});

test('a day with its year is read in any usual form, and nothing else is one', () => {
  for (const typed of ['2026-12-20', '2026/12/20', '2026.12.20', '20261220', '2026年12月20日', '２０２６－１２－２０'])
    expect(wholeDay(typed)).toBe('2026-12-20');
  expect(wholeDay('2026-1-5')).toBe('2026-01-05');
  for (const typed of ['', '12-20', '2026-02-30', '2026122', '12/20/2026', '2026-12-20 18:00'])
    expect(wholeDay(typed)).toBeNull();
});
