import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { walk } from '../../../domain/campaign/calendar/moments';
import { levelOf } from '../../../domain/campaign/compile/levels';
import { type Ladders, ladder, type RungDefinition } from '../../../domain/campaign/definition/ladder';
import { ladderFindings } from '../../../domain/campaign/definition/rules/rules-of-ladders';
import type { RoundPlan } from '../../../domain/campaign/plan';
import { type Instant, instant } from '../../../domain/instant';
import { FIXED_KINDS } from '../../../domain/people/region-kinds';
import { type AlertPlanning, acknowledgementRounds } from '../../../domain/warning/alert/alert-plan';
import { readRuleTable } from '../../../domain/warning/alert/read-rules';
import { laddersFor, ruleFor } from '../../../domain/warning/alert/rules';
import { COLOURS } from '../../../domain/warning/feed/warning';
import { definitionFile, planOf } from '../../support/campaigns/field-plans';
import { times } from '../../support/campaigns/plans';
import { faultsInFile, faultsOf, planned } from '../../support/faults';

const calendar = createCalendar({
  zone: 'Asia/Shanghai',
  holidays: 'cn',
  quietHours: { from: '21:00', to: '07:30' },
  workingHours: { from: '08:30', to: '17:30' },
});

interface Warned {
  known: readonly RungDefinition[];
  now: Instant;
  colour?: AlertPlanning['colour'];
  above?: readonly string[];
}

/** @returns the round of 已知晓 of a warning that lasts two days, with the campaign's own ladder */
function knownRound({ known, now, colour = 'orange', above = ['township', 'county'] }: Warned) {
  const own: Ladders = { own: known };
  const overrides = { default: { [colour]: { ladders: { known: 'own' } } } };
  const rule = ruleFor(warningRules(), overrides, { hazard: 'snow', colour });
  const ladders = laddersFor(warningRules(), own);
  const endsAt = instant(Date.parse(now) + 48 * 3_600_000);
  const about = { name: 'snow-0109', hazard: 'snow', colour, rise: 1, of: 'village' } as const;
  const [round] = acknowledgementRounds({ ...about, rule, ladders, above, calendar, now, endsAt });
  if (!round) throw new Error('a warning asks nothing');
  return { rule, round: round.round };
}

const at = (round: Pick<RoundPlan, 'rungs'>, id: string) => {
  const found = times(round)[id];
  return found && `${calendar.dayOf(found).slice(5)} ${calendar.timeOf(found)}`;
};

describe('a ladder of a campaign’s own', () => {
  const rungs = (...written: object[]) => ladder.parse(written);
  const night = calendar.at('2027-01-09', '02:50');

  test('counts from the warning, from its deadlines and from the lock of its round', () => {
    const { round } = knownRound({
      now: night,
      known: rungs(
        { id: 'warning', kind: 'task', at: { from: 'start' } },
        { id: 'before', kind: 'reminder', at: { from: 'known', minutes: -5 } },
        { id: 'township', kind: 'chase', of: 'township', at: { from: 'known' }, acknowledgeBy: { from: 'sent' } },
        { id: 'county', kind: 'digest', of: 'county', at: { from: 'sent', minutes: 10 } },
        { id: 'morning', kind: 'reminder', at: { from: 'start', time: '08:00' } },
        { id: 'done', kind: 'reminder', at: { from: 'done' } },
        { id: 'last', kind: 'reminder', at: { from: 'lock', hours: -1 } },
      ),
    });
    // Orange: known within 30 minutes, sent within 2 hours, done within 8; it lasts two days.
    expect(round.rungs.map(({ id }) => [id, at(round, id)])).toEqual([
      ['warning', '01-09 02:50'],
      ['before', '01-09 03:15'],
      ['township', '01-09 03:20'],
      ['county', '01-09 05:00'],
      ['morning', '01-09 08:00'],
      ['done', '01-09 10:50'],
      ['last', '01-11 01:50'],
    ]);
    const [chase] = round.rungs.filter(({ kind }) => kind === 'chase');
    expect(chase?.acknowledgeBy).toBe(calendar.at('2027-01-09', '04:50'));
    expect(chase?.audience.up).toBe(1);
  });

  test('climbs in waking hours, unless the warning is urgent', () => {
    const known = rungs({ id: 'warning', kind: 'task', at: { from: 'start', minutes: 10 } });
    expect(at(knownRound({ known, now: night }).round, 'warning')).toBe('01-09 03:00');
    expect(at(knownRound({ known, now: night, colour: 'yellow' }).round, 'warning')).toBe('01-09 07:40');
  });

  test('a chase that must be acknowledged within some time goes up by itself, as in any other ladder', () => {
    const known = rungs({
      id: 'chase',
      kind: 'chase',
      of: 'township',
      at: { from: 'known' },
      acknowledgeWithin: { minutes: 20 },
    });
    const { round } = knownRound({ known, now: night });
    expect(round.rungs.map(({ id, kind, audience }) => [at(round, id), kind, audience.up])).toEqual([
      ['01-09 03:20', 'chase', 1],
      ['01-09 03:40', 'raise', 2],
    ]);
  });
});

