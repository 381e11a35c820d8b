import fc from 'fast-check';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { plusDays } from '../../../domain/campaign/calendar/days';
import { closingDay } from '../../../domain/posting/closing-day';

const calendar = createCalendar({
  zone: 'Asia/Shanghai',
  holidays: 'cn',
  quietHours: { from: '21:30', to: '08:00' },
  workingHours: { from: '09:00', to: '17:00' },
});

// The Friday before the Spring Festival of 2026: the 14th is a working day, the 15th to the 23rd are off.
test.each([
  [5, 'working', '2026-02-27'],
  [7, 'calendar', '2026-02-24'],
  [1, 'calendar', '2026-02-14'],
  [2, 'calendar', '2026-02-24'],
  [11, 'calendar', '2026-02-24'],
  [12, 'calendar', '2026-02-25'],
] as const)('posted on 2026-02-13 for %i %s days, it closes with %s', (days, counted, closes) => {
  expect(closingDay('2026-02-13', { days, counted }, calendar)).toBe(closes);
});

test('it hangs for the whole term, and closes on a working day', () => {
  const someDay = fc.integer({ min: 0, max: 700 }).map((later) => plusDays('2025-01-01', later));
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 30 }), fc.boolean(), (posted, days, working) => {
      const closes = closingDay(posted, { days, counted: working ? 'working' : 'calendar' }, calendar);
      expect(closes >= plusDays(posted, days)).toBe(true);
      expect(calendar.isWorkingDay(closes)).toBe(true);
    }),
  );
});
