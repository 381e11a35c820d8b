import { compile } from '../../../domain/campaign/compile/compile';
import type { Language } from '../../../domain/campaign/definition/definition';
import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { kindRefusal } from '../../../domain/people/kind-refusal';
import {
  FIXED_KINDS,
  kindName,
  kindReader,
  kindsAsked,
  MOST_KINDS,
  type RegionKind,
} from '../../../domain/people/region-kinds';
import { checkSheets, sheetsOf } from '../../../store/people/tables/check/check';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { county, definitionWith } from '../../support/campaigns/plans';
import { planned } from '../../support/faults';

const company: RegionKind = {
  code: 'company',
  name: { 'zh-CN': '企业', en: 'company' },
  words: ['公司', '厂'],
  rank: 45,
  asked: true,
};
const kinds = [...FIXED_KINDS, company];

const YAML = `id: sample
name: { zh-CN: 样例 }
season: 2026
scope: R
organisation: { zh-CN: 县红十字会 }
stages:
  - id: survey
    kind: survey
    name: { zh-CN: 摸底 }
    opens: 12-01
    due: 12-18
    lock: 12-24
    asks:
      - { id: companies, of: compny, form: found }
forms:
  found: { name: { zh-CN: 摸底 }, fields: [{ id: households, label: { zh-CN: 户数 }, type: integer }] }
`;

function refusal(yaml: string, language: Language): string {
  try {
    planned(yaml, { file: 'sample.yaml', language, regions: county(2), kinds });
    return '';
  } catch (error) {
    if (error instanceof DefinitionError) return error.say(language);
    throw error;
  }
}

describe('a definition asks a kind of the register', () => {
  test('any word of the right form is read; the register is asked when it is planned', () => {
    expect(refusal(YAML, 'en')).toMatch(
      /^sample\.yaml:14:30 stages\[0\]\.asks\[0\]\.of: there is no kind of region "compny"\. Did you mean "company"\?\n {4}found: {3}"compny"\n {4}allowed: province, .*, company$/,
    );
    expect(refusal(YAML, 'zh-CN')).toMatch(
      /^sample\.yaml:14:30 .*没有名为“compny”的地区种类。您是不是想写“company”？\n/,
    );
    expect(() => readDefinition(YAML.replace('compny', '企业'), { file: 'sample.yaml' })).toThrow(DefinitionError);
  });

  test('one that is there may have no regions, or hold others together only', () => {
    expect(refusal(YAML.replace('compny', 'company'), 'en')).toContain('no region of kind "company" in the scope R');
    const definition = definitionWith();
    const holding = FIXED_KINDS.map((kind) => ({ ...kind, asked: kind.code !== 'village' }));
    expect(() => compile({ definition, regions: county(2), kinds: holding })).toThrow('"village" are not asked');
  });

  test('a plan that runs asks what it asked, whatever the register says now', () => {
    expect(compile({ definition: definitionWith(), regions: county(2) }).stages).toHaveLength(1);
  });

  test('a rung tells superiors of any kind that there is', () => {
    const digest = { id: 'it', kind: 'digest' as const, at: { from: 'opens' as const } };
    const plan = (of: string) =>
      compile({ definition: definitionWith({ ladders: { default: [{ ...digest, of }] } }), regions: county(2), kinds });
    expect(() => plan('towship')).toThrow('ladders.default[0].of');
    expect(plan('township').stages[0]?.rounds[0]?.rungs.map(({ audience }) => audience.up)).toEqual([1]);
  });
});

test('words of tables: a name of an added kind comes before a further word of another', () => {
  expect([kindReader(FIXED_KINDS)('企业'), kindReader(kinds)('企业')]).toEqual(['unit', 'company']);
  expect(['厂', 'Company', ' 直属单位 ', '学校', '庄园'].map(kindReader(kinds))).toEqual([
    'company',
    'company',
    'unit',
    'unit',
    null,
  ]);
});

test('names and order are those of the register', () => {
  expect(kindName(kinds, 'company', 'zh-CN')).toBe('企业');
  expect(kindName(FIXED_KINDS, 'company', 'en')).toBe('company');
  const asks = ['group', 'company', 'county', 'station'].map((of) => ({ id: of, of, form: 'found' }));
  const ordered = kinds.toSorted((a, b) => a.rank - b.rank);
  expect(kindsAsked(definitionWith({}, { asks }), ordered)).toEqual(['county', 'company', 'group', 'station']);
});

test('a name that another kind has is refused, and more kinds than anybody tells apart', () => {
  expect(kindRefusal(company, kinds)).toBeNull();
  const twin = { ...company, code: 'firm' };
  expect(kindRefusal(twin, kinds)).toMatchObject({ part: 'zh-CN', said: { code: 'kind-name-taken' } });
  const many = Array.from({ length: MOST_KINDS }, (_, n) => ({ ...company, code: `k${n}` }));
  expect(kindRefusal(twin, many)).toMatchObject({ part: 'code', said: { code: 'too-many-kinds' } });
});

describe('the table of kinds', () => {
  const KINDS = ['种类编码', '种类名称', '英文名称', '别称', '次序', '是否填报'];
  const REGIONS = ['编码', '上级编码', '类型', '名称'];
  const table = (file: string, ...lines: string[][]) => ({
    file,
    hidden: false,
    merges: [],
    lines: lines.map((cells, index) => ({ row: index + 1, cells })),
  });
  const check = (...rows: string[][]) =>
    checkSheets({
      sheets: sheetsOf([
        [table('kinds.csv', KINDS, ...rows)],
        [table('regions.csv', REGIONS, ['1', '', '县', '某县'], ['2', '1', '企业', '第一厂'])],
      ]),
      known: [],
    });

  test('comes with the regions of its kinds', () => {
    const { kinds: read, regions, bad } = check(['company', '企业', 'company', '公司，厂', '45', '是']);
    expect(bad).toEqual([]);
    expect(read).toEqual([company]);
    expect(regions.map(({ kind }) => kind)).toEqual(['county', 'company']);
  });

  test.each([
    [['Company', '企业'], '种类编码', 'kind-code-form'],
    [['company', '企'.repeat(21)], '种类名称', 'cell-too-long'],
    [['company', '乡镇'], '种类名称', 'kind-name-taken'],
    [['company', '企业', 'village'], '英文名称', 'kind-name-taken'],
    [['company', '企业', '', '厂'.repeat(21)], '别称', 'kind-words-form'],
    [['company', '企业', '', '', '0'], '次序', 'kind-rank-form'],
    [['company', '企业', '', '', '', 'maybe'], '是否填报', 'yes-or-no'],
  ])('%j is refused for its %s', (row, column, code) => {
    const { bad } = check(row);
    expect(bad).toContainEqual(expect.objectContaining({ file: 'kinds.csv', row: 2, column, code }));
  });

  test('has at most so many', () => {
    const rows = Array.from({ length: MOST_KINDS - FIXED_KINDS.length + 2 }, (_, n) => [`k${n}`, `种${n}`]);
    expect(check(...rows).bad.filter(({ code }) => code === 'too-many-kinds')).toHaveLength(2);
  });
});

test('an invented register has those of an added kind too', () => {
  const { regions } = generateRegister({ villages: 20, asked: ['village', 'unit', 'company'], kinds });
  const companies = regions.filter(({ kind }) => kind === 'company');
  expect(companies).toHaveLength(20);
  expect(companies[0]).toMatchObject({ parent: '990000', name: expect.stringMatching(/企业$/) });
  expect(new Set(regions.map(({ code }) => code)).size).toBe(regions.length);
});
