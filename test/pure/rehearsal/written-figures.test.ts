import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import type { RegionView } from '../../../domain/people/regions';
import { fillIn } from '../../../rehearsal/people/answers';
import { writeFigures } from '../../../rehearsal/people/written-figures';

const file = 'visits.yaml';
const yaml = `
id: visits
name: { zh-CN: 走访 }
season: 2026
scope: C
organisation: { zh-CN: 民政局 }
stages:
  - id: visits
    kind: visits
    name: { zh-CN: 走访 }
    opens: 01-01
    due: { after: opens, days: 2 }
    lock: { after: due, days: 1 }
    repeat: { weeklyOn: [monday], until: 01-31 }
    asks: [{ id: village, of: village, form: visited }]
forms:
  visited:
    name: { zh-CN: 走访情况 }
    fields:
      - { id: byDoor, label: { zh-CN: 入户 }, type: integer, min: 0 }
      - { id: staff, label: { zh-CN: 工作人员 }, type: integer, over: last, min: 0 }
      - { id: others, label: { zh-CN: 其他 }, type: integer, min: 0, max: 9 }
rehearsal:
  figures: { visited: { byDoor: 30801, staff: 2952 } }
`;

const REGIONS: RegionView[] = ['A', 'B', 'D'].map((code) => ({
  ...{ code, parent: 'C', kind: 'village', name: code, level: 2 },
}));

function written(text = yaml) {
  const { definition, warnings } = readDefinition(text, { file });
  const regions = [{ code: 'C', parent: null, kind: 'county', name: 'C', level: 1 }, ...REGIONS];
  const plan = compile({ definition, regions });
  return { definition, warnings, figures: writeFigures({ definition, plan, regions, seed: 1, areServed: false }) };
}

it('makes all reports add up to what the definition says: a flow over all rounds, a stock over the units', () => {
  const { all, of } = written().figures;
  const rounds = [...new Set(all.map(({ key }) => key))];
  expect([rounds.length, all.length]).toEqual([4, 12]);
  const sum = (field: string, some = all) => some.reduce((total, { figures }) => total + Number(figures[field]), 0);
  expect(sum('byDoor')).toBe(30_801);
  for (const key of rounds)
    expect(
      sum(
        'staff',
        all.filter((one) => one.key === key),
      ),
    ).toBe(2952);
  expect(of({ key: 'survey', unit: 'A' })).toBeNull();
});

it('leaves all other fields to the unit', () => {
  const { definition, figures } = written();
  const [first] = figures.all;
  const fields = definition.forms.visited?.fields.map((field) => ({ ...field, choices: [] })) ?? [];
  const place = { seed: 1, unit: first?.unit ?? '', key: first?.key ?? '' };
  const filling = { ...place, version: 2, at: '2027-01-05T02:00:00.000Z', zone: 'Asia/Shanghai' };
  const answers = fillIn(fields, { ...filling, own: figures.of(place) });
  expect(answers).toMatchObject(first?.figures ?? {});
  expect(Object.keys(answers).sort()).toEqual(['byDoor', 'others', 'staff']);
});

it('warns of a form, a field and a category that are not there', () => {
  const strange = yaml.replace(
    'figures: { visited: { byDoor: 30801, staff: 2952 } }',
    'figures: { visited: { byDor: 1 }, visitd: { byDoor: 1 } }\n  numbers: { children: 1 }',
  );
  expect(written(strange).warnings.filter((told) => /byDor|visitd|children/.test(told))).toHaveLength(3);
});
