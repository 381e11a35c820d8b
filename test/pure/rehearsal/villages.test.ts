import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Form } from '../../../domain/campaign/definition/definition';
import { figuresSaid, readReply } from '../../../domain/message/reply';
import { fillIn, slip } from '../../../rehearsal/people/answers';
import { acknowledgesAt } from '../../../rehearsal/people/officers';
import { readWord, reportInWords, stopWord, unclearWords } from '../../../rehearsal/people/sms-words';
import {
  correctsAt,
  habitsOf,
  hasWrongNumber,
  type Place,
  reportsAt,
  stopsAt,
  type Temperament,
} from '../../../rehearsal/people/villages';
import type { AskedField } from '../../../rehearsal/people/visitor';
import { shanghai } from '../../support/campaigns/tiny';

const GRID = { zone: 'Asia/Shanghai', from: '08:30', to: '17:30' };
const DATES = { dueAt: shanghai('12-16 00:00'), locksAt: shanghai('12-19 18:00') };
const TASK = { kind: 'task', at: shanghai('12-01 09:00') };
const REMINDER = { kind: 'reminder', at: shanghai('12-11 09:30') };
const OVERDUE = { kind: 'reminder', at: shanghai('12-16 09:30') };

const place = (unit: number, seed = 1) => ({ seed, unit: `village-${unit}`, key: 'survey' });
const villages = Array.from({ length: 2000 }, (_, unit) => place(unit));
const whoAre = (temperament: Temperament) => villages.filter((one) => habitsOf(one).temperament === temperament);
const share = (temperament: Temperament) => whoAre(temperament).length / villages.length;

test('the shares of temperaments are as intended', () => {
  expect(share('prompt')).toBeCloseTo(0.7, 1);
  expect(share('late')).toBeCloseTo(0.12, 1);
  expect(share('never')).toBeCloseTo(0.05, 1);
  expect(share('reminded')).toBeCloseTo(0.13, 1);
  expect(villages.filter(hasWrongNumber).length / villages.length).toBeCloseTo(0.03, 1);
});

test('another seed, and another round, make other people of them', () => {
  const temperaments = (seed: number, key: string) =>
    villages
      .slice(0, 200)
      .map((one) => habitsOf({ ...one, seed, key }).temperament)
      .join();
  expect(temperaments(1, 'survey')).toBe(temperaments(1, 'survey'));
  expect(temperaments(1, 'survey')).not.toBe(temperaments(2, 'survey'));
  expect(temperaments(1, 'survey')).not.toBe(temperaments(1, 'visits'));
});

test('each reports when its temperament says', () => {
  for (const one of whoAre('prompt')) {
    const at = reportsAt(one, [TASK], DATES, GRID);
    expect(at && at > TASK.at && at < DATES.dueAt).toBe(true);
  }
  for (const one of whoAre('reminded')) {
    expect(reportsAt(one, [TASK], DATES, GRID)).toBeNull();
    const at = reportsAt(one, [TASK, REMINDER], DATES, GRID);
    expect(at && at > REMINDER.at && at < DATES.dueAt).toBe(true);
  }
  for (const one of whoAre('late')) {
    const at = reportsAt(one, [TASK], DATES, GRID);
    expect(at && at > DATES.dueAt && at < DATES.locksAt).toBe(true);
  }
  for (const one of whoAre('never')) expect(reportsAt(one, [TASK, REMINDER, OVERDUE], DATES, GRID)).toBeNull();
});

test('no village acts before its first message, nor after the lock', () => {
  for (const one of villages) {
    expect(reportsAt(one, [], DATES, GRID)).toBeNull();
    expect(reportsAt(one, [{ kind: 'locked', at: DATES.locksAt }], DATES, GRID)).toBeNull();
  }
});

test('later messages do not move what is settled', () => {
  for (const one of villages) {
    const settled = reportsAt(one, [TASK, REMINDER], DATES, GRID);
    if (settled !== null) expect(reportsAt(one, [TASK, REMINDER, OVERDUE], DATES, GRID)).toBe(settled);
  }
});

test('everybody acts on the half hour in working hours', () => {
  for (const one of villages) {
    const at = reportsAt(one, [TASK, REMINDER], DATES, GRID);
    const correction = at && correctsAt(one, at, DATES, GRID);
    for (const when of [at, correction]) {
      if (!when) continue;
      const local = DateTime.fromISO(when, { zone: GRID.zone });
      expect([0, 30]).toContain(local.minute);
      expect(local.toFormat('HH:mm') >= '08:30' && local.toFormat('HH:mm') <= '17:30').toBe(true);
    }
    if (at && correction) expect(correction > at && correction < DATES.locksAt).toBe(true);
  }
});

test('of officers some acknowledge, always in time, and some never do', () => {
  const chase = {
    seed: 1,
    key: 'survey',
    rung: 'chase',
    receivedAt: shanghai('12-16 09:30'),
    acknowledgeBy: shanghai('12-16 13:30'),
  };
  const answers = Array.from({ length: 500 }, (_, region) => acknowledgesAt({ ...chase, region: `t${region}` }, GRID));
  const never = answers.filter((at) => at === null).length;
  expect(never / answers.length).toBeCloseTo(0.2, 1);
  for (const at of answers) if (at) expect(at > chase.receivedAt && at < chase.acknowledgeBy).toBe(true);
  expect(new Set(answers).size).toBeGreaterThan(3);
});

