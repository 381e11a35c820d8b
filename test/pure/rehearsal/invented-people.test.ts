import { readIdNumber } from '../../../domain/people/id-number';
import { leaksIn } from '../../../rehearsal/audit/personal/leaks';
import { inventPerson, mistyped } from '../../../rehearsal/lists/invented-people';
import { inventQuotas, slotsFor } from '../../../rehearsal/lists/invented-quotas';
import { intentOf, type Proposing, residentsNamedIn } from '../../../rehearsal/lists/proposals';
import { sendingsOf } from '../../../rehearsal/lists/sendings';
import { type Shares, sharesWith, USUAL_SHARES } from '../../../rehearsal/lists/shares';
import { habitsOf } from '../../../rehearsal/people/villages';
import { generateRegister } from '../../../store/people/tables/samples/generate';
import { shanghai } from '../../support/campaigns/tiny';

const UNITS = Array.from({ length: 60 }, (_, nth) => `village-${nth}`);
const PEOPLE = Array.from({ length: 3000 }, (_, nth) => inventPerson(7, nth));

describe('invented people', () => {
  it('cannot exist, and are all different', () => {
    for (const { idNumber, phone } of PEOPLE) {
      expect(readIdNumber(idNumber, '2026-12-01')).toMatchObject({ number: idNumber });
      expect(idNumber).toMatch(/^990000/);
      expect(phone).toMatch(/^19905\d{6}$/);
    }
    for (const part of ['name', 'idNumber', 'phone', 'address'] as const)
      expect(new Set(PEOPLE.map((person) => person[part])).size).toBe(PEOPLE.length);
  });

  it('are others with another seed, and the same with the same', () => {
    expect(inventPerson(7, 12)).toEqual(PEOPLE[12]);
    expect(inventPerson(8, 12).idNumber).not.toBe(PEOPLE[12]?.idNumber);
  });

  it('have numbers that can be mistyped', () => {
    for (const { idNumber } of PEOPLE.slice(0, 200))
      expect(readIdNumber(mistyped(idNumber), '2026-12-01')).toEqual({ problem: 'id-check' });
  });

  it('are found wherever their data stand, also in a URL, and nobody of an invented register is taken for one', () => {
    for (const { name, idNumber, phone, address } of PEOPLE.slice(0, 50))
      for (const [kind, word] of Object.entries({ name, 'ID number': idNumber, telephone: phone, address })) {
        const found = [{ place: 'Redis', where: 'key', kind }];
        expect(leaksIn({ place: 'Redis', where: 'key', text: `{"a":"100%","b":"${word}"}` })).toEqual(found);
        expect(leaksIn({ place: 'Redis', where: 'key', text: `https://x/?q=${encodeURIComponent(word)}` })).toEqual(
          found,
        );
      }
    const register = JSON.stringify(generateRegister({ villages: 900 }));
    expect(leaksIn({ place: 'Redis', where: 'key', text: register })).toEqual([]);
  });
});

describe('invented quotas', () => {
  it('add up to what is planned, and every village has some', () => {
    const quotas = inventQuotas({ seed: 1, about: 'special', units: UNITS, total: 188 });
    expect([...quotas.values()].reduce((one, other) => one + other, 0)).toBe(188);
    expect(Math.min(...quotas.values())).toBeGreaterThanOrEqual(1);
    expect(new Set(quotas.values()).size).toBeGreaterThan(2);
  });

  it('are fewer where there are fewer villages', () => {
    expect([slotsFor(24, 188), slotsFor(12, 188), slotsFor(10, undefined)]).toEqual([188, 96, 80]);
    const few = inventQuotas({ seed: 1, about: 'special', units: UNITS, total: 9 });
    expect([...few.values()].reduce((one, other) => one + other, 0)).toBe(9);
  });
});

