import type { Plan } from '../../../domain/campaign/plan';
import type { AuditInput, FinalState, Received } from '../../../rehearsal/audit/audit-input';
import type { QuotaTally } from '../../../rehearsal/audit/lists/quota-tally';
import {
  ACTED,
  at,
  CLEAN,
  input,
  kinds,
  person,
  plan,
  ROUND,
  told,
  VILLAGES,
} from '../../support/campaigns/audited-season';
import { shanghai } from '../../support/campaigns/tiny';

const isOf =
  (rung: string, code: string) =>
  ({ message }: Received): boolean =>
    message?.rung === rung && message.region === code;
const without = (rung: string, code: string): Received[] => CLEAN().filter((one) => !isOf(rung, code)(one));
const unsent = (rung: string, code: string, reason: string, reasons: readonly string[] = [reason]): FinalState => ({
  id: 9000,
  round: ROUND,
  rung,
  region: code,
  contact: person(code, 'contact').id,
  about: null,
  state: 'expired',
  reason,
  reasons,
});

describe('a message that did not go out because its number had its share of the day', () => {
  /** 913 got one SMS on the day of `due`; with one a day it had its share before. */
  const noon = told('due', '913', { at: shanghai('12-03 08:00') });
  const season = (row: FinalState): Partial<AuditInput> => ({
    caps: { messages: 1, reminders: 1 },
    received: [...without('due', '913'), { ...noon, message: noon.message && { ...noon.message, rung: 'open' } }],
    rows: [row],
  });
  const missing = (changes: Partial<AuditInput>) =>
    kinds(changes).filter(([kind, unit, rung]) => kind === 'missing-rung' && unit === '913' && rung === 'due');

  test('says so in the outbox, whatever it ended for', () => {
    expect(missing(season(unsent('due', '913', 'cap')))).toEqual([]);
    expect(missing(season(unsent('due', '913', 'too-late', ['cap', 'too-late'])))).toEqual([]);
  });

  test('is missing where the outbox has another reason', () => {
    for (const reason of ['too-late', 'no-address', 'warning', 'overtaken'])
      expect(missing(season(unsent('due', '913', reason)))).toHaveLength(1);
  });

  test('is missing where the number had not', () =>
    expect(missing({ ...season(unsent('due', '913', 'cap')), caps: { messages: 8, reminders: 3 } })).toHaveLength(1));
});

describe('a message because of a warning', () => {
  const held = { holds: [{ area: '9', from: shanghai('12-03 00:00'), until: shanghai('12-03 23:00') }] };
  const received = without('due', '913').filter((one) => !isOf('due', '912')(one) && !isOf('digest', '91')(one));
  const waited = (reason: string, reasons: readonly string[]): FinalState[] =>
    [['due', '912'] as const, ['due', '913'] as const, ['digest', '91'] as const].map(([rung, code], nr) => ({
      ...unsent(rung, code, reason, reasons),
      id: 9000 + nr,
    }));

  test('may have waited, and says so', () => {
    expect(kinds({ ...held, received, rows: waited('too-late', ['warning', 'too-late']) })).toEqual([]);
    expect(kinds({ ...held, received, rows: waited('too-late', ['cap', 'too-late']) }).map(([kind]) => kind)).toEqual([
      'missing-rung',
      'missing-rung',
      'missing-rung',
    ]);
  });
});

describe('a row that moves to another village', () => {
  const noon = shanghai('12-02 12:00');
  const moves = [{ from: '911', to: '921', at: noon }];
  const notice = (code: string, changes: Partial<Received> = {}) =>
    told(`moved-${code}-r1`, code, { at: noon, ...changes });

  test('is told to the village that has it no more', () => {
    expect(kinds({ moves, received: [...CLEAN(), notice('911')] })).toEqual([]);
    expect(kinds({ moves })).toEqual([['missing-rung', '911', 'moved-']]);
  });

  test('may be told to the village that has it now, and to nobody else', () => {
    expect(kinds({ moves, received: [...CLEAN(), notice('911'), notice('921')] })).toEqual([]);
    expect(kinds({ moves, received: [...CLEAN(), notice('911'), notice('922')] })).toEqual([
      ['uncalled-for', '922', 'moved-922-r1'],
    ]);
  });

  test('is told at once, and in the morning where it is night', () => {
    const late = notice('911', { at: shanghai('12-02 13:00') });
    expect(kinds({ moves, received: [...CLEAN(), late] })).toEqual([['uncalled-for', '911', 'moved-911-r1']]);
    const night = [{ from: '911', to: '921', at: shanghai('12-02 23:00') }];
    const morning = notice('911', { at: shanghai('12-03 07:30') });
    expect(kinds({ moves: night, received: [...CLEAN(), morning] })).toEqual([]);
  });
});

