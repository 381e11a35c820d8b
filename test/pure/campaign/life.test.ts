import fc from 'fast-check';
import {
  asReopened,
  type CampaignEvent,
  type CampaignLife,
  type CampaignStep,
  campaignAfter,
  newCampaign,
  nextOfCampaign,
  runningRounds,
} from '../../../domain/campaign/life';
import type { Plan, RoundPlan } from '../../../domain/campaign/plan';
import { type Instant, instant } from '../../../domain/instant';
import { roundsInAreas } from '../../../domain/round/round';

const at = (hour: number): Instant => instant(Date.UTC(2026, 11, 1) + hour * 3_600_000);
const ROUND_LASTS_H = 12;

const round = (key: string, opens: number): RoundPlan => ({
  key,
  stage: 'survey',
  ask: 'village',
  of: 'village',
  form: 'people',
  opensAt: at(opens),
  dueAt: at(opens + 8),
  locksAt: at(opens + ROUND_LASTS_H),
  rungs: [],
  milestones: [],
  areas: [
    { code: '91', units: 3 },
    { code: '92', units: 2 },
  ],
});

const planOf = (openings: readonly number[]): Plan => ({
  campaign: '2026-relief-9',
  definition: 'relief',
  name: '小县',
  season: 2026,
  zone: 'Asia/Shanghai',
  scope: '9',
  startsAt: at(0),
  endsAt: at(100),
  stages: [
    {
      id: 'survey',
      kind: 'survey',
      name: '摸底',
      opensAt: at(0),
      dueAt: at(8),
      locksAt: at(12),
      rounds: openings.map((hour, n) => round(`survey.${n}`, hour)),
    },
  ],
  warnings: [],
});

/** A signal to a campaign, and its hour. */
interface Said {
  hour: number;
  event: CampaignEvent;
}

interface Lived {
  steps: { step: CampaignStep; paused: boolean; deciding: number; cancelled: boolean }[];
  life: CampaignLife;
}

const MOST_STEPS = 2000;

/** How many cases are open in which hour. */
type OpenCases = (hour: number) => number;

/** Plays the life of a campaign: each round settles some hours after its opening; after a cancellation, at once. */
function live(openings: readonly number[], said: readonly Said[], openCases: OpenCases = () => 0): Lived {
  const coming = [...said].sort((a, b) => a.hour - b.hour);
  const settling = new Map<string, number>();
  const steps: Lived['steps'] = [];
  let life = newCampaign(planOf(openings));
  let hour = 0;
  for (let n = 0; n < MOST_STEPS; n++) {
    const step = nextOfCampaign(life, at(hour));
    const { paused, deciding, cancelled } = life;
    steps.push({ step, paused, deciding, cancelled });
    if (step.do === 'end') return { steps, life };
    if (step.do === 'complete') life = campaignAfter(life, { is: 'completed' });
    else if (step.do === 'count-cases')
      life = campaignAfter(life, { is: 'cases-counted', news: step.news, open: openCases(hour) });
    else if (step.do === 'open')
      for (const { id } of step.due) {
        life = campaignAfter(life, { is: 'opened', rounds: [id] });
        settling.set(id, hour + ROUND_LASTS_H);
      }
    else {
      const ended = runningRounds(life).filter((id) => life.cancelled || (settling.get(id) ?? 0) <= hour);
      for (const round of ended) life = campaignAfter(life, { is: 'settled', rounds: [round] });
      if (ended.length > 0) continue;
      hour += 1;
      while (coming[0] && coming[0].hour <= hour) {
        const [next] = coming.splice(0, 1);
        if (next) life = campaignAfter(life, next.event);
      }
    }
  }
  throw new Error('It goes round in circles.');
}

const done = ({ steps }: Lived) => steps.map(({ step }) => step.do).filter((what) => what !== 'rest');
const opened = ({ steps }: Lived) =>
  steps.flatMap(({ step }) => (step.do === 'open' ? step.due.map(({ id }) => id) : []));

test('a campaign opens its rounds as they fall due, and completes when the last has settled', () => {
  const lived = live([0, 20], []);
  expect(done(lived)).toEqual(['open', 'open', 'count-cases', 'complete', 'end']);
  expect(opened(lived)).toHaveLength(4);
});

test('it does not end before an alert, nor before the cases that an alert has left behind', () => {
  const lived = live(
    [0],
    [
      { hour: 2, event: { is: 'alert-opened', id: 'alert' } },
      { hour: 40, event: { is: 'alert-ended', id: 'alert' } },
      { hour: 60, event: { is: 'cases-closed' } },
    ],
    (hour) => (hour < 60 ? 2 : 0),
  );
  expect(lived.steps.length).toBeGreaterThan(60);
  expect(done(lived)).toEqual(['open', 'count-cases', 'count-cases', 'complete', 'end']);
});

