import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ROOT } from '../../../config/root';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { definitionSchema } from '../../../domain/campaign/definition/definition';
import { checkDefinition } from '../../../domain/campaign/definition/rules/definition-rules';
import { STAGE_KIND_NAMES, type StageKind, stageKind, stageKindsWith } from '../../../domain/campaign/stage-kinds';
import { regionTree } from '../../../domain/people/regions';
import { tellIn } from '../../../domain/text/refusal';
import { extensionsFor } from '../../../domain/warning/alert/extensions';
import { county, definitionWith, planOf, roundOf, times } from '../../support/campaigns/plans';

type Stage = z.input<typeof definitionSchema>['stages'][number];

const regions = county(2, 3);
const MONTHLY = {
  due: { after: 'opens', days: 2 },
  lock: { after: 'due', days: 5 },
  repeat: { monthlyOn: 15, until: '12-31' },
} satisfies Partial<Stage>;

const warningsOf = (kind: StageKind, stage: Partial<Stage>): string[] =>
  checkDefinition(definitionWith({}, { kind, ...stage })).warnings.map((warning) => tellIn('en', warning));

describe.each(STAGE_KIND_NAMES)('%s', (kind) => {
  const { ladder, alongside, comesAgain } = stageKind(kind);
  const definition = definitionWith({}, { kind, ...MONTHLY });

  test('has the ladder of its kind where it names none', () => {
    expect(definition.stages[0]?.ladder).toBe(ladder);
    expect(definitionWith({}, { kind, ladder: 'own' }).stages[0]?.ladder).toBe('own');
  });

  test(alongside ? 'runs beside the others' : 'says so when it overlaps with another', () => {
    const [first] = definitionWith().stages;
    const other = { ...first, kind, id: 'other', opens: '12-10', due: '12-20', lock: '12-22' } as Stage;
    const { warnings } = checkDefinition(definitionWith({ stages: [first as Stage, other] }));
    const overlaps = warnings.filter(({ code }) => code === 'stages-overlap');
    expect(overlaps).toHaveLength(alongside ? 0 : 1);
  });

  test(comesAgain ? 'keeps its deadline in a cold warning' : 'is put off by a cold warning', () => {
    const plan = planOf(definition, regions);
    const put = extensionsFor(plan, {
      tree: regionTree(regions),
      area: 'R',
      now: '2026-12-16T00:00:00.000Z',
      endsAt: '2026-12-19T00:00:00.000Z',
      workingDays: 2,
      calendar: createCalendar(definition),
    });
    expect(put.map(({ key }) => key)).toEqual(comesAgain ? [] : ['survey@2026-12-15']);
  });

  test(comesAgain ? 'warns when it opens only once' : 'may open once', () => {
    const once = 'Stage "survey" is a regular entry, but opens only once: give it a repeat, or another kind';
    expect(warningsOf(kind, {})).toEqual(comesAgain ? [once] : []);
    expect(warningsOf(kind, MONTHLY)).toEqual([]);
  });
});

test('the short ladder asks, reminds once and sets the superior in motion; a ladder of that name takes its place', () => {
  const short = definitionWith({}, { kind: 'entry', ...MONTHLY });
  const rungs = Object.entries(times(roundOf({ definition: short, regions }))).map(([id, at]) => `${at} ${id}`);
  expect(rungs).toEqual([
    '2026-12-15T01:00:00.000Z opens-task',
    '2026-12-17T01:30:00.000Z due-morning',
    '2026-12-17T09:00:00.000Z due-digest',
    '2026-12-18T01:30:00.000Z due+1wd-chase',
    '2026-12-18T05:30:00.000Z due+1wd-chase-raise',
  ]);
  const ladders = { short: [{ id: 'only', kind: 'task' as const, at: { from: 'opens' as const } }] };
  const own = definitionWith({ ladders }, { kind: 'entry', ...MONTHLY });
  expect(Object.keys(times(roundOf({ definition: own, regions })))).toEqual(['only']);
});

test('a warning visits households of stages that find or reach them', () => {
  expect(stageKindsWith(({ households }) => households === 'found')).toEqual(['survey', 'publicity', 'entry']);
  expect(stageKindsWith(({ households }) => households === 'reached')).toEqual(['visits']);
});

test.each(['definitions.md', 'definitions.zh-CN.md'])('docs/%s has a row for each kind', (file) => {
  const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
  for (const kind of STAGE_KIND_NAMES) expect(text).toContain(`| \`${kind}\` ${stageKind(kind).name['zh-CN']} |`);
});