describe('the rows of simulated villages', () => {
  const lists = ['special', 'difficult'];
  const proposing = (unit: string, list = 'special'): Proposing => ({
    seed: 3,
    shares: USUAL_SHARES,
    unit,
    list,
    slots: 8,
    units: UNITS,
    lists,
  });
  const intents = UNITS.map((unit) => intentOf(proposing(unit)));

  it('name some people twice, mistype some numbers, and try more than the quota', () => {
    const rows = intents.flatMap(({ proposals }) => proposals);
    const people = new Map<string, number>();
    for (const { person } of rows) people.set(person.idNumber, (people.get(person.idNumber) ?? 0) + 1);
    const twice = [...people.values()].filter((count) => count > 1).length;
    expect(twice / rows.length).toBeGreaterThan(0.01);
    expect(twice / rows.length).toBeLessThan(0.06);
    // Who is named twice is known to be, so that the audit knows what to expect.
    for (const { person, shared } of rows) if ((people.get(person.idNumber) ?? 0) > 1) expect(shared).toBe(true);
    expect(rows.filter(({ badNumber }) => badNumber).length).toBeGreaterThan(5);
    expect(intents.filter(({ beyond }) => beyond.length > 0).length).toBeGreaterThan(5);
    for (const { proposals, beyond } of intents) expect(beyond.length === 0 || proposals.length === 8).toBe(true);
    expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length);
  });

  it('name somebody of the first list on the second too', () => {
    const first = new Set(intents.flatMap(({ proposals }) => proposals.map(({ person }) => person.idNumber)));
    const second = UNITS.flatMap((unit) => intentOf(proposing(unit, 'difficult')).proposals);
    expect(second.filter(({ person }) => first.has(person.idNumber)).length).toBeGreaterThan(3);
  });

  it('know where a household lives that two villages name', () => {
    const rows = intents.flatMap(({ proposals }, at) => proposals.map((one) => ({ ...one, unit: UNITS[at] ?? '' })));
    const strangers = rows.filter(({ home, unit }) => home !== unit);
    expect(strangers.length).toBeGreaterThan(5);
    for (const { person, home, unit } of strangers) {
      const residents = residentsNamedIn(proposing(unit));
      expect(residents).toContainEqual({ idNumber: person.idNumber, home });
      // The village where it lives knows it as its own.
      expect(residentsNamedIn(proposing(home))[0]).toEqual({ idNumber: person.idNumber, home });
    }
  });

  it('are as many of each sort as is wanted', () => {
    const all = (shares: Partial<Shares>) =>
      UNITS.map((unit) => intentOf({ ...proposing(unit), shares: sharesWith(shares) }));
    expect(all({ unwilling: 1 }).every(({ unwilling }) => unwilling.length === 1)).toBe(true);
    expect(all({ unwilling: 0 }).every(({ unwilling }) => unwilling.length === 0)).toBe(true);
    const people = all({ unwilling: 1 }).flatMap(({ proposals, beyond, unwilling }) => [
      ...proposals,
      ...beyond,
      ...unwilling,
    ]);
    expect(new Set(people.map(({ row }) => row)).size).toBe(people.length);
    expect(
      all({ twin: 0, both: 0 })
        .flatMap(({ proposals }) => proposals)
        .some(({ shared }) => shared),
    ).toBe(false);
  });

  it('come in several sendings, all of them once, and are corrected only after they came', () => {
    const told = [{ kind: 'task', at: shanghai('12-01 09:00') }];
    const dates = { dueAt: shanghai('12-16 00:00'), locksAt: shanghai('12-16 00:00') };
    const grid = { zone: 'Asia/Shanghai', from: '08:30', to: '17:30' };
    let several = 0;
    for (const [at, unit] of UNITS.entries()) {
      const place = { seed: 3, unit, key: 'apply' };
      const intent = intents[at];
      if (!intent) throw new Error('an intent each');
      const sendings = sendingsOf({ place, intent, told, dates }, grid);
      if (habitsOf(place).temperament !== 'prompt') continue;
      const rows = sendings?.flatMap(({ proposals }) => proposals.map(({ row }) => row)) ?? [];
      expect(rows).toEqual(intent.proposals.map(({ row }) => row));
      expect(sendings?.map(({ whole }) => whole).lastIndexOf(false)).toBe((sendings?.length ?? 0) - 2);
      expect(sendings?.map((sending) => sending.at)).toEqual(sendings?.map((sending) => sending.at).sort());
      const before = new Set(sendings?.slice(0, -1).flatMap(({ proposals }) => proposals.map(({ row }) => row)));
      for (const row of [...(sendings?.at(-1)?.corrects ?? []), ...(sendings?.at(-1)?.takesBack ?? [])])
        expect(before.has(row)).toBe(true);
      if ((sendings?.length ?? 0) > 1) several += 1;
    }
    expect(several).toBeGreaterThan(15);
  });
});
