import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { CASE_LADDERS } from '../../../domain/case/case-ladders';
import { caseKind, followsAfter, kindsOf } from '../../../domain/case/kinds-of';
import { SHARED_LADDERS } from '../../../domain/warning/alert/rules';

const yaml = (cases: string) => `id: tiny
name: { zh-CN: 小活动 }
season: 2026
scope: '9'
organisation: { zh-CN: 小县 }
stages:
  - id: survey
    kind: survey
    name: { zh-CN: 摸底 }
    opens: 12-01
    due: 12-03
    lock: 12-05
    asks: [{ id: villages, of: village, form: count }]
forms:
  count: { name: { zh-CN: 表 }, fields: [{ id: households, label: { zh-CN: 户 }, type: integer }] }
cases:
${cases}`;
const read = (cases: string) => readDefinition(yaml(cases), { file: 'tiny.yaml' });
const faultsOf = (cases: string) => {
  try {
    read(cases);
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems;
    throw error;
  }
  return [];
};

test('a definition names the kinds that it has, and changes them; those that follow come along, and each has its form', () => {
  const { definition, warnings } = read(`  objection: { to: superior, within: { workingDays: 2 } }
  referral: { tagged: [disabled-federation], revisit: { days: 20 } }`);
  expect(warnings).toEqual([]);
  expect(Object.keys(kindsOf(definition))).toEqual(['objection', 'referral', 'revisit']);
  expect(caseKind(definition, 'objection')).toMatchObject({
    to: 'superior',
    within: { workingDays: 2 },
    locksAfter: { workingDays: 4 },
    outcomes: CASE_KINDS.objection.outcomes,
  });
  expect(followsAfter(definition, 'referral')).toEqual({ days: 20 });
  expect(Object.keys(definition.forms)).toEqual(['case-objection', 'case-referral', 'case-revisit', 'count']);
  expect(definition.forms['case-objection']?.fields.map(({ id }) => id)).toEqual(['outcome', 'reason']);
});

test('a new kind says its words; the rest is usual', () => {
  const { definition } = read(`  lost-dog:
    name: { zh-CN: 走失 }
    question: { zh-CN: 找到了吗 }
    outcomes: { found: { name: { zh-CN: 找到 } }, looking: { name: { zh-CN: 在找 }, turn: again } }`);
  expect(caseKind(definition, 'lost-dog')).toMatchObject({
    title: { 'zh-CN': '走失' },
    to: 'superior',
    outcomes: { found: { turn: 'close' }, looking: { turn: 'again' } },
  });
});

test.each([
  ['a new kind without its words', '  lost-dog: { name: { zh-CN: 走失 } }', 17, 'cases.lost-dog', 'case-kind-needs'],
  ['an unknown ladder', '  appeal: { ladder: slow }', 17, 'cases.appeal.ladder', 'no-such-name'],
  [
    'a lock before the deadline',
    '  appeal: { within: { days: 3 }, locksAfter: { days: 2 } }',
    17,
    'cases.appeal.locksAfter',
    'case-locks-early',
  ],
  [
    'a kind that follows and is none',
    '  appeal:\n    outcomes: { a: { name: { zh-CN: 甲 }, next: nothing } }',
    18,
    'cases.appeal.outcomes.a.next',
    'no-such-name',
  ],
  [
    'no answer that closes it',
    '  appeal:\n    outcomes: { a: { name: { zh-CN: 甲 }, turn: again } }',
    18,
    'cases.appeal.outcomes',
    'case-never-closes',
  ],
  ['a clock that goes back', '  appeal: { within: { days: -1 } }', 17, 'cases.appeal.within', 'not-understood'],
])('%s is refused at its place', (_, cases, line, path, code) => {
  expect(faultsOf(cases)).toContainEqual(expect.objectContaining({ field: path, line, code }));
});

test('each built-in kind can end, names a ladder that exists, and follows with a kind that does', () => {
  for (const [name, kind] of Object.entries(CASE_KINDS)) {
    const outcomes = Object.values(kind.outcomes);
    expect([name, outcomes.some(({ turn }) => turn === 'close')]).toEqual([name, true]);
    expect([...Object.keys(CASE_LADDERS), ...SHARED_LADDERS]).toContain(kind.ladder);
    for (const { next } of outcomes) expect([undefined, ...Object.keys(CASE_KINDS)]).toContain(next);
  }
});

test('a campaign that keeps accounts asks about what is late on its way, and about what is short', () => {
  expect(Object.keys(kindsOf({ purses: { charity: {} } }))).toEqual(['late', 'shortage']);
  expect(Object.keys(kindsOf({ purses: {} }))).toEqual([]);
});
