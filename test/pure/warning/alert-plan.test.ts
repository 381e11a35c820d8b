import fc from 'fast-check';
import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { kindsAbove, levelOf } from '../../../domain/campaign/compile/levels';
import { instant } from '../../../domain/instant';
import { regionTree } from '../../../domain/people/regions';
import { changeOf, worstOf } from '../../../domain/warning/alert/alert';
import { alertAreas } from '../../../domain/warning/alert/alert-areas';
import { type AlertPlanning, acknowledgementRounds, patrolRounds } from '../../../domain/warning/alert/alert-plan';
import { laddersFor, ruleColour, ruleFor } from '../../../domain/warning/alert/rules';
import { minutesIn, STEPS } from '../../../domain/warning/alert/steps';
import { COLOURS, type Colour, HAZARDS } from '../../../domain/warning/feed/warning';
import { times } from '../../support/campaigns/plans';

const calendar = createCalendar({
  zone: 'Asia/Shanghai',
  holidays: 'cn',
  quietHours: { from: '21:00', to: '07:30' },
  workingHours: { from: '08:30', to: '17:30' },
});
const local = (day: string, time: string) => calendar.at(day, time);

const planning = (colour: Colour, from = local('2027-01-09', '02:50')): AlertPlanning => ({
  name: 'cold-wave-0109',
  hazard: 'cold-wave',
  colour,
  rise: 1,
  rule: ruleFor(warningRules(), {}, { hazard: 'cold-wave', colour }),
  of: 'village',
  ladders: laddersFor(warningRules(), {}),
  above: ['township', 'county'],
  calendar,
  now: from,
  endsAt: local('2027-01-11', '20:00'),
});
const openings = (rounds: ReturnType<typeof patrolRounds>) =>
  rounds.map(({ round }) => `${calendar.dayOf(round.opensAt).slice(5)} ${calendar.timeOf(round.opensAt)}`);

describe('叫应', () => {
  test('orange at 3 in the morning: the unit at once, the deputy after 10 minutes, township after 30, county after 60', () => {
    const [known] = acknowledgementRounds(planning('orange'));
    const rungs = known?.round.rungs.map(({ id, at, kind, urgent }) => [id, calendar.timeOf(at), kind, urgent]);
    expect(rungs).toEqual([
      ['warning', '02:50', 'task', true],
      ['warning-township', '02:50', 'digest', true],
      ['warning-county', '02:50', 'digest', true],
      ['deputy', '03:00', 'reminder', true],
      ['township', '03:20', 'chase', true],
      ['county', '03:50', 'chase', true],
      ['calls', '03:50', 'call-list', true],
    ]);
    expect(calendar.timeOf(known?.round.dueAt ?? '')).toBe('03:20');
  });

  test('blue in the night waits for the morning, and so do all its rungs', () => {
    for (const { round } of acknowledgementRounds(planning('blue'))) {
      expect(calendar.timeOf(round.opensAt)).toBe('07:30');
      for (const { at, urgent } of round.rungs) {
        expect(calendar.afterQuiet(at)).toBe(at);
        expect(urgent).toBeUndefined();
      }
    }
  });

  test('asks to know, to send and to finish, each with a deadline of its own, until the warning is over', () => {
    const rounds = acknowledgementRounds(planning('red')).map(({ round }) => round);
    expect(rounds.map(({ ask }) => ask)).toEqual(['known', 'sent', 'done']);
    expect(rounds.map(({ dueAt }) => dueAt)).toEqual([...rounds.map(({ dueAt }) => dueAt)].sort());
    for (const { locksAt } of rounds) expect(locksAt >= planning('red').endsAt).toBe(true);
  });

  test('superiors hear what to make ready, by hazard and colour; units are not told', () => {
    for (const hazard of HAZARDS)
      for (const colour of COLOURS) {
        const rule = ruleFor(warningRules(), {}, { hazard, colour });
        const rungs = acknowledgementRounds({ ...planning(colour), hazard, rule }).flatMap(({ round }) => round.rungs);
        for (const { audience, goods } of rungs) expect(goods).toEqual(audience.up > 0 ? rule.goods : undefined);
      }
    expect(ruleFor(warningRules(), {}, { hazard: 'snow', colour: 'red' }).goods?.en).toContain('snow shovels');
  });

  test('whatever is ruled, the rungs of a round are in order and before its lock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COLOURS),
        fc.constantFrom(...HAZARDS),
        fc.integer({ min: 0, max: 7 * 24 * 60 }),
        fc.integer({ min: 1, max: 96 * 60 }),
        (colour, hazard, minute, length) => {
          const now = instant(Date.UTC(2027, 0, 4) + minute * 60_000);
          const endsAt = instant(Date.parse(now) + length * 60_000);
          const rule = ruleFor(warningRules(), {}, { hazard, colour });
          const all = { ...planning(colour, now), hazard, rule, endsAt };
          for (const { round } of [...acknowledgementRounds(all), ...patrolRounds(all)]) {
            const at = round.rungs.map((rung) => rung.at);
            expect(at).toEqual([...at].sort());
            expect(round.opensAt < round.dueAt && round.dueAt <= round.locksAt).toBe(true);
            for (const rung of round.rungs) {
              expect(rung.at >= round.opensAt && rung.at < round.locksAt).toBe(true);
              if (!rung.urgent) expect(calendar.afterQuiet(rung.at)).toBe(rung.at);
            }
          }
        },
      ),
    );
  });
});

