import fc from 'fast-check';
import { plusMs } from '../../../domain/instant';
import { audit } from '../../../rehearsal/audit/audit';
import type { Acted, Received } from '../../../rehearsal/audit/audit-input';
import {
  ACTED,
  acknowledged,
  at,
  CLEAN,
  input,
  kinds,
  PEOPLE,
  plan,
  ROUND,
  reported,
  told,
  VILLAGES,
} from '../../support/campaigns/audited-season';
import { shanghai } from '../../support/campaigns/tiny';

describe('a season as it should be', () => {
  test('has no violation, and everything expected and received was checked', () => {
    expect(audit(input())).toEqual({ checked: 14 + 14, violations: [] });
  });

  test('an unacknowledged chase goes up', () => {
    const acted = ACTED.filter(({ kind }) => kind !== 'acknowledged');
    expect(kinds({ acted, received: [...CLEAN(), told('chase-raise', '9')] })).toEqual([]);
  });

  test('a chase without an acknowledgement is not raised when no unit is silent any more', () => {
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

  test('a wrong number must be tried once; after that the deputy must get the message', () => {
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
  test('a digest to a township without silent units', () => {
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
  test("one that came to another person's number", () => {
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

describe('whatever the villages do', () => {
  /** The messages of a faultless system, computed the long way: unit by unit, rung by rung. */
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
