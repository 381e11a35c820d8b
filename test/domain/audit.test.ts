import fc from 'fast-check';
import { compile } from '../../domain/compile/compile';
import { type Instant, plusMs } from '../../domain/instant';
import type { RegionView } from '../../domain/regions';
import { WARNING_STAGE } from '../../domain/weather/alert-plan';
import type { AlertRoundHeld } from '../../rehearsal/alert-rounds';
import { audit } from '../../rehearsal/audit';
import type { Acted, AuditInput, Person, Received } from '../../rehearsal/audit-input';
import { shanghai, tinyDefinition } from '../support/tiny';

const region = (code: string, parent: string | null, kind: string): RegionView => ({
  code,
  parent,
  kind,
  name: code,
  level: code.length,
});
const REGIONS = [
  region('9', null, 'county'),
  ...['91', '92'].map((code) => region(code, '9', 'township')),
  ...['911', '912', '913'].map((code) => region(code, '91', 'village')),
  ...['921', '922'].map((code) => region(code, '92', 'village')),
];
const VILLAGES = ['911', '912', '913', '921', '922'];

const definition = tinyDefinition();
const plan = compile({ definition, regions: REGIONS });
const ROUND = `campaign/${plan.campaign}/survey/9`;
const RUNGS = new Map(
  plan.stages.flatMap(({ rounds }) => rounds.flatMap(({ rungs }) => rungs)).map((rung) => [rung.id, rung]),
);
const at = (rung: string): Instant => RUNGS.get(rung)?.at ?? '';

const person = (code: string, role: Person['role'], changes: Partial<Person> = {}): Person => ({
  id: Number(code) * 10 + (role === 'contact' ? 1 : 2),
  region: code,
  role,
  phone: role === 'contact',
  email: role === 'deputy',
  optedOut: false,
  leaveFrom: null,
  leaveUntil: null,
  wrongNumber: false,
  ...changes,
});
const PEOPLE = [
  ...REGIONS.map(({ code }) => person(code, 'contact')),
  ...VILLAGES.map((code) => person(code, 'deputy')),
];

let number = 0;
const told = (rung: string, code: string, changes: Partial<Received> & { role?: Person['role'] } = {}): Received => {
  const { role = 'contact', ...rest } = changes;
  number += 1;
  return {
    channel: role === 'contact' ? 'sms' : 'email',
    message: {
      id: number,
      round: ROUND,
      rung,
      kind: RUNGS.get(rung)?.kind ?? '',
      region: code,
      contact: person(code, role).id,
      about: null,
    },
    rightAddress: true,
    at: at(rung),
    ...rest,
  };
};
const reported = (unit: string, when: Instant): Acted => ({
  kind: 'reported',
  round: ROUND,
  region: unit,
  at: when,
  via: 'form',
});
const acknowledged = (code: string, when: Instant): Acted => ({
  kind: 'acknowledged',
  round: ROUND,
  region: code,
  at: when,
  via: 'form',
});

/** Three report early, 912 on the due day, 913 never; the township acknowledges in time. Written out by hand. */
const ACTED = [
  ...['911', '921', '922'].map((unit) => reported(unit, shanghai('12-01 15:00'))),
  reported('912', shanghai('12-03 12:00')),
  acknowledged('91', shanghai('12-04 11:00')),
];
const CLEAN = () => [
  ...VILLAGES.map((code) => told('open', code)),
  told('early', '912'),
  told('early', '913'),
  told('due', '912'),
  told('due', '913'),
  told('digest', '91'),
  told('late', '913'),
  told('late', '913', { role: 'deputy' }),
  told('chase', '91'),
  told('locked', '913'),
];
const input = (changes: Partial<AuditInput> = {}): AuditInput => ({
  plan,
  versions: [],
  alertRounds: [],
  holds: [],
  regions: REGIONS,
  people: PEOPLE,
  quietHours: definition.quietHours,
  received: CLEAN(),
  acted: ACTED,
  troubles: [],
  caps: { messages: 8, reminders: 3 },
  rows: [],
  replies: { reported: 0, acknowledged: 0, stopped: 0, unclear: 0 },
  endedAt: plan.endsAt,
  ...changes,
});
const kinds = (changes: Partial<AuditInput>) =>
  audit(input(changes)).violations.map(({ kind, unit, rung }) => [kind, unit, rung]);

