import { chapterOf } from '../../../domain/report/chapters';
import { contradictions } from '../../../reporting/figures/given/contradictions';
import type { RegionFigures } from '../../../reporting/figures/regions';
import type { PlaceTotal } from '../../../reporting/figures/sums/field-total';
import { tinyDefinition } from '../../support/campaigns/tiny';

const counting = (id: string, what: string, type = 'integer') => ({
  ...{ id, label: { 'zh-CN': id }, type },
  counts: { category: 'special', what },
});
const fields = [counting('households', 'households'), counting('cash', 'cash', 'money')];
const window = { opens: '12-01', due: '12-04', lock: '12-08' };
const stage = (id: string, kind: string, of: string) => ({
  ...{ id, kind, name: { 'zh-CN': id }, ...window },
  asks: [{ id: 'only', of, form: id }],
});
const definition = tinyDefinition({
  standards: [{ category: 'special', name: { 'zh-CN': '特困户' }, per: 'household' }],
  forms: {
    find: { name: { 'zh-CN': '摸底' }, fields },
    visit: { name: { 'zh-CN': '走访' }, fields },
    tell: { name: { 'zh-CN': '总结' }, fields },
  },
  stages: [
    stage('find', 'survey', 'village'),
    stage('visit', 'visits', 'village'),
    stage('tell', 'summary', 'township'),
  ],
});

const total = (region: string, form: string, field: string, sum: number): PlaceTotal => ({
  ...{ region, stage: form, form, field, sum, reports: 1 },
});
const returned = (region: string, form: string, missing = 0): RegionFigures => ({
  ...{ stage: form, code: region, name: region === '91' ? '东乡' : '西乡', kind: 'township', alone: false },
  ...{ expected: 2, onTime: 2 - missing, late: 0, missing, onPaper: 0 },
});
const TOTALS = [
  total('91', 'find', 'households', 9),
  total('91', 'visit', 'households', 40),
  total('91', 'tell', 'households', 4),
  total('91', 'visit', 'cash', 80_000),
  total('91', 'tell', 'cash', 80_000),
  total('92', 'visit', 'households', 5),
];
const both = (missing: number) =>
  ['91', '92'].flatMap((region) => [
    returned(region, 'visit'),
    returned(region, 'tell', region === '92' ? missing : 0),
  ]);

describe('M10: a summary is held against the returns before it', () => {
  it('where both are in, by region and figure; a survey counts others', () => {
    const here = { category: 'special', region: '91', name: '东乡' };
    expect(contradictions(definition, TOTALS, both(1))).toEqual([
      { ...here, what: 'households', money: false, summary: 4, records: 40 },
    ]);
  });

  it('a summary that says nothing of what was returned says zero', () => {
    expect(
      contradictions(definition, TOTALS, both(0)).map(({ region, summary, records }) => [region, summary, records]),
    ).toEqual([
      ['91', 4, 40],
      ['92', 0, 5],
    ]);
  });

  it('says nothing while returns are missing, and where a summary counts nothing', () => {
    expect(contradictions(definition, TOTALS, [returned('91', 'visit', 1), returned('91', 'tell')])).toEqual([]);
    const { stages } = definition;
    const without = { ...definition, stages: stages.filter(({ kind }) => kind !== 'summary') };
    expect(contradictions(without, TOTALS, both(0))).toEqual([]);
  });
});

it.each([
  ['筹集做法', 'practice'],
  ['发现的问题', 'problems'],
  ['下一步打算', 'next'],
  ['情况和建议', 'told'],
  ['活动小结', 'told'],
])('a label names the chapter of its text: %s is %s', (label, chapter) => {
  expect(chapterOf({ 'zh-CN': label })).toBe(chapter);
});
