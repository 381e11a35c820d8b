import type { Amendment } from '../../../domain/campaign/compile/amendments';
import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import type { RegionView } from '../../../domain/people/regions';

/** A county of two townships and three villages, under a code that begins like a number. */
export const SMALL_COUNTY: RegionView[] = (
  [
    ['532626', null, 'county', 1],
    ['532626100', '532626', 'township', 2],
    ['532626200', '532626', 'township', 2],
    ['532626100701', '532626100', 'village', 3],
    ['532626100702', '532626100', 'village', 3],
    ['532626200701', '532626200', 'village', 3],
  ] as const
).map(([code, parent, kind, level]) => ({ code, parent, kind, level, name: code }));

const STAGE = `  - id: survey
    kind: survey
    name: { zh-CN: 摸底 }
    opens: 12-01
    due: 12-18
    lock: { after: due, workingDays: 3 }
    asks: [{ id: a, of: village, form: f }]
`;

const FIELD = '      - { id: households, label: { zh-CN: 户 }, type: integer, min: 0, max: 500 }\n';

/** A definition file with replaceable parts: the head, the stages, and the form's fields. */
export const definitionFile = ({ head = '', stages = STAGE, fields = '', scope = "'532626'", season = '2026' } = {}) =>
  `id: t
name: { zh-CN: 测试 }
season: ${season}
scope: ${scope}
organisation: { zh-CN: 县民政局 }
${head}
stages:
${stages}
forms:
  f:
    name: { zh-CN: 表 }
    fields:
${FIELD}${fields}`;

/** @returns a stage with replaceable lines. */
export const stage = ({
  id = 'survey',
  kind = 'survey',
  opens = '12-01',
  due = '12-18',
  lock = '{ after: due, workingDays: 3 }',
  rest = '',
} = {}) =>
  `  - id: ${id}
    kind: ${kind}
    name: { zh-CN: 摸底${id} }
    opens: ${opens}
    due: ${due}
    lock: ${lock}
    asks: [{ id: a, of: village, form: f }]
${rest}`;

/** @returns the plan of a file over the small county, with all warnings. */
export function planOf(yaml: string, amendments: readonly Amendment[] = []) {
  const { definition, warnings } = readDefinition(yaml, { file: 'sample.yaml' });
  const plan = compile({ definition, regions: SMALL_COUNTY, amendments });
  return { ...plan, warnings: [...new Set([...warnings, ...plan.warnings])], definition };
}