describe('a season as it should be', () => {
  test('has no violation, and everything expected and received was checked', () => {
    expect(audit(input())).toEqual({ checked: 14 + 14, violations: [] });
  });

  test('an unacknowledged chase goes up', () => {
    const acted = ACTED.filter(({ kind }) => kind !== 'acknowledged');
    expect(kinds({ acted, received: [...CLEAN(), told('chase-raise', '9')] })).toEqual([]);
  });

  test('who was not acknowledged but has nobody silent left is not raised', () => {
    const acted = [...ACTED.filter(({ kind }) => kind !== 'acknowledged'), reported('913', shanghai('12-04 11:30'))];
    expect(kinds({ acted, received: CLEAN().filter(({ message }) => message?.rung !== 'locked') })).toEqual([]);
  });

  test('the deputy stands in for a contact who is on leave', () => {
    const people = PEOPLE.map((one) =>
      one.region === '911' && one.role === 'contact' ? { ...one, leaveFrom: '2026-12-01', leaveUntil: null } : one,
    );
    const received = [...CLEAN().slice(1), told('open', '911', { role: 'deputy' })];
    expect(kinds({ people, received })).toEqual([]);
    expect(kinds({ people })).toEqual([
      ['missing-rung', '911', 'open'],
      ['uncalled-for', '911', 'open'],
    ]);
  });

  test("a number that is nobody's has to be tried once; after that the deputy has to be told", () => {
    const people = PEOPLE.map((one) =>
      one.region === '913' && one.role === 'contact' ? { ...one, wrongNumber: true } : one,
    );
    const toContact = ({ message }: Received) => message?.region === '913' && message.contact === 9131;
    const afterwards = CLEAN().filter((one) => one.message?.rung === 'open' || !toContact(one));
    expect(kinds({ people, received: afterwards })).toEqual([
      ['missing-rung', '913', 'early'],
      ['missing-rung', '913', 'due'],
      ['missing-rung', '913', 'locked'],
    ]);
    const stoodIn = ['early', 'due', 'locked'].map((rung) => told(rung, '913', { role: 'deputy' }));
    expect(kinds({ people, received: [...afterwards, ...stoodIn] })).toEqual([]);
    expect(kinds({ people, received: [...afterwards.slice(0, 2), ...afterwards.slice(3), ...stoodIn] })).toContainEqual(
      ['missing-rung', '913', 'open'],
    );
  });

  test('a report at the very instant of a rung comes before it', () => {
    const acted = ACTED.map((act) => (act.region === '912' ? reported('912', at('due')) : act));
    expect(kinds({ acted })).toEqual([['after-report', '912', 'due']]);
  });

  test('a returned report makes the unit silent again', () => {
    const acted: Acted[] = [...ACTED, { kind: 'returned', round: ROUND, region: '911', at: shanghai('12-02 08:00') }];
    expect(kinds({ acted }).map(([kind, unit, rung]) => `${kind} ${unit} ${rung}`)).toEqual(
      expect.arrayContaining([
        'missing-rung 911 early',
        'missing-rung 911 due',
        'missing-rung 911 late',
        'missing-rung 911 locked',
      ]),
    );
  });
});

describe('each kind of violation is found', () => {
  const with_ = (...more: Received[]) => ({ received: [...CLEAN(), ...more] });

  test('a missing rung', () => {
    expect(kinds({ received: CLEAN().filter(({ message }) => message?.rung !== 'digest') })).toEqual([
      ['missing-rung', '91', 'digest'],
    ]);
  });
  test('a message to a village that has reported', () => {
    expect(kinds(with_(told('early', '911')))).toEqual([['after-report', '911', 'early']]);
  });
  test('a digest to a township where nobody is silent', () => {
    expect(kinds(with_(told('digest', '92')))).toEqual([['after-report', '92', 'digest']]);
  });
  test('a double', () => {
    expect(kinds(with_(told('early', '913')))).toEqual([['double', '913', 'early']]);
  });
  test('the same on a second channel, when the first is enough', () => {
    expect(kinds(with_(told('early', '913', { channel: 'email' })))).toEqual([['double', '913', 'early']]);
  });
  test('one in the quiet hours', () => {
    const night = shanghai('12-03 21:00');
    const received = CLEAN().map((one) =>
      one.message?.rung === 'due' && one.message.region === '913' ? { ...one, at: night } : one,
    );
    expect(kinds({ received }).sort()).toEqual([
      ['out-of-hours', '913', 'due'],
      ['wrong-instant', '913', 'due'],
    ]);
  });
  test('one a minute late', () => {
    const received = CLEAN().map((one) =>
      one.message?.rung === 'digest' ? { ...one, at: plusMs(one.at, 60_000) } : one,
    );
    expect(kinds({ received })).toEqual([['wrong-instant', '91', 'digest']]);
  });
  test('one after the end', () => {
    const late = plusMs(plan.endsAt, 60_000);
    expect(kinds(with_(told('late', '913', { at: late }))).map(([kind]) => kind)).toContain('after-end');
  });
  test('one whose use is over though the campaign goes on', () => {
    const nextDay = shanghai('12-04 09:00');
    const received = CLEAN().map((one) => (one.message?.rung === 'digest' ? { ...one, at: nextDay } : one));
    expect(kinds({ received }).map(([kind]) => kind)).toContain('after-end');
  });
  test("one that came to somebody else's number", () => {
    const received = CLEAN().map((one) => (one.message?.rung === 'digest' ? { ...one, rightAddress: false } : one));
    expect(kinds({ received })).toEqual([['wrong-recipient', '91', 'digest']]);
  });
  test('one that the plan does not call for', () => {
    expect(kinds(with_(told('early', '91')))).toEqual([['uncalled-for', '91', 'early']]);
    expect(kinds(with_(told('early', '913', { role: 'deputy' })))).toEqual([['uncalled-for', '913', 'early']]);
  });
  test('one that belongs to nothing', () => {
    expect(kinds(with_({ channel: 'sms', message: null, rightAddress: false, at: at('due') }))).toEqual([
      ['unknown-message', null, null],
    ]);
    expect(kinds(with_(told('nonsense', '913', { at: at('due') })))).toEqual([['unknown-message', '913', 'nonsense']]);
  });
});

