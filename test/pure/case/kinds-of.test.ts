import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { CASE_LADDERS } from '../../../domain/case/case-ladders';
import { countedCases } from '../../../domain/case/counted-cases';
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

/** A report of a patrol whose field names a kind of case. */
const counted = (field: string, cases = 'refusal: {}') => `  ${cases}
forms:
  count:
    name: { zh-CN: 表 }
    fields:
      - { id: households, label: { zh-CN: 户 }, type: integer }
      - ${field}`;
const withoutForm = (text: string) => text.replace(/^forms:\n {2}count: \{.*\n/m, '');
const readCounted = (cases: string) => readDefinition(withoutForm(yaml(cases)), { file: 'tiny.yaml' }).definition;

test('a figure of a report makes each person whom it counts a case', () => {
  const { forms } = readCounted(counted('{ id: declined, label: { zh-CN: 不愿 }, type: integer, case: refusal }'));
  expect(countedCases(forms.count ?? { fields: [] })).toEqual([{ figure: 'declined', kind: 'refusal' }]);
});

test.each([
  [
    'a kind that the campaign does not have',
    '{ id: a, label: { zh-CN: 甲 }, type: integer, case: hotline }',
    'no-such-name',
  ],
  ['no number', '{ id: a, label: { zh-CN: 甲 }, type: text, case: refusal }', 'case-of-no-figure'],
  ['a stock', '{ id: a, label: { zh-CN: 甲 }, type: integer, over: last, case: refusal }', 'case-of-no-figure'],
  ['a kind that others answer', '{ id: a, label: { zh-CN: 甲 }, type: integer, case: urgent }', 'case-of-others'],
  [
    'a second figure of the kind',
    '{ id: a, label: { zh-CN: 甲 }, type: integer, case: refusal }\n      - { id: b, label: { zh-CN: 乙 }, type: integer, case: refusal }',
    'named-twice',
  ],
])('cases are not opened by %s', (_, field, code) => {
  try {
    readCounted(counted(field, 'refusal: {}\n  urgent: {}'));
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    expect(error.problems.map((one) => one.code)).toEqual([code]);
    return;
  }
  throw new Error('It was read.');
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
