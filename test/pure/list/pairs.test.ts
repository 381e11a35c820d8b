import fc from 'fast-check';
import { plusDays } from '../../../domain/campaign/calendar/days';
import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import { checkDeed } from '../../../domain/list/pairs/deeds';
import { countedBy, isBelow, lacking, type Minimum, minimaAt, periodOf } from '../../../domain/list/pairs/minima';

const TODAY = '2026-12-15';
const day = fc.integer({ min: 0, max: 1500 }).map((days) => plusDays('2024-01-01', days));
const per = fc.constantFrom('week', 'month', 'year');
const minimum = fc.record({
  deed: fc.constantFrom('contact', 'visit', 'help'),
  times: fc.integer({ min: 1, max: 60 }),
  per,
}) as fc.Arbitrary<Minimum>;
const deeds = fc.array(
  fc.record({ kind: fc.constantFrom<string>(...PAIR_DEED_NAMES), on: day, times: fc.integer({ min: 1, max: 5 }) }),
  { maxLength: 40 },
);

describe('a period', () => {
  it('has its day, and the next one begins where it ends', () => {
    fc.assert(
      fc.property(per, day, (one, today) => {
        const { from, until } = periodOf(one, today);
        expect([from <= today, today <= until]).toEqual([true, true]);
        expect(periodOf(one, from)).toEqual({ from, until });
        expect(periodOf(one, until)).toEqual({ from, until });
        expect(periodOf(one, plusDays(until, 1)).from).toBe(plusDays(until, 1));
      }),
    );
  });

  it('is the week from Monday, the month, and the year of the calendar', () => {
    expect(periodOf('week', '2026-12-15')).toEqual({ from: '2026-12-14', until: '2026-12-20' });
    expect(periodOf('week', '2027-01-01')).toEqual({ from: '2026-12-28', until: '2027-01-03' });
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', until: '2028-02-29' });
    expect(periodOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', until: '2026-12-31' });
    expect(periodOf('year', '2026-07-01')).toEqual({ from: '2026-01-01', until: '2026-12-31' });
  });
});

describe('a minimum', () => {
  it('counts each deed in one period only, and never falls by a deed more', () => {
    fc.assert(
      fc.property(minimum, deeds, day, (one, done, today) => {
        const met = (at: string, of = done) => countedBy(minimaAt([one], at), of)[0]?.done ?? -1;
        const { until } = periodOf(one.per, today);
        const inBoth = met(today) + met(plusDays(until, 1));
        const fitting = done.filter(({ kind }) => kind === one.deed).reduce((sum, { times }) => sum + times, 0);
        expect(inBoth).toBeLessThanOrEqual(fitting);
        expect(met(today, [...done, { kind: one.deed, on: today, times: 1 }])).toBe(met(today) + 1);
      }),
    );
  });

  it('is below until enough is done, whatever else is done', () => {
    fc.assert(
      fc.property(minimum, deeds, day, (one, done, today) => {
        const due = minimaAt([one], today);
        const missing = lacking(countedBy(due, done)[0] ?? { times: 0, done: 0 });
        const more = Array.from({ length: missing }, () => ({ kind: one.deed, on: today, times: 1 }));
        expect(isBelow(countedBy(due, done))).toBe(missing > 0);
        expect(isBelow(countedBy(due, [...done, ...more]))).toBe(false);
        if (missing > 0) expect(isBelow(countedBy(due, [...done, ...more.slice(1)]))).toBe(true);
      }),
    );
  });
});

describe('a deed', () => {
  const check = (kind: (typeof PAIR_DEED_NAMES)[number], answers: Record<string, unknown>) =>
    checkDeed({ kind, answers }, TODAY);

  it('is of today and once unless it says otherwise, with money in fen', () => {
    expect(check('contact', { way: 'wechat' })).toEqual({
      ok: true,
      deed: { on: TODAY, way: 'wechat', what: null, figures: { times: 1 } },
    });
    expect(check('money', { cash: '200.50', what: '助学金' })).toEqual({
      ok: true,
      deed: { on: TODAY, way: null, what: '助学金', figures: { times: 1, cash: 20_050, goods: 0 } },
    });
  });

  it('is taken for a year, not of a day ahead', () => {
    expect(check('visit', { way: 'home', on: '2025-12-14' }).ok).toBe(true);
    expect(check('visit', { way: 'home', on: '2025-12-13' })).toMatchObject({ problems: [{ code: 'deed-too-old' }] });
    expect(check('visit', { way: 'home', on: '2026-12-16' })).toMatchObject({ problems: [{ code: 'deed-ahead' }] });
  });
});