/** A round of a warning that asks nobody anything more. */
function alertRound(id: string): AlertRoundHeld {
  const [opensAt, dueAt, locksAt] = [plan.startsAt, plan.endsAt, plan.endsAt];
  const asks = { ask: 'known', of: 'village', form: 'known', rungs: [], milestones: [] };
  return {
    id,
    area: '9',
    units: 0,
    endedAt: null,
    round: { key: id, stage: WARNING_STAGE, opensAt, dueAt, locksAt, ...asks },
  };
}

describe('replies by SMS', () => {
  const noon = shanghai('12-02 12:00');
  const contact = (code: string) => person(code, 'contact').id;
  const wrote = (kind: 'unclear' | 'stopped' | 'reported', code: string, when = noon): Acted => ({
    kind,
    round: ROUND,
    region: code,
    via: 'sms',
    contact: contact(code),
    at: when,
  });
  const answered = (about: string, code: string, when = noon): Received => {
    const { message, ...rest } = told('reply', code, { at: when });
    return { ...rest, message: message && { ...message, kind: 'notice', about } };
  };
  /** 912 reports by SMS instead of the form. */
  const bySms = ACTED.map((act) => (act.region === '912' ? wrote('reported', '912', act.at) : act));
  const at912 = shanghai('12-03 12:00');
  const replies = (changes: Partial<AuditInput['replies']> = {}) => ({ ...input().replies, ...changes });

  test('a report by SMS ends the silence, and has its receipt', () => {
    const receipt = answered('receipt R912', '912', at912);
    const season = { acted: bySms, replies: replies({ reported: 1 }) };
    expect(kinds({ ...season, received: [...CLEAN(), receipt] })).toEqual([]);
    expect(kinds(season)).toEqual([['missing-rung', '912', 'reply']]);
    expect(kinds({ ...season, received: [...CLEAN(), receipt, told('late', '912')] })).toEqual([
      ['after-report', '912', 'late'],
    ]);
    expect(kinds({ ...season, received: [...CLEAN(), { ...receipt, at: plusMs(at912, 60_000) }] })).toEqual([
      ['wrong-instant', '912', 'reply'],
    ]);
  });

  test('what is not understood is answered once', () => {
    const acted = [...ACTED, wrote('unclear', '913'), wrote('unclear', '913', plusMs(noon, 1_800_000))];
    const season = { acted, replies: replies({ unclear: 2 }) };
    const once = [...CLEAN(), answered(`unclear ${contact('913')}`, '913')];
    expect(kinds({ ...season, received: once })).toEqual([]);
    expect(kinds(season)).toEqual([['missing-rung', '913', 'reply']]);
    const twice = [...once, answered(`unclear ${contact('913')}`, '913', plusMs(noon, 1_800_000))];
    expect(kinds({ ...season, received: twice })).toEqual([['uncalled-for', '913', 'reply']]);
  });

  test('an answer to nothing is found, as is one to somebody else', () => {
    expect(kinds({ received: [...CLEAN(), answered('unclear 9111', '911')] })).toEqual([
      ['uncalled-for', '911', 'reply'],
    ]);
    const acted = [...ACTED, wrote('unclear', '913')];
    const received = [...CLEAN(), { ...answered('unclear 9131', '913'), rightAddress: false }];
    expect(kinds({ acted, received, replies: replies({ unclear: 1 }) })).toEqual([['wrong-recipient', '913', 'reply']]);
  });

  test('whoever has stopped the SMS is told no more by it; his deputy and his superior are', () => {
    const about = `stopped ${contact('913')}`;
    const season = { acted: [...ACTED, wrote('stopped', '913')], replies: replies({ stopped: 1 }) };
    const rung = ({ message }: Received) => message?.rung ?? '';
    const to913 = (one: Received) => one.message?.region === '913' && one.channel === 'sms';
    const before = CLEAN().filter((one) => !to913(one) || ['open', 'early'].includes(rung(one)));
    const deputy = ['due', 'locked'].map((id) => told(id, '913', { role: 'deputy' }));
    const news = [answered(about, '913'), answered(about, '91')];
    expect(kinds({ ...season, received: [...before, ...deputy, ...news] })).toEqual([]);
    expect(kinds({ ...season, received: [...before, ...deputy, ...news.slice(0, 1)] })).toEqual([
      ['missing-rung', '91', 'reply'],
    ]);
    expect(
      kinds({ ...season, received: [...before, ...deputy, ...news, told('locked', '913')] }).map(([kind]) => kind),
    ).toContain('after-stop');
  });

  test('who writes in the night has his answer in the morning; who answers a warning has it at once', () => {
    const night = shanghai('12-02 23:50');
    const season = { acted: [...ACTED, wrote('unclear', '913', night)], replies: replies({ unclear: 1 }) };
    const at = (when: Instant, round = ROUND): Received => {
      const { message, ...rest } = answered(`unclear ${contact('913')}`, '913', when);
      return { ...rest, message: message && { ...message, round } };
    };
    expect(kinds({ ...season, received: [...CLEAN(), at(shanghai('12-03 07:30'))] })).toEqual([]);
    expect(kinds({ ...season, received: [...CLEAN(), at(night)] }).map(([kind]) => kind)).toEqual([
      'out-of-hours',
      'wrong-instant',
    ]);
    const alertRounds = [alertRound('alert')];
    expect(kinds({ ...season, alertRounds, received: [...CLEAN(), at(night, 'alert')] })).toEqual([]);
    expect(
      kinds({ ...season, alertRounds, received: [...CLEAN(), at(shanghai('12-03 07:30'), 'alert')] }).map(
        ([kind]) => kind,
      ),
    ).toEqual(['wrong-instant']);
  });

  test('a reply that came to something else than was meant is counted', () => {
    expect(kinds({ replies: replies({ reported: 1 }) })).toEqual([['miscounted', null, null]]);
  });
});

