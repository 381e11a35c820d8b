import fc from 'fast-check';
import type { Rung } from '../../../domain/campaign/plan';
import { type Instant, instant } from '../../../domain/instant';
import type { UnplannedRound } from '../../../domain/round/round';
import { changeOf } from '../../../domain/warning/alert/alert';
import type { Assessment } from '../../../domain/warning/alert/assessment';
import {
  type AlertEvent,
  type AlertLife,
  type AlertStep,
  alertAfter,
  newAlert,
  nextOfAlert,
  openRoundsOf,
} from '../../../domain/warning/alert/life';
import { STEPS } from '../../../domain/warning/alert/steps';
import { COLOURS, type Colour } from '../../../domain/warning/feed/warning';

const at = (hour: number): Instant => instant(Date.UTC(2026, 11, 1) + hour * 3_600_000);
const PATROL_LOCK_H = 6;

const round = (key: string, ask: string, hour: number): UnplannedRound => ({
  title: { 'zh-CN': key, en: key },
  round: {
    key,
    stage: 'warning',
    ask,
    of: 'village',
    form: ask,
    opensAt: at(hour),
    dueAt: at(hour + 3),
    locksAt: at(hour + PATROL_LOCK_H),
    rungs: [],
    milestones: [],
  },
});

const over: Rung = {
  id: 'over',
  at: at(0),
  kind: 'notice',
  message: 'warning-over',
  audience: { up: 0, deputy: false },
  channels: ['sms'],
  send: 'first',
  validUntil: at(1000),
};

/** The weather, by hour: the colour from then on, and its end if no more news come. */
interface Weather {
  hour: number;
  colour: Colour | null;
  lasts: number;
}

/** The outside world: the weather, the steps that fail, and the hour in which the campaign is cancelled. */
interface World {
  weather: readonly Weather[];
  fails: (n: number) => boolean;
  cancelledAt: number | null;
}

interface Lived {
  steps: { step: AlertStep; hour: number; open: readonly string[] }[];
  life: AlertLife;
}

const MOST_STEPS = 2000;

/** Plays the life of an alert. Rounds settle when they are called off, and patrols six hours after their opening. */
function live({ weather, fails, cancelledAt }: World): Lived {
  const steps: Lived['steps'] = [];
  const coming = [...weather].sort((a, b) => a.hour - b.hour);
  const patrols = new Map<string, number>();
  let life = newAlert();
  let hour = coming[0]?.hour ?? 0;
  let isCancelled = false;
  const hear = (event: AlertEvent) => {
    life = alertAfter(life, event);
  };
  const settle = (id: string) =>
    hear({ is: 'settled', outcome: { id, at: at(hour), as: 'closed', expected: 1, onTime: 0, late: 0, missing: 1 } });
  const present = () => {
    const last = coming.findLast((one) => one.hour <= hour);
    if (!last?.colour || last.hour + last.lasts <= hour) return null;
    return { colour: last.colour, endsAt: at(last.hour + last.lasts), headline: '' };
  };
  for (let n = 0; n < MOST_STEPS; n++) {
    const step = nextOfAlert(life, at(hour));
    steps.push({ step, hour, open: openRoundsOf(life) });
    if (step.do === 'end') return { steps, life };
    if (step.do === 'rest') {
      const due = [...patrols].find(([id, until]) => until <= hour && openRoundsOf(life).includes(id));
      if (due) settle(due[0]);
      else {
        hour += 1;
        if (coming.some((one) => one.hour === hour)) hear({ is: 'news' });
        if (cancelledAt !== null && hour >= cancelledAt && !isCancelled) {
          isCancelled = true;
          hear({ is: 'cancelled' });
        }
      }
      continue;
    }
    if ('callOff' in step) step.callOff.forEach(settle);
    if (step.do === 'call-off') step.rounds.forEach(settle);
    if (step.do === 'answer') for (const { round } of step.found.acknowledge) hear(openedOf(round));
    if (step.do === 'patrol')
      for (const { round } of step.due) {
        patrols.set(round.key, hour + PATROL_LOCK_H);
        hear(openedOf(round));
      }
    hear(outcomeOf(step, { failed: fails(n), hour, n, present: present() }));
  }
  throw new Error('It goes round in circles.');
}

const openedOf = ({ key, ask }: UnplannedRound['round']): AlertEvent => ({ is: 'opened', id: key, ask });

interface Moment {
  failed: boolean;
  hour: number;
  n: number;
  present: { colour: Colour; endsAt: Instant; headline: string } | null;
}

function outcomeOf(step: Exclude<AlertStep, { do: 'rest' | 'end' }>, { failed, hour, n, present }: Moment): AlertEvent {
  switch (step.do) {
    case 'assess':
      return failed
        ? { is: 'failed', step: 'assess', now: at(hour) }
        : { is: 'assessed', news: step.news, found: assessment(step.before, { present, hour, n }) };
    case 'answer':
      return { is: 'answered' };
    case 'extend':
      return { is: 'extended' };
    case 'note-over':
      return { is: 'noted-over', ended: present === null };
    case 'tell-over':
      return { is: 'told-over' };
    case 'patrol':
      return { is: 'patrolled', until: step.until };
    case 'look-after':
      return { is: 'looked-after', round: step.round, lots: 2 };
    case 'call-off':
      return { is: 'called-off' };
  }
}