test('cases that close while they are being counted are counted again', () => {
  const counting = newCampaign(planOf([]));
  const counted = nextOfCampaign(counting, at(0));
  if (counted.do !== 'count-cases') throw new Error(counted.do);
  const meanwhile = campaignAfter(counting, { is: 'cases-closed' });
  const life = campaignAfter(meanwhile, { is: 'cases-counted', news: counted.news, open: 1 });
  expect(nextOfCampaign(life, at(0))).toEqual({ do: 'count-cases', news: counted.news + 1 });
});

test('nothing is opened while it is paused or a decision is carried out', () => {
  const events: Said[] = [
    { hour: 5, event: { is: 'paused' } },
    { hour: 25, event: { is: 'resumed' } },
    { hour: 35, event: { is: 'deciding' } },
    { hour: 45, event: { is: 'decided' } },
  ];
  for (const { step, paused, deciding } of live([10, 40], events).steps)
    if (step.do === 'open') expect([paused, deciding]).toEqual([false, 0]);
});

test('a round that is reopened is opened again, and says so to those who are silent', () => {
  const reopening = { at: at(30), reason: 3 };
  const lived = live(
    [0, 100],
    [{ hour: 30, event: { is: 'reopened', target: { key: 'survey.0', area: '91' }, reopening } }],
  );
  const [first] = roundsInAreas(planOf([0]));
  expect(opened(lived).filter((id) => id === first?.id)).toHaveLength(2);
  expect(lived.life.reopened).toEqual({ [first?.id ?? '']: reopening });
  const planned = first?.round as Parameters<typeof asReopened>[0];
  expect(asReopened(planned, reopening).rungs.map(({ message, reason }) => [message, reason])).toEqual([
    ['reopened', 3],
  ]);
  expect(asReopened(planned, { at: at(-1) }).rungs).toEqual([]);
});

describe('whatever happens', () => {
  const targets = fc.constantFrom({}, { key: 'survey' }, { key: 'survey.1' }, { key: 'survey.0', area: '92' });
  const events = fc.oneof(
    fc.constantFrom<CampaignEvent>({ is: 'paused' }, { is: 'resumed' }, { is: 'cancelled' }),
    targets.map<CampaignEvent>((target) => ({ is: 'closed', target })),
    targets.map<CampaignEvent>((target) => ({ is: 'reopened', target, reopening: { at: at(0) } })),
    fc.constantFrom('a', 'b').map<CampaignEvent>((id) => ({ is: 'alert-opened', id })),
    fc.constantFrom('a', 'b').map<CampaignEvent>((id) => ({ is: 'alert-ended', id })),
    fc.constant<CampaignEvent>({ is: 'cases-closed' }),
  );
  const said = fc.array(fc.record({ hour: fc.nat(70), event: events }), { maxLength: 10 });
  /** In these tests no campaign stays paused for ever, every alert ends, and the last case says so. */
  const settled: Said[] = [
    { hour: 80, event: { is: 'resumed' } },
    ...['a', 'b'].map((id): Said => ({ hour: 90, event: { is: 'alert-ended', id } })),
    { hour: 100, event: { is: 'cases-closed' } },
  ];
  const lives = fc
    .tuple(fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 4 }), said, fc.nat(99))
    .map(([openings, more, until]) => ({
      lived: live(openings, [...more, ...settled], (hour) => (hour < until ? 1 : 0)),
      more,
    }));

  test('it completes once and last, with every round settled and no case open', () => {
    fc.assert(
      fc.property(lives, ({ lived: { steps, life } }) => {
        expect(steps.filter(({ step }) => step.do === 'complete')).toHaveLength(1);
        expect(steps.slice(-2).map(({ step }) => step.do)).toEqual(['complete', 'end']);
        expect(runningRounds(life)).toEqual([]);
        expect([life.alerts, life.openCases]).toEqual([[], 0]);
        if (!life.cancelled)
          expect(roundsInAreas(life.plan).every(({ id }) => life.rounds[id] === 'settled')).toBe(true);
      }),
    );
  });

  test('no round is opened twice unless it was reopened, and none after the campaign was cancelled', () => {
    fc.assert(
      fc.property(lives, ({ lived, more }) => {
        const ids = opened(lived);
        if (!more.some(({ event }) => event.is === 'reopened')) expect(new Set(ids).size).toBe(ids.length);
        expect(lived.steps.filter(({ step, cancelled }) => step.do === 'open' && cancelled)).toEqual([]);
      }),
    );
  });
});