test('some write by SMS, a few of them not clearly at first, and very few want no more', () => {
  const habits = villages.map(habitsOf);
  const shareOf = (is: (habit: (typeof habits)[number]) => boolean) => habits.filter(is).length / habits.length;
  expect(shareOf(({ writes }) => writes)).toBeCloseTo(0.4, 1);
  expect(shareOf(({ unclear }) => unclear > 0)).toBeCloseTo(0.15, 1);
  expect(shareOf(({ unclear }) => unclear === 2)).toBeCloseTo(0.075, 1);
  const stops = villages.flatMap((one) => stopsAt(one, TASK, DATES, GRID) ?? []);
  expect(stops.length / villages.length).toBeCloseTo(0.02, 2);
  for (const at of stops) expect(at > TASK.at && at < DATES.dueAt).toBe(true);
});

describe('what people write is what is understood', () => {
  const form: Form = {
    name: { 'zh-CN': '摸底' },
    nothingToReport: true,
    bySms: ['cash', 'households'],
    fields: [
      {
        id: 'households',
        label: { 'zh-CN': '户数' },
        unit: { 'zh-CN': '户' },
        type: 'integer',
        required: true,
        max: 500,
      },
      { id: 'cash', label: { 'zh-CN': '慰问金' }, type: 'money', required: true, max: 9000 },
      { id: 'road', label: { 'zh-CN': '道路' }, type: 'text', required: false },
    ],
  };
  const filling = (one: Place) => ({ ...one, version: 1, at: TASK.at, zone: GRID.zone });

  test('figures in the order of the form, nothing where the form allows it', () => {
    for (const one of villages.slice(0, 200)) {
      const meant = readReply(reportInWords(form, filling(one), false) ?? '');
      const figures = meant.kind === 'figures' ? figuresSaid(form, meant.numbers) : null;
      expect(figures).not.toBeNull();
      expect(Number(figures?.households)).toBeLessThanOrEqual(500);
      expect(readReply(reportInWords(form, filling(one), true) ?? '').kind).toBe('nothing');
      expect(readReply(readWord(one)).kind).toBe('acknowledge');
      expect(readReply(stopWord(one)).kind).toBe('stop');
      for (const words of unclearWords(one, 2)) expect(readReply(words).kind).toBe('unclear');
      expect(new Set(unclearWords(one, 2)).size).toBe(2);
    }
  });

  test('a form that takes no figures by SMS is not answered by one', () => {
    const { bySms, ...without } = form;
    expect(bySms).toHaveLength(2);
    expect(reportInWords(without, filling(place(1)), false)).toBeNull();
    expect(reportInWords({ ...without, nothingToReport: false }, filling(place(1)), true)).toBeNull();
  });
});

describe('filling the form', () => {
  const bounds = fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 100_000 }))
    .map(([min, more]) => ({ min, max: min + more }));
  const field: fc.Arbitrary<AskedField> = fc
    .record({
      type: fc.constantFrom(
        'integer' as const,
        'money' as const,
        'text' as const,
        'choice' as const,
        'date' as const,
        'yes-no' as const,
        'photo' as const,
      ),
      required: fc.boolean(),
      bounds,
    })
    .map(({ type, required, bounds }) => ({
      id: 'figure',
      type,
      required,
      ...bounds,
      maxLength: 3,
      choices: ['ice', 'open'],
    }));
  const filling = fc
    .record({ seed: fc.nat(), unit: fc.string(), version: fc.constantFrom(1, 2) })
    .map((who) => ({ ...who, key: 'survey', at: TASK.at, zone: GRID.zone }));

  test('figures lie within the bounds, and what is required is filled', () => {
    fc.assert(
      fc.property(field, filling, (asked, who) => {
        const { figure } = fillIn([asked], who);
        if (figure === undefined) return expect(asked.required).toBe(false);
        if (asked.type === 'integer' || asked.type === 'money') {
          expect(Number(figure)).toBeGreaterThanOrEqual(asked.min ?? 0);
          expect(Number(figure)).toBeLessThanOrEqual(asked.max ?? Number.POSITIVE_INFINITY);
        }
        if (asked.type === 'text') expect(figure.length).toBeLessThanOrEqual(3);
        if (asked.type === 'choice') expect(asked.choices).toContain(figure);
        if (asked.type === 'date') expect(figure).toBe('2026-12-01');
        if (asked.type === 'photo') expect(figure).toMatch(/^[0-9a-f]{64}$/);
        if (asked.type === 'yes-no') expect(['yes', 'no']).toContain(figure);
      }),
    );
  });

  test('figures of one form agree: parts are no more than the whole, and money is so much for each', () => {
    const count = (id: string): AskedField => ({ id, type: 'integer', required: true, min: 0, max: 300, choices: [] });
    const cash: AskedField = { id: 'cash', type: 'money', required: true, min: 0, max: 1_000_000, choices: [] };
    fc.assert(
      fc.property(filling, (who) => {
        const answers = fillIn([count('households'), count('visited'), cash], { ...who, own: null });
        const [all, visited, yuan] = [Number(answers.households), Number(answers.visited), Number(answers.cash)];
        expect(visited).toBeLessThanOrEqual(all);
        if (visited === 0) return expect(yuan).toBe(0);
        expect(yuan / visited).toBeGreaterThanOrEqual(100);
        expect(yuan / visited).toBeLessThanOrEqual(800);
      }),
    );
  });

  test('a slip breaks a bound', () => {
    const counted: AskedField = { id: 'households', type: 'integer', required: true, min: 0, max: 500, choices: [] };
    expect(slip([counted], { households: '3' })).toEqual({ households: '501' });
    expect(slip([{ ...counted, max: undefined }], {})).toEqual({ households: '-1' });
    expect(slip([{ ...counted, type: 'text' }], { households: 'x' })).toEqual({ households: '' });
    expect(slip([{ ...counted, type: 'text', required: false }], {})).toBeNull();
  });
});
