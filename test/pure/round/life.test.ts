import fc from 'fast-check';
import type { Rung } from '../../../domain/campaign/plan';
import { type Instant, instant, latest } from '../../../domain/instant';
import { rungKey } from '../../../domain/round/ladder';
import {
  newRound,
  nextOfRound,
  type RoundEvent,
  type RoundLife,
  type RoundStep,
  roundAfter,
} from '../../../domain/round/life';
import type { RungKind } from '../../../domain/round/rung-kinds';
import { emptyTally, type Tally } from '../../../domain/round/tally';

const BEGIN = Date.UTC(2026, 11, 1);
const HOUR_MS = 3_600_000;
const at = (hour: number): Instant => instant(BEGIN + hour * HOUR_MS);
const DUE = 30;
const LOCK = 40;

const rung = (id: string, hour: number, kind: RungKind = 'reminder', up = 0): Rung => ({
  id,
  at: at(hour),
  kind,
  message: kind,
  audience: { up, deputy: false },
  channels: ['sms'],
  send: 'first',
  validUntil: at(1000),
});

const planned = (rungs: Rung[]): RoundLife['plan'] => ({
  key: 'survey',
  stage: 'survey',
  ask: 'village',
  of: 'village',
  form: 'people',
  opensAt: at(0),
  dueAt: at(DUE),
  locksAt: at(LOCK),
  rungs,
  milestones: [],
});

/** The life of a round, step by step, with the instant of each step. */
interface Lived {
  steps: { step: RoundStep; now: Instant; paused: boolean; came: RoundEvent['is'] | null }[];
  life: RoundLife;
}

/** More steps than any life in these tests, so that an endless one fails. */
const MOST_STEPS = 2000;

/**
 * Plays the life of a round: time stands still during steps, and moves while the round rests.
 * @param said signals, by hour @param fails true if the nth attempt at an action fails for good
 */
function live(born: RoundLife, said: { hour: number; event: RoundEvent }[], fails: (n: number) => boolean): Lived {
  const coming = [...said].sort((a, b) => a.hour - b.hour);
  const steps: Lived['steps'] = [];
  let life = born;
  let now = at(0);
  for (let n = 0; n < MOST_STEPS; n++) {
    const step = nextOfRound(life, now);
    const came = step.do === 'end' || step.do === 'rest' ? null : outcomeOf(step, fails(n), now);
    steps.push({ step, now, paused: life.paused, came: came?.is ?? null });
    if (step.do === 'end') return { steps, life };
    if (came) {
      life = roundAfter(life, came);
      continue;
    }
    const said = coming[0] ? at(coming[0].hour) : null;
    const until = step.do === 'rest' ? step.until : null;
    if (said === null && until === null) return { steps, life };
    if (said === null || (until !== null && until < said)) {
      now = until ?? now;
      continue;
    }
    now = latest(now, said) ?? now;
    const [next] = coming.splice(0, 1);
    if (next) life = roundAfter(life, next.event);
  }
  throw new Error('It goes round in circles.');
}

function outcomeOf(step: Exclude<RoundStep, { do: 'rest' | 'end' }>, failed: boolean, now: Instant): RoundEvent {
  switch (step.do) {
    case 'open':
      return failed ? { is: 'failed', step: 'open', now } : { is: 'opened' };
    case 'skip':
      return { is: 'skipped', rungs: step.rungs };
    case 'climb':
      return failed ? { is: 'failed', step: rungKey(step.rung), now } : { is: 'climbed', rung: step.rung };
    case 'tell-cancelled':
      return { is: 'told' };
    case 'count':
      return { is: 'counted', news: step.news, tally: failed ? null : emptyTally() };
    case 'settle':
      return { is: 'settled', as: step.as, tally: failed ? null : emptyTally() };
  }
}

const never = () => false;
const done = ({ steps }: Lived) => steps.map(({ step }) => (step.do === 'climb' ? step.rung.id : step.do));

