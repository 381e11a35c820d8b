import type { z } from 'zod';
import { compile } from '../../../domain/campaign/compile/compile';
import { type Definition, definitionSchema } from '../../../domain/campaign/definition/definition';
import type { Plan, RoundPlan } from '../../../domain/campaign/plan';
import type { RegionView } from '../../../domain/people/regions';

type Written = z.input<typeof definitionSchema>;

/** One stage from 12-01 to 12-20 that asks villages; anything can be replaced. */
export function definitionWith(
  changes: Partial<Written> = {},
  stage: Partial<Written['stages'][number]> = {},
): Definition {
  return definitionSchema.parse({
    id: 'sample',
    name: { 'zh-CN': '样例' },
    season: 2026,
    scope: 'R',
    organisation: { 'zh-CN': '县红十字会' },
    stages: [
      {
        id: 'survey',
        kind: 'survey',
        name: { 'zh-CN': '摸底' },
        opens: '12-01',
        due: '12-18',
        lock: '12-24',
        asks: [{ id: 'village', of: 'village', form: 'found' }],
        ...stage,
      },
    ],
    forms: {
      found: { name: { 'zh-CN': '摸底' }, fields: [{ id: 'households', label: { 'zh-CN': '户数' }, type: 'integer' }] },
    },
    ...changes,
  } satisfies Written);
}

/** A county `R` with townships `R1`, `R2` …, each with so many villages. */
export function county(...villages: number[]): RegionView[] {
  const top = { code: 'R', parent: null, kind: 'county', name: '县', level: 1 };
  const townships = villages.map((_, t) => ({
    code: `R${t + 1}`,
    parent: 'R',
    kind: 'township',
    name: `乡${t + 1}`,
    level: 2,
  }));
  const all = villages.flatMap((count, t) =>
    Array.from({ length: count }, (_, v) => ({
      code: `R${t + 1}-${v + 1}`,
      parent: `R${t + 1}`,
      kind: 'village',
      name: `村${v + 1}`,
      level: 3,
    })),
  );
  return [top, ...townships, ...all];
}

export const planOf = (definition: Definition, regions: RegionView[]): Plan => compile({ definition, regions });

/** The only round of a plan. */
export function roundOf(input: Parameters<typeof compile>[0]): RoundPlan {
  const [round] = compile(input).stages.flatMap(({ rounds }) => rounds);
  if (!round) throw new Error('the plan has no round');
  return round;
}

/** @returns the instants of the rungs of a round, by their ids */
export const times = ({ rungs }: Pick<RoundPlan, 'rungs'>): Record<string, string> =>
  Object.fromEntries(rungs.map(({ id, at }) => [id, at]));