describe('whatever ladder is written', () => {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  /** Without the keys that were not drawn: an optional key must not hold `undefined`. */
  const drawn = <T extends object>(record: fc.Arbitrary<T>) =>
    record.map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
  const moment = drawn(
    fc.record({
      from: fc.constantFrom('start', 'known', 'sent', 'done', 'opens', 'due', 'lock'),
      days: maybe(fc.integer({ min: -2, max: 3 })),
      workingDays: maybe(fc.integer({ min: -2, max: 3 })),
      hours: maybe(fc.integer({ min: -30, max: 30 })),
      minutes: maybe(fc.integer({ min: -90, max: 90 })),
      time: maybe(fc.constantFrom('00:00', '06:59', '07:30', '12:00', '21:00', '24:00')),
    }),
  );
  const level = fc.oneof(
    fc.record({ up: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ of: fc.constantFrom(...FIXED_KINDS.map(({ code }) => code)) }),
  );
  const told = fc.record({ kind: fc.constantFrom('task', 'reminder', 'call-list'), at: moment, deputy: fc.boolean() });
  const digest = fc.tuple(fc.record({ kind: fc.constant('digest'), at: moment }), level);
  const answer = fc.oneof(
    fc.record({ acknowledgeBy: moment }),
    fc.record({ acknowledgeWithin: fc.constantFrom({ minutes: 20 }, { workingHours: 4 }) }),
  );
  const chase = fc.tuple(fc.record({ kind: fc.constant('chase'), at: moment }), level, answer);
  const step = fc.oneof(
    told,
    digest.map((parts) => Object.assign({}, ...parts)),
    chase.map((parts) => Object.assign({}, ...parts)),
  );
  const ladders = fc
    .array(step, { minLength: 1, maxLength: 12 })
    .map((steps) => ladder.parse(steps.map((one, nr) => ({ ...one, id: `rung-${nr}` }))));
  const warned = fc.record({
    known: ladders,
    now: fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minute) => instant(Date.UTC(2027, 0, 4) + minute * 60_000)),
    colour: fc.constantFrom(...COLOURS),
    above: fc.constantFrom([], ['county'], ['city'], ['township', 'county'], ['village', 'township', 'county', 'city']),
  });

  test('its rungs come in order, within the round, within the scope, and in waking hours unless it is urgent', () => {
    fc.assert(
      fc.property(warned, ({ above, ...rest }) => {
        expect(ladderFindings({ ladders: { own: rest.known }, messages: {} })).toEqual([]);
        const { round, rule } = knownRound({ ...rest, above });
        const instants = round.rungs.map((rung) => rung.at);
        expect(instants).toEqual([...instants].sort());
        expect(new Set(round.rungs.map(({ id }) => id)).size).toBe(round.rungs.length);
        for (const rung of round.rungs) {
          expect(rung.at >= round.opensAt && rung.at < round.locksAt).toBe(true);
          expect(rung.audience.up).toBeLessThanOrEqual(above.length);
          expect(rung.validUntil).toBe(round.locksAt);
          expect(rung.urgent ?? false).toBe(rule.urgent);
          if (!rule.urgent) expect(calendar.afterQuiet(rung.at)).toBe(rung.at);
          if (rung.kind !== 'chase') continue;
          const by = rung.acknowledgeBy ?? '';
          expect(by >= rung.at && by <= round.locksAt).toBe(true);
        }
      }),
    );
  });

  test('nothing goes up by itself where the ladder says by when a chase is to be acknowledged', () => {
    fc.assert(
      fc.property(warned, (drawnWarning) => {
        const { round } = knownRound(drawnWarning);
        const explicit = drawnWarning.known.filter(({ acknowledgeBy }) => acknowledgeBy).map(({ id }) => id);
        expect(round.rungs.filter(({ raises }) => raises && explicit.includes(raises))).toEqual([]);
      }),
    );
  });

  test('an urgent rung falls where its distance says, unless that is outside, above, or said by another', () => {
    fc.assert(
      fc.property(warned, (drawnWarning) => {
        const { round } = knownRound({ ...drawnWarning, colour: 'red' });
        const start = round.opensAt;
        const late = (minutes: number) => instant(Date.parse(start) + minutes * 60_000);
        // Red: known within 5 minutes, sent within an hour, done within 4.
        const dates = { start, opens: start, known: late(5), due: late(5), sent: late(60), done: late(240) };
        for (const { id, kind, at: moved, ...level } of drawnWarning.known) {
          const { from } = moved;
          if (from === 'milestone') throw new Error('No warning has a milestone.');
          const wanted = walk(calendar, { from, at: { ...dates, lock: round.locksAt }[from], distance: moved });
          const up = levelOf(level, drawnWarning.above);
          const isAway = up === null || wanted < round.opensAt || wanted >= round.locksAt;
          const isDouble = round.rungs.some(
            (rung) => rung.id !== id && rung.at === wanted && rung.kind === kind && rung.audience.up === up,
          );
          const laid = times(round)[id];
          if (laid === undefined) expect(isAway || isDouble).toBe(true);
          else expect([laid, isAway]).toEqual([wanted, false]);
        }
      }),
    );
  });
});

