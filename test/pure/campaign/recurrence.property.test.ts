import fc from 'fast-check';
import { WEEKDAYS, weekday } from '../../../domain/campaign/calendar/days';
import { resolveDay } from '../../../domain/campaign/calendar/moments';
import { occurrences } from '../../../domain/campaign/compile/recurrence';
import { seasonOf } from '../../../domain/campaign/compile/round-dates';
import type { Repeat } from '../../../domain/campaign/definition/definition';
import { instant } from '../../../domain/instant';
import { definitionWith } from '../../support/campaigns/plans';

/* Any rhythm, from any moment of the season until any day of it, in zones with and without summer time. */

/** A year of rounds is compiled in each of them. */
const RUNS = { numRuns: 30 };

const pad = (n: number) => String(n).padStart(2, '0');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${pad(h)}:${pad(m)}`);
const day = fc
  .integer({ min: Date.UTC(2026, 6, 1) / 864e5, max: Date.UTC(2027, 5, 30) / 864e5 })
  .map((days) => instant(days * 864e5).slice(0, 10));

const rhythm: fc.Arbitrary<Partial<Repeat>> = fc.oneof(
  fc.record({ dailyAt: fc.array(time, { minLength: 1, maxLength: 4 }) }),
  fc.record({ weeklyOn: fc.array(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 4 }) }),
  fc.record({ monthlyOn: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ everyMonths: fc.integer({ min: 1, max: 12 }) }),
);
const drawn = fc.record({
  rhythm,
  until: day,
  opens: fc.tuple(day, time).map((parts) => parts.join(' ')),
  daysOff: fc.constantFrom('keep' as const, 'skip' as const, 'next' as const),
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns'),
  holidays: fc.constantFrom('cn' as const, 'none' as const),
});

const setting = drawn.map(({ rhythm: chosen, until, daysOff, zone, holidays, opens }) => {
  const season = seasonOf(definitionWith({ zone, holidays }));
  const repeat: Repeat = { ...chosen, until, daysOff };
  const from = resolveDay(season, opens, 'opens');
  return { season, repeat, from, found: occurrences(season, repeat, from) };
});

test('every round opens between the opening and the end, in order, none twice, each under a name of its own', () => {
  fc.assert(
    fc.property(setting, ({ season, repeat, from, found }) => {
      const end = resolveDay(season, repeat.until, 'due');
      const at = found.map(({ opens }) => opens);
      expect(at.every((opens) => opens >= from && opens < end)).toBe(true);
      expect(at).toEqual([...new Set(at)].sort());
      expect(new Set(found.map(({ occasion }) => occasion)).size).toBe(found.length);
    }),
    RUNS,
  );
});

test('it opens on the days of the rhythm, and on working days alone unless days off are kept', () => {
  fc.assert(
    fc.property(setting, ({ season: { calendar }, repeat, found }) => {
      for (const { occasion, opens } of found) {
        const named = occasion.slice(0, 10);
        const opened = calendar.dayOf(opens);
        if (repeat.weeklyOn) expect(repeat.weeklyOn).toContain(WEEKDAYS[weekday(named) - 1]);
        if (repeat.monthlyOn && repeat.monthlyOn <= 28) expect(Number(named.slice(8))).toBe(repeat.monthlyOn);
        if (repeat.dailyAt) expect(repeat.dailyAt.map((one) => one.replace(':', ''))).toContain(occasion.slice(11));
        if (repeat.daysOff === 'keep') expect(opened).toBe(named);
        else expect(calendar.isWorkingDay(opened)).toBe(true);
        if (repeat.daysOff === 'skip') expect(opened).toBe(named);
        if (repeat.daysOff === 'next') expect(opened >= named).toBe(true);
      }
    }),
    RUNS,
  );
});

test('no day of the rhythm is left out', () => {
  fc.assert(
    fc.property(setting, fc.integer({ min: 0, max: 364 }), ({ season, repeat, from, found }, after) => {
      fc.pre(repeat.daysOff === 'keep' && repeat.weeklyOn !== undefined);
      const { calendar } = season;
      const one = instant(Date.UTC(2026, 6, 1 + after)).slice(0, 10);
      const opens = calendar.at(one, calendar.timeOf(from));
      const wanted = repeat.weeklyOn?.includes(WEEKDAYS[weekday(one) - 1] ?? 'monday');
      const within = opens >= from && opens < resolveDay(season, repeat.until, 'due');
      expect(found.some(({ occasion }) => occasion === one)).toBe(Boolean(wanted && within));
    }),
    RUNS,
  );
});