describe('patrols', () => {
  test('fall at the times of the rule, until the warning ends', () => {
    expect(openings(patrolRounds(planning('yellow')))).toEqual([
      '01-09 09:00',
      '01-09 15:00',
      '01-09 20:00',
      '01-10 09:00',
      '01-10 15:00',
      '01-10 20:00',
      '01-11 09:00',
      '01-11 15:00',
    ]);
  });

  test.each(COLOURS)('%s has two a day at least', (colour) => {
    const onWholeDay = openings(patrolRounds(planning(colour))).filter((time) => time.startsWith('01-10'));
    expect(onWholeDay.length).toBeGreaterThanOrEqual(2);
  });

  test('have keys of their own', () => {
    const keys = patrolRounds(planning('red')).map(({ round }) => round.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the table of rules', () => {
  test('the hazard’s before the default, the campaign’s before the shared one', () => {
    const overrides = {
      default: { blue: { known: { minutes: 99 }, ladders: { known: 'warning-red', patrol: 'own' } } },
      'carbon-monoxide': { blue: { ladders: { known: 'warning-orange' } } },
    } as const;
    const rule = ruleFor(warningRules(), overrides, { hazard: 'carbon-monoxide', colour: 'blue' });
    expect(rule).toMatchObject({
      urgent: true,
      known: { minutes: 99 },
      sent: { hours: 10 },
      ladders: { known: 'warning-orange', sent: 'warning-late', patrol: 'own' },
    });
  });

  test('every hazard has a rule for every colour, stricter from colour to colour', () => {
    for (const hazard of HAZARDS) {
      const rules = COLOURS.map((colour) => ruleFor(warningRules(), {}, { hazard, colour }));
      for (const step of STEPS) {
        const within = rules.map((rule) => minutesIn(rule[step]));
        expect(within).toEqual([...within].sort((a, b) => b - a));
      }
      for (const colour of COLOURS) {
        const rule = ruleFor(warningRules(), {}, { hazard, colour });
        const [known] = acknowledgementRounds({ ...planning(colour, local('2027-01-09', '10:00')), hazard, rule });
        const { deputy = '', township = '', county: above = '' } = known ? times(known.round) : {};
        expect(deputy <= (known?.round.dueAt ?? '')).toBe(true);
        expect(deputy < township && township < above).toBe(true);
      }
    }
  });

  test('a feed without colours finds its rule by severity', () => {
    expect(ruleColour({ colour: null, severity: 'severe' })).toBe('orange');
    expect(ruleColour({ colour: 'red', severity: 'minor' })).toBe('red');
  });
});

describe('how an alert changes', () => {
  const standing = (colour: Colour, endsAt = '2027-01-10T00:00:00.000Z') => ({ colour, endsAt, headline: '' });

  test.each([
    [null, standing('blue'), 'opened'],
    [standing('blue'), standing('orange'), 'upgraded'],
    [standing('orange'), standing('yellow'), 'downgraded'],
    [standing('blue'), standing('blue', '2027-01-11T00:00:00.000Z'), 'extended'],
    [standing('blue'), standing('blue'), 'same'],
    [standing('blue'), null, 'over'],
  ] as const)('%j, then %j: %s', (before, present, change) => {
    expect(changeOf(before, present)).toBe(change);
  });

  test('of two offices that warn of one place the worse counts, and the later end', () => {
    const worst = worstOf([standing('yellow', '2027-01-12T00:00:00.000Z'), standing('orange')]);
    expect(worst).toMatchObject({ colour: 'orange', endsAt: '2027-01-12T00:00:00.000Z' });
    expect(worstOf([])).toBeNull();
  });
});

describe('where an alert is answered', () => {
  const region = (code: string, parent: string | null, kind: string) => ({ code, parent, kind, name: code, level: 1 });
  const CITY = [
    region('C', null, 'city'),
    ...['A', 'B'].flatMap((name) => [
      region(name, 'C', 'county'),
      region(`${name}t`, name, 'township'),
      region(`${name}v`, `${name}t`, 'village'),
    ]),
  ];

  test('a city is answered county by county, a township by itself', () => {
    expect(alertAreas(CITY, { warned: ['C'], of: 'village' })).toEqual(['A', 'B']);
    expect(alertAreas(CITY, { warned: ['Bt', 'A'], of: 'village' })).toEqual(['Bt', 'A']);
  });

  test('no superior above the scope gets a message', () => {
    const of = { of: 'village' };
    expect(kindsAbove(regionTree(CITY), { scope: 'C', within: 'A' }, of)).toEqual(['township', 'county', 'city']);
    expect(kindsAbove(regionTree(CITY), { scope: 'A' }, of)).toEqual(['township', 'county']);
    expect(kindsAbove(regionTree(CITY), { scope: 'Av' }, of)).toEqual([]);
    expect(kindsAbove(regionTree(CITY), { scope: 'C' }, { of: 'group' })).toEqual([]);
  });

  test.each([
    ['township', ['township', 'county'], 1],
    ['county', ['township', 'county'], 2],
    ['township', ['village', 'township', 'county'], 2],
    // Without a township the superior right above takes its place; a county gets the messages of a county.
    ['township', ['city'], 1],
    ['township', ['county', 'city'], null],
    ['county', ['township', 'city'], null],
    ['township', [], null],
  ])('the %s above %j is level %s', (of, above, level) => {
    expect(levelOf({ up: 0, of }, above)).toBe(level);
  });
});
