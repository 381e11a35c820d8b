import fc from 'fast-check';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { epochDays, plusDays } from '../../../domain/campaign/calendar/days';
import { isArranged, isWorkingDay } from '../../../domain/campaign/calendar/holidays';
import { solarDay } from '../../../domain/campaign/calendar/lunar';
import { instant } from '../../../domain/instant';

const rules = {
  zone: 'Asia/Shanghai',
  holidays: 'cn',
  quietHours: { from: '21:00', to: '07:30' },
  workingHours: { from: '08:30', to: '17:30' },
} as const;
const calendar = createCalendar(rules);
const at = (words: string) => calendar.at(words.slice(0, 10), words.slice(11));

describe('working days', () => {
  test.each([
    ['2026-10-01', false, 'National Day'],
    ['2026-10-10', true, 'a Saturday made up for National Day'],
    ['2026-02-14', true, 'a Saturday made up for the Spring Festival'],
    ['2026-02-23', false, 'a Monday off at the Spring Festival'],
    ['2026-12-20', false, 'an ordinary Sunday'],
    ['2026-12-21', true, 'an ordinary Monday'],
  ])('%s: %s (%s)', (day, worked) => {
    expect(isWorkingDay(day, 'cn')).toBe(worked);
  });

  test.each([
    ['2035-01-01', 'New Year'],
    ['2035-02-07', 'the eve of the Spring Festival (a Wednesday)'],
    ['2035-02-08', 'its first day'],
    ['2035-04-05', 'Qingming'],
    ['2035-05-01', 'Labour Day'],
    ['2035-10-03', 'National Day'],
  ])('beyond the published table %s is off all the same: %s', (day) => {
    expect(isArranged(2035)).toBe(false);
    expect(isWorkingDay(day, 'cn')).toBe(false);
    expect(isWorkingDay(day, 'none')).toBe(epochDays(day) % 7 !== 2 && epochDays(day) % 7 !== 3);
  });

  test('years without a published arrangement are named', () => {
    expect(calendar.unarrangedYears('2026-12-01', '2035-03-05')).toContain(2035);
    expect(calendar.unarrangedYears('2025-12-01', '2026-03-05')).toEqual([]);
    expect(createCalendar({ ...rules, holidays: 'none' }).unarrangedYears('2026-12-01', '2035-03-05')).toEqual([]);
  });

  test('are counted over weekends and holidays, forwards and backwards', () => {
    expect(calendar.plusWorkingDays('2026-09-30', 1)).toBe('2026-10-08');
    expect(calendar.plusWorkingDays('2026-10-09', 1)).toBe('2026-10-10');
    expect(calendar.plusWorkingDays('2026-12-20', -1)).toBe('2026-12-18');
    expect(calendar.plusWorkingDays('2026-12-20', 0)).toBe('2026-12-20');
  });

  test('n working days on and n back end on the same working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 19000, max: 22000 }), fc.integer({ min: 1, max: 40 }), (days, n) => {
        const start = calendar.plusWorkingDays(plusDays('1970-01-01', days), 1);
        expect(calendar.plusWorkingDays(calendar.plusWorkingDays(start, n), -n)).toBe(start);
      }),
      { numRuns: 50 },
    );
  });
});

describe('working hours', () => {
  test.each([
    ['2026-12-21 09:30', 4, '2026-12-21 13:30'],
    ['2026-12-21 15:30', 4, '2026-12-22 10:30'],
    ['2026-12-18 16:30', 4, '2026-12-21 11:30'],
    ['2026-12-20 10:00', 1, '2026-12-21 09:30'],
    ['2026-12-21 20:00', 2, '2026-12-22 10:30'],
    ['2026-12-21 06:00', 9, '2026-12-21 17:30'],
  ])('%s and %s hours: %s', (start, hours, end) => {
    expect(calendar.plusWorkingHours(at(start), hours)).toBe(at(end));
  });
});

describe('quiet hours', () => {
  test.each([
    ['2026-12-21 20:59', '2026-12-21 20:59'],
    ['2026-12-21 21:00', '2026-12-22 07:30'],
    ['2026-12-22 00:00', '2026-12-22 07:30'],
    ['2026-12-22 07:29', '2026-12-22 07:30'],
    ['2026-12-22 07:30', '2026-12-22 07:30'],
  ])('%s waits until %s', (when, until) => {
    expect(calendar.afterQuiet(at(when))).toBe(at(until));
  });

  test('within one day, and none at all', () => {
    const siesta = createCalendar({ ...rules, quietHours: { from: '12:00', to: '14:00' } });
    expect(siesta.afterQuiet(at('2026-12-21 12:00'))).toBe(at('2026-12-21 14:00'));
    const never = createCalendar({ ...rules, quietHours: { from: '00:00', to: '00:00' } });
    expect(never.afterQuiet(at('2026-12-21 00:00'))).toBe(at('2026-12-21 00:00'));
  });
});

describe('instants', () => {
  test('24:00 is the midnight that ends the day', () => {
    expect(at('2026-12-20 24:00')).toBe('2026-12-20T16:00:00.000Z');
  });

  test('a day and a time become an instant and come back, in zones with and without summer time', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu');
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 2_000_000_000 }), (zone, seconds) => {
        const local = createCalendar({ ...rules, zone });
        const minute = instant(Math.floor(seconds / 60) * 60_000);
        const back = local.at(local.dayOf(minute), local.timeOf(minute));
        // The hour that comes twice in autumn is ambiguous.
        expect([0, 3_600_000]).toContain(Math.abs(Date.parse(minute) - Date.parse(back)));
      }),
    );
  });

  test('a zone that does not exist is refused, and so are working hours without end', () => {
    expect(() => createCalendar({ ...rules, zone: 'Asia/Nowhere' })).toThrow('Asia/Nowhere');
    expect(() => createCalendar({ ...rules, workingHours: { from: '17:30', to: '08:30' } })).toThrow(
      'before they begin',
    );
  });
});

describe('lunar days', () => {
  test.each([
    [{ year: 2026, month: 12, date: 23 }, '2027-01-30'],
    [{ year: 2027, month: 1, date: 1 }, '2027-02-06'],
    [{ year: 2027, month: 1, date: 15 }, '2027-02-20'],
    [{ year: 2024, month: 12, date: 30 }, '2025-01-28'],
    [{ year: 2023, month: 2, date: 30 }, '2023-03-21'],
    [{ year: 2023, month: 3, date: 1 }, '2023-04-20'],
  ])('%o falls on %s', (lunar, day) => {
    expect(solarDay(lunar)).toBe(day);
  });

  test('the eve of the Spring Festival is the day before it, also in a short month', () => {
    for (let year = 2000; year < 2090; year++) {
      const eve = solarDay({ year: year - 1, month: 12, date: 30 }) ?? '';
      expect(plusDays(eve, 1)).toBe(solarDay({ year, month: 1, date: 1 }));
    }
  });

  test('outside the table there is none', () => {
    expect(solarDay({ year: 2150, month: 1, date: 1 })).toBeNull();
  });
});