test('a round opens, climbs as its rungs fall due, counts after each, and settles at the lock', () => {
  const lived = live(newRound(planned([rung('task', 0, 'task'), rung('early', 20)])), [], never);
  expect(done(lived)).toEqual(['open', 'task', 'count', 'rest', 'early', 'count', 'rest', 'settle', 'end']);
  expect(lived.life.ending).toEqual({ as: 'locked' });
});

test('one that asks about cases ends once every unit has answered; what is due goes out first', () => {
  const cases = newRound(planned([rung('task', 0, 'task'), rung('due', DUE)]), { untilAnswered: true });
  const lived = (['opened', 'counted'] as const).reduce(
    (life, is) => roundAfter(life, is === 'opened' ? { is } : { is, news: 1, tally: { ...emptyTally(), missing: 2 } }),
    cases,
  );
  const climbed = roundAfter(lived, { is: 'climbed', rung: rung('task', 0, 'task') });
  expect(nextOfRound(lived, at(1))).toMatchObject({ do: 'climb' });
  const reported = roundAfter(climbed, { is: 'reported' });
  expect(nextOfRound(reported, at(1))).toMatchObject({ do: 'count' });
  const counted = (tally: Tally | null) => roundAfter(reported, { is: 'counted', news: reported.news, tally });
  expect(nextOfRound(counted(emptyTally()), at(1))).toEqual({ do: 'settle', as: { as: 'closed' } });
  for (const tally of [null, { ...emptyTally(), missing: 1 }])
    expect(nextOfRound(counted(tally), at(1))).toMatchObject({ do: 'rest' });
});

test('a rung that counts as well leaves nothing to count, except what came meanwhile', () => {
  const born = newRound(planned([rung('task', 0, 'task')]));
  const opened = roundAfter(born, { is: 'opened' });
  const step = nextOfRound(opened, at(1));
  const news = step.do === 'climb' ? step.news : -1;
  const climbed: RoundEvent = {
    ...{ is: 'climbed', rung: rung('task', 0, 'task') },
    counted: { news, tally: { ...emptyTally(), missing: 2 } },
  };
  const after = roundAfter(opened, climbed);
  expect(after.tally.missing).toBe(2);
  expect(nextOfRound(after, at(1))).toMatchObject({ do: 'rest' });
  expect(nextOfRound(roundAfter(roundAfter(opened, { is: 'reported' }), climbed), at(1))).toMatchObject({
    do: 'count',
  });
});

test('what came while it was counted is counted again', () => {
  const opened = roundAfter(newRound(planned([])), { is: 'opened' });
  const counting = nextOfRound(opened, at(0));
  const counted = roundAfter(roundAfter(opened, { is: 'reported' }), {
    is: 'counted',
    news: counting.do === 'count' ? counting.news : 0,
    tally: emptyTally(),
  });
  expect(nextOfRound(counted, at(0)).do).toBe('count');
});

test('a pause holds back rungs and lock; of what it has missed the latest goes out', () => {
  const rungs = [rung('one', 10), rung('two', 12), rung('three', 50, 'locked')];
  const lived = live(
    newRound(planned(rungs)),
    [
      { hour: 5, event: { is: 'paused' } },
      { hour: 45, event: { is: 'resumed' } },
    ],
    never,
  );
  expect(done(lived).filter((what) => !['count', 'rest'].includes(what))).toEqual([
    'open',
    'skip',
    'two',
    'three',
    'settle',
    'end',
  ]);
});

test('one that is cancelled tells the units once, whatever comes of it, and settles', () => {
  const cancelled: RoundEvent = { is: 'ended', ending: { as: 'cancelled', reason: 7 } };
  const lived = live(newRound(planned([rung('early', 20)])), [{ hour: 10, event: cancelled }], never);
  expect(done(lived)).toEqual(['open', 'count', 'rest', 'tell-cancelled', 'settle', 'end']);
  expect(lived.steps.at(-3)?.step).toMatchObject({ rung: { message: 'cancelled', reason: 7 } });
  expect(lived.life.ending).toEqual({ as: 'cancelled', reason: 7 });
});