function assessment(
  before: Assessment['standing'],
  { present, hour, n }: Pick<Moment, 'present' | 'hour' | 'n'>,
): Assessment {
  const change = changeOf(before, present);
  const worse = change === 'opened' || change === 'upgraded';
  return {
    change,
    standing: present && { colour: present.colour, endsAt: present.endsAt },
    acknowledge: worse ? STEPS.map((ask) => round(`${n}.${ask}`, ask, hour)) : [],
    patrols:
      present === null || change === 'same'
        ? []
        : [2, 9].map((later) => round(`${n}.p${later}`, 'patrol', hour + later)),
    extend: [],
    over,
  };
}

const never = () => false;
const done = ({ steps }: Lived) => steps.map(({ step }) => step.do).filter((what) => what !== 'rest');

test('a warning is answered, patrolled, and told over when it has run out', () => {
  const lived = live({ weather: [{ hour: 0, colour: 'blue', lasts: 5 }], fails: never, cancelledAt: null });
  expect(done(lived)).toEqual(['assess', 'answer', 'patrol', 'assess', 'note-over', 'tell-over', 'look-after', 'end']);
  expect(lived.life.lots).toBe(2);
});

test('one that grows worse calls off what asks about the weaker one, and asks anew', () => {
  const weather: Weather[] = [
    { hour: 0, colour: 'yellow', lasts: 20 },
    { hour: 1, colour: 'red', lasts: 20 },
  ];
  const answers = live({ weather, fails: never, cancelledAt: null }).steps.flatMap(({ step }) =>
    step.do === 'answer' ? [[step.callOff.length, step.found.acknowledge.length]] : [],
  );
  expect(answers).toEqual([
    [0, 3],
    [3, 3],
  ]);
});

test('what cannot be assessed is asked again in an hour, or at once when something arrives', () => {
  const failed = alertAfter(newAlert(), { is: 'failed', step: 'assess', now: at(0) });
  expect(nextOfAlert(failed, at(0))).toMatchObject({ do: 'rest', until: at(1) });
  expect(nextOfAlert(failed, at(1)).do).toBe('assess');
  expect(nextOfAlert(alertAfter(failed, { is: 'news' }), at(0)).do).toBe('assess');
});

test('a warning that comes while another is assessed is assessed after it', () => {
  const begun = newAlert();
  const step = nextOfAlert(begun, at(0));
  const found = assessment(null, { present: { colour: 'blue', endsAt: at(9), headline: '' }, hour: 0, n: 0 });
  const heard = alertAfter(begun, { is: 'news' });
  const assessed = alertAfter(heard, { is: 'assessed', news: step.do === 'assess' ? step.news : 0, found });
  expect(nextOfAlert(alertAfter(assessed, { is: 'answered' }), at(0)).do).toBe('assess');
});

describe('whatever happens', () => {
  const weather = fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 60 }),
      colour: fc.option(fc.constantFrom(...COLOURS), { freq: 4 }),
      lasts: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const worlds = fc.record({
    weather,
    fails: fc.uniqueArray(fc.nat(60)).map((failing) => (n: number) => failing.includes(n)),
    cancelledAt: fc.option(fc.nat(80)),
  });

  test('it ends, with no round left open, and says once at most that it is over', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { steps, life } = live(world);
        expect(steps.at(-1)?.step.do).toBe('end');
        expect(life.over).toBe(true);
        expect(openRoundsOf(life)).toEqual([]);
        if (!life.cancelled) expect(life.toLookAfter).toEqual([]);
        expect(steps.filter(({ step }) => step.do === 'tell-over').length).toBeLessThanOrEqual(1);
        expect(steps.filter(({ step }) => step.do === 'call-off').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('no round is opened twice, none after it is over, no patrol before its time', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { steps } = live(world);
        const opened = steps.flatMap(({ step, hour }, n) =>
          step.do === 'answer'
            ? step.found.acknowledge.map(({ round }) => ({ key: round.key, n, early: false }))
            : step.do === 'patrol'
              ? step.due.map(({ round }) => ({ key: round.key, n, early: round.opensAt > at(hour) }))
              : [],
        );
        expect(new Set(opened.map(({ key }) => key)).size).toBe(opened.length);
        expect(opened.filter(({ early }) => early)).toEqual([]);
        const end = steps.findIndex(({ step }) => step.do === 'tell-over' || step.do === 'call-off');
        expect(opened.filter(({ n }) => end !== -1 && n > end)).toEqual([]);
      }),
    );
  });

  test('two sets of 叫应 never stand side by side', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const { open } of live(world).steps)
          expect(open.filter((id) => id.endsWith('.known')).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
