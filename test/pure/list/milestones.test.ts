import { compile } from '../../../domain/campaign/compile/compile';
import type { RungDefinition } from '../../../domain/campaign/definition/definition';
import { ladderFindings } from '../../../domain/campaign/definition/rules/rules-of-ladders';
import { listFindings } from '../../../domain/campaign/definition/rules/rules-of-lists';
import { withMoment } from '../../../domain/campaign/definition/rung-audience';
import type { RoundPlan } from '../../../domain/campaign/plan';
import { dueRungs } from '../../../domain/round/ladder';
import { listDefinition } from '../../support/campaigns/list-definition';
import { county } from '../../support/campaigns/plans';
import { shanghai } from '../../support/campaigns/tiny';

const { poor } = listDefinition().lists;
const WINDOW = { opens: '12-01', due: '12-04', lock: '12-08' };
const MILESTONES = [
  { by: '12-02', share: 0.5, of: 'quota' },
  { by: '12-03', share: 0.7, of: 'quota' },
  { by: '12-03', share: 0.9 },
];

const limited = (ladder: object[], milestones: object[] = MILESTONES) =>
  listDefinition({
    scope: 'R',
    lists: { poor: { ...poor, limit: 'quotas' } },
    ladders: { default: ladder },
    stages: [
      {
        ...{ id: 'apply', kind: 'survey', name: { 'zh-CN': '申报' }, ...WINDOW, milestones },
        asks: [
          { id: 'village', of: 'village', list: 'poor', does: 'propose' },
          { id: 'township', of: 'township', list: 'poor', does: 'check' },
        ],
      },
    ],
  });
const rounds = (ladder: object[]): RoundPlan[] =>
  compile({ definition: limited(ladder), regions: county(2) }).stages.flatMap((stage) => stage.rounds);

const TELL = { id: 'm', kind: 'reminder', to: 'short', at: { from: 'milestone', time: '09:30' } } as const;
const DIGEST = {
  id: 'd',
  kind: 'digest',
  to: 'short',
  up: 1,
  at: { from: 'milestone', days: 1, time: '09:30' },
} as const;

it('a rung of a milestone stands once for each, for the rows of the list alone', () => {
  const [propose, check] = rounds([TELL, DIGEST]);
  expect(propose?.milestones).toEqual([
    { at: shanghai('12-03 00:00'), share: 0.5, of: 'quota' },
    { at: shanghai('12-04 00:00'), share: 0.7, of: 'quota' },
    { at: shanghai('12-04 00:00'), share: 0.9 },
  ]);
  expect(propose?.rungs.map(({ id, at, message, audience }) => [id, at, message, audience.up, audience.short])).toEqual(
    [
      ['m', shanghai('12-02 09:30'), 'short', 0, { at: shanghai('12-03 00:00'), share: 0.5 }],
      ['m-2', shanghai('12-03 09:30'), 'short', 0, { at: shanghai('12-04 00:00'), share: 0.7 }],
      ['d', shanghai('12-03 09:30'), 'short-digest', 1, { at: shanghai('12-03 00:00'), share: 0.5 }],
      ['d-2', shanghai('12-04 09:30'), 'short-digest', 1, { at: shanghai('12-04 00:00'), share: 0.7 }],
    ],
  );
  expect([check?.rungs, check?.milestones.length]).toEqual([[], 1]);
});

it('the common ladder has them, without a word in the definition', () => {
  const { ladders: _, ...rest } = limited([TELL]);
  const [propose] = compile({ definition: { ...rest, ladders: {} }, regions: county(2) }).stages[0]?.rounds ?? [];
  expect(propose?.rungs.filter(({ audience }) => audience.short).map(({ id }) => id)).toEqual([
    ...['milestone', 'milestone-digest', 'milestone-2', 'milestone-digest-2'],
  ]);
});

it('neither the silent nor those below stand in for the other after an outage', () => {
  const [propose] = rounds([{ id: 'r', kind: 'reminder', at: { from: 'due', days: -1, time: '10:00' } }, TELL]);
  const { climb, superseded } = dueRungs(propose?.rungs ?? [], [], shanghai('12-05 00:00'));
  expect([climb, superseded].map((some) => some.map(({ id }) => id))).toEqual([['m-2', 'r'], ['m']]);
});

it.each<[string, object, [string, string][]]>([
  ['those below without a milestone', { ...TELL, at: { from: 'due' } }, [['from', 'short-of-a-milestone']]],
  ['a milestone for the silent', { ...TELL, to: 'unit' }, [['to', 'milestone-tells-short']]],
  ['a task', { ...TELL, kind: 'task' }, [['kind', 'no-short-text']]],
])('refuses %s', (_, written, codes) => {
  const { ladders } = limited([written]);
  expect(ladderFindings({ ladders, messages: {} }).map(({ path, said }) => [path.at(-1), said.code])).toEqual(codes);
});

it('refuses a milestone of a quota that nobody has', () => {
  const { lists, ...definition } = limited([TELL]);
  const unlimited = Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, { ...list, limit: undefined }]));
  const findings = listFindings({ ...definition, lists: unlimited });
  expect(findings.map(({ path, said }) => [path.join('.'), said.code])).toEqual([
    ['stages.0.milestones.0.of', 'quota-milestone-alone'],
    ['stages.0.milestones.1.of', 'quota-milestone-alone'],
  ]);
});

it('the wizard tells those below as soon as a rung counts from the milestone, and not after', () => {
  const [rung] = limited([{ id: 'r', kind: 'reminder', at: { from: 'due' } }]).ladders.default as RungDefinition[];
  if (!rung) throw new Error('there is no rung');
  const short = withMoment(rung, { from: 'milestone' });
  expect(short.to).toBe('short');
  expect(withMoment(short, { from: 'due' })).not.toHaveProperty('to');
});