describe('a milestone of the quota', () => {
  const when = shanghai('12-02 10:00');
  const [stage] = plan.stages;
  const [round] = stage?.rounds ?? [];
  const [early] = round?.rungs.filter(({ id }) => id === 'early') ?? [];
  if (!stage || !round || !early) throw new Error('the tiny plan has a round');
  const short = { short: { at: shanghai('12-02 00:00'), share: 0.7 } };
  const rungs = [
    ...round.rungs,
    { ...early, id: 'milestone', at: when, audience: { up: 0, deputy: false, ...short } },
    {
      ...early,
      id: 'milestone-digest',
      kind: 'digest' as const,
      at: when,
      audience: { up: 1, deputy: false, ...short },
    },
  ];
  const withMilestone: Plan = {
    ...plan,
    stages: [{ ...stage, rounds: [{ ...round, list: 'poor', does: 'propose', rungs }] }],
  };
  const rows = (unit: string, many: number, changes: Partial<QuotaTally['rows'][number]> = {}) =>
    Array.from({ length: many }, () => ({
      list: 'poor',
      unit,
      at: shanghai('12-01 16:00'),
      freedAt: null,
      ...changes,
    }));
  /** 10 slots each: 7 are due. 911 has them, 912 has one that gave its slot back, 913 has none; 92 has all. */
  const quotas = (changes: QuotaTally['rows'] = []): QuotaTally => ({
    slots: VILLAGES.map((unit) => ({ list: 'poor', unit, slots: 10 })),
    rows: [
      ...['911', '921', '922'].flatMap((unit) => rows(unit, 7)),
      ...rows('912', 6),
      ...rows('912', 1, { freedAt: shanghai('12-02 09:00') }),
      ...changes,
    ],
  });
  const due = (rung: string, code: string) => told(rung, code, { at: when });
  const those = () => [due('milestone', '912'), due('milestone', '913'), due('milestone-digest', '91')];
  const found = (more: readonly Received[], changes: Partial<AuditInput> = {}) =>
    kinds({ plan: withMilestone, quotas: quotas(), received: [...CLEAN(), ...more], ...changes });

  test('tells the units below it, and their superiors, whether they have reported or not', () => {
    expect(found(those())).toEqual([]);
    expect(found(those().slice(1))).toEqual([['missing-rung', '912', 'milestone']]);
    expect(found(those().slice(0, 2))).toEqual([['missing-rung', '91', 'milestone-digest']]);
    // 912 reports before it; that alone does not end its shortness.
    const acted = [
      {
        ...ACTED[0],
        kind: 'reported' as const,
        round: ROUND,
        region: '912',
        at: shanghai('12-01 15:00'),
        via: 'form' as const,
      },
      ...ACTED,
    ];
    const silenced = ['early', 'due'].reduce((all, rung) => all.filter((one) => !isOf(rung, '912')(one)), CLEAN());
    expect(kinds({ plan: withMilestone, quotas: quotas(), acted, received: [...silenced, ...those()] })).toEqual([]);
  });

  test('tells nobody who has reached it', () => {
    expect(found([...those(), due('milestone', '911')])).toEqual([['after-report', '911', 'milestone']]);
    expect(found([...those(), due('milestone-digest', '92')])).toEqual([['after-report', '92', 'milestone-digest']]);
  });

  test('is reckoned at its very instant: a row of that instant counts, a later one does not', () => {
    const seventh = rows('912', 1, { at: when });
    expect(found(those().slice(1), { quotas: quotas(seventh) })).toEqual([]);
    expect(found(those(), { quotas: quotas(seventh) })).toEqual([['after-report', '912', 'milestone']]);
    const later = rows('912', 1, { at: shanghai('12-02 10:30') });
    expect(found(those(), { quotas: quotas(later) })).toEqual([]);
  });

  test('asks nothing of a unit without a slot, and neither does its round', () => {
    const { slots, ...rest } = quotas();
    const none = { ...rest, slots: slots.filter(({ unit }) => unit !== '913') };
    const told912 = CLEAN().filter((one) => one.message?.region !== '913' && one.at < at('digest'));
    const received = [...told912, due('milestone', '912'), due('milestone-digest', '91')];
    expect(kinds({ plan: withMilestone, quotas: none, received })).toEqual([]);
  });
});

test('the fixture is clean', () => expect(kinds(input())).toEqual([]));
