import type { Plan } from '../../../domain/campaign/plan';
import { refuseSteering, type SteeringRequest } from '../../../domain/campaign/steering';
import { roundsInAreas } from '../../../domain/round/round';
import { tellIn } from '../../../domain/text/refusal';

const dates = {
  opensAt: '2026-12-01T01:00:00.000Z',
  dueAt: '2026-12-20T16:00:00.000Z',
  locksAt: '2026-12-24T10:00:00.000Z',
};
const plan: Plan = {
  campaign: '2026-tiny',
  definition: 'tiny',
  name: '小',
  season: 2026,
  zone: 'Asia/Shanghai',
  scope: '1',
  startsAt: dates.opensAt,
  endsAt: dates.locksAt,
  warnings: [],
  stages: [
    {
      id: 'survey',
      kind: 'survey',
      name: '摸底',
      ...dates,
      rounds: [
        {
          key: 'survey',
          stage: 'survey',
          ask: 'villages',
          of: 'village',
          form: 'f',
          ...dates,
          rungs: [],
          milestones: [],
          areas: [
            { code: '11', units: 3 },
            {
              code: '12',
              units: 4,
              override: { dueAt: '2026-12-30T16:00:00.000Z', locksAt: '2026-12-31T10:00:00.000Z', rungs: [] },
            },
          ],
        },
      ],
    },
  ],
};
const ask = (request: Partial<SteeringRequest>) =>
  refuseSteering({
    verb: 'extend',
    plan,
    state: 'running',
    now: '2026-12-10T00:00:00.000Z',
    reasoned: true,
    ...request,
  });

describe('what an administrator may decide', () => {
  test('an extension of a stage that repeats names the rounds of which one is meant', () => {
    const [stage] = plan.stages;
    const [round] = stage?.rounds ?? [];
    if (!stage || !round) throw new Error('the plan has a round');
    const rounds = ['survey@2026-12-15', 'survey@2027-01-15'].map((key) => ({ ...round, key }));
    const repeating = { ...plan, stages: [{ ...stage, rounds }] };
    const target = { key: 'survey', due: '12-28' };
    expect(ask({ plan: repeating, target })).toMatchObject({
      code: 'needs-round',
      values: { rounds: 'survey@2026-12-15, survey@2027-01-15' },
    });
    expect(ask({ plan: repeating, target: { ...target, key: 'survey@2026-12-15' } })).toBeNull();
  });

  test.each<[string, Partial<SteeringRequest>, RegExp | null]>([
    ['an extension with a day and a reason', { target: { key: 'survey', due: '12-28' } }, null],
    ['an extension without a reason', { target: { key: 'survey', due: '12-28' }, reasoned: false }, /Say why/],
    ['an extension of everything at once', { target: { due: '12-28' } }, /Say which stage.*There are: survey/],
    ['an extension without a day', { target: { key: 'survey' } }, /Say until when/],
    [
      'an extension of an unknown stage names those there are',
      { target: { key: 'visit', due: '12-28' } },
      /"visit".*There are: survey; areas 11, 12/,
    ],
    ['an extension in an unknown area', { target: { key: 'survey', area: '99', due: '12-28' } }, /area 99/],
    [
      'an extension after the lock',
      { now: '2027-01-10T00:00:00.000Z', target: { key: 'survey', due: '01-12' } },
      /reopen it/,
    ],
    [
      'an extension of the one area that is still open',
      { now: '2026-12-25T00:00:00.000Z', target: { key: 'survey', area: '12', due: '12-31' } },
      null,
    ],
    [
      'reopening a passed stage without a lock',
      { verb: 'reopen', now: '2027-01-10T00:00:00.000Z', target: { key: 'survey' } },
      /give a new one/,
    ],
    [
      'reopening a passed stage with a lock',
      { verb: 'reopen', now: '2027-01-10T00:00:00.000Z', target: { key: 'survey', lock: '01-20' } },
      null,
    ],
    ['reminding while it is open', { verb: 'remind', target: { key: 'survey' } }, null],
    ['reminding while nothing is sent', { verb: 'remind', state: 'paused' }, /resume it first/],
    ['reminding after the last lock', { verb: 'remind', now: '2027-01-10T00:00:00.000Z' }, /nobody to remind/],
    ['returning without a unit', { verb: 'return', target: { key: 'survey' } }, /which report/],
    [
      'returning after the lock',
      { verb: 'return', now: '2027-01-10T00:00:00.000Z', target: { key: 'survey', unit: '111' } },
      /reopen it first/,
    ],
    ['pausing', { verb: 'pause' }, null],
    ['pausing twice', { verb: 'pause', state: 'paused' }, /already/],
    ['resuming what runs', { verb: 'resume' }, /not paused/],
    ['anything after a cancel', { verb: 'pause', state: 'cancelled' }, /cancelled/],
  ])('%s', (_what, request, refusal) => {
    const answer = ask(request);
    expect(answer && tellIn('en', answer)).toEqual(refusal && expect.stringMatching(refusal));
    // As plain JSON, because Temporal carries nothing else, and in Chinese for Chinese readers.
    if (answer) expect(tellIn('zh-CN', JSON.parse(JSON.stringify(answer)))).toMatch(/\p{Script=Han}/u);
  });

  test('an area with dates of its own keeps them', () => {
    expect(roundsInAreas(plan).map(({ id, round }) => [id, round.locksAt])).toEqual([
      ['campaign/2026-tiny/survey/11', '2026-12-24T10:00:00.000Z'],
      ['campaign/2026-tiny/survey/12', '2026-12-31T10:00:00.000Z'],
    ]);
  });
});