describe('whatever the villages do', () => {
  /** What a faultless system sends, worked out the long way: unit by unit, rung by rung. */
  function faultless(acted: Acted[]): Received[] {
    const silent = (code: string, rung: string) =>
      !acted.some((act) => act.kind === 'reported' && act.region === code && act.at <= at(rung));
    const townships = (rung: string) =>
      ['91', '92'].filter((township) => VILLAGES.some((code) => code.startsWith(township) && silent(code, rung)));
    const units = (rung: string) => VILLAGES.filter((code) => silent(code, rung)).map((code) => told(rung, code));
    const answered = (code: string) =>
      acted.some(
        (act) =>
          act.kind === 'acknowledged' && act.region === code && act.at > at('chase') && act.at <= at('chase-raise'),
      );
    const raised = townships('chase').some((code) => !answered(code) && townships('chase-raise').includes(code));
    return [
      ...['open', 'early', 'due', 'late', 'locked'].flatMap(units),
      ...VILLAGES.filter((code) => silent(code, 'late')).map((code) => told('late', code, { role: 'deputy' })),
      ...['digest', 'chase'].flatMap((rung) => townships(rung).map((code) => told(rung, code))),
      ...(raised ? [told('chase-raise', '9')] : []),
    ];
  }
  const moment = fc
    .integer({ min: 1, max: 24 * 4 * 2 })
    .map((halfHours) => plusMs(plan.startsAt, halfHours * 30 * 60_000));
  const acts = fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom(...VILLAGES), moment)),
      fc.array(fc.tuple(fc.constantFrom('91', '92'), moment)),
    )
    .map(([reports, answers]) => [
      ...reports.map(([unit, when]) => reported(unit, when)),
      ...answers.map(([code, when]) => acknowledged(code, when)),
    ]);

  test('a faultless system passes, one that leaves a message out or doubles one does not', () => {
    fc.assert(
      fc.property(acts, fc.nat(), (acted, lot) => {
        const received = faultless(acted);
        expect(kinds({ acted, received })).toEqual([]);
        const index = lot % received.length;
        const chosen = received[index];
        const { message } = chosen ?? {};
        expect(kinds({ acted, received: received.filter((_, place) => place !== index) })).toEqual([
          ['missing-rung', message?.region, message?.rung],
        ]);
        expect(kinds({ acted, received: [...received, ...(chosen ? [chosen] : [])] })).toEqual([
          ['double', message?.region, message?.rung],
        ]);
      }),
    );
  });
});