describe('a ladder that cannot be climbed is refused, with file, line and key', () => {
  const withLadder = (rung: string, rules = '{}', name = 'own') =>
    definitionFile({
      head: `warnings:\n  of: village\n  rules: ${rules}\nladders:\n  ${name}:\n    - { id: r, ${rung} }\n`,
    });
  const FOR_KNOWN = '{ cold-wave: { red: { ladders: { known: own } } } }';
  const FOR_PATROL = '{ cold-wave: { red: { ladders: { patrol: own } } } }';

  test.each<[string, string, object]>([
    [
      'a name that is none',
      withLadder('kind: task, at: { from: start }', '{ cold-wave: { red: { ladders: { known: owm } } } }'),
      {
        path: 'warnings.rules.cold-wave.red.ladders.known',
        message: 'there is no ladder "owm". Did you mean "own"?',
      },
    ],
    [
      'a moment that no round has',
      withLadder('kind: task, at: { from: begin }', FOR_KNOWN),
      {
        path: 'ladders.own[0].at.from',
        found: '"begin"',
        allowed: 'opens, due, lock, start, known, sent, done, milestone',
      },
    ],
    [
      'a moment of the warning in a ladder of patrols',
      withLadder('kind: task, at: { from: start }', FOR_PATROL),
      { path: 'ladders.own[0].at.from', found: '"start"', allowed: 'opens, due, lock' },
    ],
    [
      'the same in the ladder that stands for the shared one',
      withLadder('kind: task, at: { from: known }', '{}', 'warning-patrol'),
      { path: 'ladders.warning-patrol[0].at.from', found: '"known"', allowed: 'opens, due, lock' },
    ],
    [
      'a moment of the warning in the ladder of a stage',
      withLadder('kind: task, at: { from: sent }', '{}', 'default'),
      { path: 'ladders.default[0].at.from', found: '"sent"', allowed: 'opens, due, lock' },
    ],
    [
      'two levels at once',
      withLadder('kind: digest, up: 1, of: county, at: { from: start }', FOR_KNOWN),
      { path: 'ladders.own[0].up', message: 'only one of up and of can hold' },
    ],
    [
      'a superior who is asked like a unit',
      withLadder('kind: task, of: county, at: { from: start }', FOR_KNOWN),
      { path: 'ladders.own[0].of', found: '"county"' },
    ],
    [
      'two ways to acknowledge',
      withLadder(
        'kind: chase, of: county, at: { from: start }, acknowledgeWithin: { minutes: 5 }, acknowledgeBy: { from: lock }',
        FOR_KNOWN,
      ),
      { path: 'ladders.own[0].acknowledgeBy' },
    ],
    [
      'a reminder that is to be acknowledged',
      withLadder('kind: reminder, at: { from: start }, acknowledgeBy: { from: lock }', FOR_KNOWN),
      { path: 'ladders.own[0].acknowledgeBy', message: 'a "reminder" is not acknowledged' },
    ],
    [
      'a deadline without a length',
      withLadder('kind: task, at: { from: start }', '{ cold-wave: { red: { known: {}, ladders: { known: own } } } }'),
      { path: 'warnings.rules.cold-wave.red.known', allowed: 'hours, minutes or both, more than 0' },
    ],
  ])('%s', (_, yaml, fault) => {
    const [found, ...others] = faultsInFile(yaml);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ file: 'sample.yaml', ...fault });
    const key = found?.path.split('.').at(-1) ?? '';
    expect(yaml.split('\n')[(found?.line ?? 0) - 1]).toContain(key);
  });

  test('a kind of region that the register does not have', () => {
    const yaml = withLadder('kind: digest, of: townshp, at: { from: start }', FOR_KNOWN);
    const register = { file: 'sample.yaml', language: 'en', regions: [], kinds: FIXED_KINDS } as const;
    const found = faultsOf(() => planned(yaml, register)).find(({ path }) => path === 'ladders.own[0].of');
    expect(found?.message).toBe('there is no kind of region "townshp". Did you mean "township"?');
    expect(yaml.split('\n')[(found?.line ?? 0) - 1]).toContain('of: townshp');
  });

  test('in Chinese too', () => {
    const [fault] = faultsInFile(withLadder('kind: task, at: { from: start }', FOR_PATROL), 'zh-CN');
    expect(fault?.message).toBe('“start”是预警的时间，只有预警叫应（已知晓、已派人、已完成）的阶梯能从它算起');
  });

  test('one that warnings climb counts as used, one that nothing names does not', () => {
    const own = (rules: string, name?: string) =>
      planOf(withLadder('kind: task, at: { from: start }', rules, name)).warnings.filter((one) => one.includes('阶梯'));
    expect(own(FOR_KNOWN)).toEqual([]);
    expect(own('{}', 'warning-red')).toEqual([]);
    expect(own('{}')).toEqual(['阶梯“own”没有用到']);
  });

  test('one by which no unit hears of the warning is warned of, unless it is of later steps', () => {
    const DIGEST = 'kind: digest, of: county, at: { from: due }';
    const silent = (rules: string, name?: string) =>
      planOf(withLadder(DIGEST, rules, name)).warnings.filter((one) => one.includes('不会知道要报什么'));
    expect(silent(FOR_KNOWN)).toEqual(['own：没有一条布置或催报会发给填报单位，他们不会知道要报什么']);
    expect(silent('{}', 'warning-patrol')).toHaveLength(1);
    expect(silent('{}', 'warning-late')).toEqual([]);
    expect(silent('{ cold-wave: { red: { ladders: { done: own } } } }')).toEqual([]);
  });

  describe('in the shared table', () => {
    const TABLE = readFileSync(join(ROOT, 'config/warning-rules.yaml'), 'utf8');
    const lineOf = (text: string) => TABLE.split('\n').findIndex((line) => line.includes(text)) + 1;
    const faults = (from: string, to: string) => {
      expect(TABLE).toContain(from);
      return faultsOf(() => readRuleTable(TABLE.replace(from, to), { file: 'rules.yaml' }));
    };

    test.each<[string, string, string, object]>([
      ['a word that is none', 'patrolsAt: [', 'patrolAt: [', { path: 'default.blue.patrolAt' }],
      ['a kind of rung that is none', 'kind: digest,', 'kind: diggest,', { path: 'ladders.warning-blue[1].kind' }],
      ['a name that is none', 'patrol: warning-patrol', 'patrol: patrol', { path: 'default.blue.ladders.patrol' }],
      ['a message that is none', 'message: patrol', 'message: patroll', { path: 'ladders.warning-patrol[0].message' }],
      [
        'a moment that a patrol does not have',
        '{ id: patrol, kind: task, at: { from: opens }',
        '{ id: patrol, kind: task, at: { from: start }',
        { path: 'ladders.warning-patrol[0].at.from' },
      ],
    ])('%s', (_, from, to, fault) => {
      const found = faults(from, to);
      expect(found).toContainEqual(expect.objectContaining({ file: 'rules.yaml', line: expect.any(Number), ...fault }));
      expect(found.some(({ line }) => line === lineOf(from))).toBe(true);
    });

    test('a ladder that every table has cannot be left out', () => {
      expect(faults('  warning-revisit:\n', '  warning-revisits:\n')).toMatchObject([
        { path: 'ladders.warning-revisit', found: 'nothing' },
      ]);
    });
  });
});
