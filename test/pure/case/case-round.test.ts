import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { caseForm } from '../../../domain/case/case-forms';
import { type CaseKind, outcomeName } from '../../../domain/case/case-kinds';
import { type CaseAsking, caseRound } from '../../../domain/case/case-round';
import { ladderNamed, laddersFor } from '../../../domain/warning/alert/rules';
import { definitionWith } from '../../support/campaigns/plans';

const calendar = createCalendar(definitionWith());
const { refusal } = CASE_KINDS;

const asking = (changes: Partial<CaseAsking> = {}): CaseAsking => ({
  kind: refusal,
  named: 'refusal',
  key: 'cold.patrol.refusal-2',
  number: 2,
  one: null,
  nth: 1,
  of: 'village',
  only: ['911'],
  above: ['township', 'county'],
  ladder: ladderNamed(laddersFor(warningRules(), {}), refusal.ladder),
  place: null,
  after: { hours: 12 },
  now: calendar.at('2027-01-09', '14:00'),
  calendar,
  ...changes,
});

const local = (at: string) => `${calendar.dayOf(at).slice(5)} ${calendar.timeOf(at)}`;
const ladder = (changes: Partial<CaseAsking> = {}) =>
  caseRound(asking(changes)).round.rungs.map(
    ({ id, at, kind, audience: { up, deputy } }) => `${local(at)} ${id}: ${kind} up ${up}${deputy ? ' deputy' : ''}`,
  );

test('somebody who refused help is visited in waking hours; who is silent then is reminded, and the superior told', () => {
  const { round, title } = caseRound(asking());
  expect([round.opensAt, round.dueAt, round.locksAt].map(local)).toEqual(['01-10 07:30', '01-10 15:30', '01-10 19:30']);
  expect(round).toMatchObject({
    key: 'cold.patrol.refusal-2.revisit-1',
    stage: 'case',
    ask: 'revisit',
    of: 'village',
    form: 'case-refusal',
  });
  expect(title).toEqual({ 'zh-CN': '回访第2人（01-10 07:30）', en: 'Revisit of person 2 (01-10 07:30)' });
  expect(ladder()).toEqual([
    '01-10 07:30 revisit: task up 0',
    '01-10 15:30 due: reminder up 0 deputy',
    '01-10 15:30 due-superior: digest up 1',
  ]);
});

test('a superior that is asked reads where; at the top of the scope nobody is told above it', () => {
  const above = { of: 'county', above: [], place: '甲村', nth: 7 };
  expect(caseRound(asking(above)).title['zh-CN']).toBe('回访第2人（甲村，01-10 07:30）');
  expect(ladder(above)).toEqual(['01-10 07:30 revisit: task up 0', '01-10 15:30 due: reminder up 0 deputy']);
});

test('a reminder that the quiet hours push beyond the lock falls away', () => {
  // Opens at 14:00: due at 22:00, locked at 02:00.
  expect(ladder({ now: calendar.at('2027-01-09', '02:00') })).toEqual(['01-09 14:00 revisit: task up 0']);
});

test('a kind that counts working days is due at the end of the last one', () => {
  const kind: CaseKind = { ...refusal, after: {}, within: { workingDays: 3 }, locksAfter: { workingDays: 5 } };
  // A Friday.
  const { round } = caseRound(
    asking({ kind, after: kind.after, number: null, now: calendar.at('2027-01-08', '10:00') }),
  );
  expect([round.opensAt, round.dueAt, round.locksAt].map(local)).toEqual(['01-08 10:00', '01-14 00:00', '01-16 00:00']);
});

test('the form asks what came of it, in the words of the kind', () => {
  const [field] = caseForm(refusal).fields;
  expect(field?.choices?.map(({ value }) => value)).toEqual(['refuses', 'accepted', 'sheltered', 'moved']);
  expect(outcomeName(refusal, 'accepted').en).toBe('Accepted help');
  expect(outcomeName(refusal, 'handed-over')['zh-CN']).toBe('已移交上级');
  expect(outcomeName(refusal, 'of-old').en).toBe('of-old');
});

test('a late dispatch is asked about when it is due, in waking hours; one that is due already at once', () => {
  const opens = (at: string, time: string) =>
    local(caseRound(asking({ asksAt: calendar.at(at, time), after: { workingDays: 1 } })).round.opensAt);
  expect(opens('2027-01-12', '10:00')).toBe('01-12 10:00');
  expect(opens('2027-01-12', '23:00')).toBe('01-13 07:30');
  expect(opens('2027-01-08', '10:00')).toBe('01-09 14:00');
});