test('a step that fails is tried again an hour later, and what comes after it is not held up', () => {
  const [one, two] = [rung('one', 10, 'task'), rung('two', 10, 'digest', 1)];
  const lived = live(newRound(planned([one, two])), [], (n) => n === 3);
  const climbs = lived.steps.filter(({ step }) => step.do === 'climb');
  expect(climbs.map(({ step, now }) => [step.do === 'climb' && step.rung.id, now])).toEqual([
    ['one', at(10)],
    ['two', at(10)],
    ['one', at(11)],
  ]);
});

describe('whatever happens', () => {
  const KINDS: RungKind[] = ['task', 'reminder', 'digest', 'chase', 'raise', 'call-list', 'locked'];
  const ladders = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...KINDS), fc.integer({ min: 0, max: 2 })), {
      maxLength: 8,
    })
    .map((drawn) => drawn.map(([hour, kind, up], n) => rung(`r${n}`, hour, kind, up)));
  const events = fc.oneof(
    fc.constant<RoundEvent>({ is: 'reported' }),
    fc.constant<RoundEvent>({ is: 'paused' }),
    fc.constant<RoundEvent>({ is: 'resumed' }),
    fc.constantFrom<RoundEvent>(
      { is: 'ended', ending: { as: 'closed' } },
      { is: 'ended', ending: { as: 'cancelled' } },
    ),
  );
  const said = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 70 }), fc.option(ladders, { nil: null, freq: 3 }), events, fc.nat(30))
      .map(([hour, ladder, event, later]) => ({
        hour,
        event: ladder
          ? ({
              is: 'amended',
              now: at(hour),
              dates: { rungs: ladder, dueAt: at(DUE + later), locksAt: at(LOCK + later) },
            } satisfies RoundEvent)
          : event,
      })),
    { maxLength: 8 },
  );
  /** In these tests no campaign stays paused for ever. */
  const resumed = { hour: 80, event: { is: 'resumed' } as const };
  const lives = fc
    .tuple(ladders, said, fc.uniqueArray(fc.nat(60)))
    .map(([ladder, events, failing]) =>
      live(newRound(planned(ladder)), [...events, resumed], (n) => failing.includes(n)),
    );

  const climbed = ({ steps }: Lived) =>
    steps.flatMap(({ step, came }) => (step.do === 'climb' && came === 'climbed' ? [rungKey(step.rung)] : []));

  test('it ends, and once: it settles last, and nothing comes after that', () => {
    fc.assert(
      fc.property(lives, ({ steps, life }) => {
        expect(steps.at(-1)?.step.do).toBe('end');
        expect(steps.filter(({ step }) => step.do === 'settle')).toHaveLength(1);
        expect(steps.at(-2)?.step.do).toBe('settle');
        expect(life.settled).toBe(true);
      }),
    );
  });

  test('no rung is climbed twice, none before its instant, none in a pause, none before the round is open', () => {
    fc.assert(
      fc.property(lives, (lived) => {
        expect(new Set(climbed(lived)).size).toBe(climbed(lived).length);
        expect(new Set(lived.life.done).size).toBe(lived.life.done.length);
        const opened = lived.steps.findIndex(({ came }) => came === 'opened');
        lived.steps.forEach(({ step, now, paused }, n) => {
          if (step.do !== 'climb') return;
          expect([step.rung.at <= now, paused, n > opened]).toEqual([true, false, true]);
        });
      }),
    );
  });

  test('a rung that was climbed once is not climbed again, though the ladder is computed anew', () => {
    fc.assert(
      fc.property(ladders, fc.nat(20), (ladder, hour) => {
        const amended = { is: 'amended', now: at(hour), dates: planned(ladder) } as const;
        const { steps } = live(newRound(planned(ladder)), [{ hour, event: amended }], never);
        const ids = steps.flatMap(({ step }) => (step.do === 'climb' ? [step.rung.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
