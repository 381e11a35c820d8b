import type { z } from 'zod';
import type { definitionSchema } from '../../../domain/campaign/definition/definition';
import { ladderFindings } from '../../../domain/campaign/definition/rules/rules-of-ladders';
import { HELPERS, levelIn, toldBy, withRole, withTold } from '../../../domain/campaign/definition/rung-audience';
import { withKind } from '../../../domain/campaign/definition/with-kind';
import { preview } from '../../../domain/campaign/preview';
import { CONTACT, type Duty, dutyOf, dutyWord, isRole } from '../../../domain/people/duties';
import { dueRungs } from '../../../domain/round/ladder';
import { county, definitionWith, planOf, roundOf } from '../../support/campaigns/plans';

const REGIONS = county(2, 1);
type Written = NonNullable<z.input<typeof definitionSchema>['ladders']>[string][number];
const REMINDER = { id: 'r', kind: 'reminder', at: { from: 'due', time: '09:30' } } as const;
const DIGEST = { ...REMINDER, kind: 'digest' } as const;
const CHASE = { ...REMINDER, kind: 'chase', acknowledgeWithin: { workingHours: 1 } } as const;

const laid = (...ladder: Written[]) =>
  roundOf({ definition: definitionWith({ ladders: { default: ladder } }), regions: REGIONS }).rungs;
const refusals = (written: Written) =>
  ladderFindings(definitionWith({ ladders: { own: [written] } })).map(({ path, said }) => [path.at(-1), said.code]);

describe('whom a rung names', () => {
  it.each<[string, Written, object]>([
    ['the unit', { ...REMINDER, to: 'unit' }, { up: 0, deputy: false }],
    ['its superior', { ...DIGEST, to: 'superior' }, { up: 1, deputy: false }],
    ['the superior of that', { ...DIGEST, to: 'superior', up: 2 }, { up: 2, deputy: false }],
    ['a superior of a kind', { ...DIGEST, to: 'superior', of: 'county' }, { up: 2, deputy: false }],
    ['a duty at the unit', { ...REMINDER, to: 'role', role: '统计员' }, { up: 0, role: '统计员', deputy: false }],
    ['a duty above', { ...CHASE, to: 'role', role: '值班员', up: 1 }, { up: 1, role: '值班员', deputy: false }],
    ['the one who reports, as a duty', { ...REMINDER, to: 'role', role: 'contact' }, { up: 0, deputy: false }],
    ['as before: levels alone', { ...DIGEST, up: 2 }, { up: 2, deputy: false }],
  ])('%s', (_, written, audience) => {
    expect(refusals(written)).toEqual([]);
    expect(laid(written)[0]?.audience).toEqual(audience);
  });

  it.each<[string, Written, [string, string][]]>([
    ['a duty that is not named', { ...REMINDER, to: 'role' }, [['role', 'role-needed']]],
    ['a duty beside another audience', { ...REMINDER, role: '统计员' }, [['role', 'role-alone']]],
    ['a unit with levels', { ...DIGEST, to: 'unit', up: 1 }, [['up', 'unit-is-no-superior']]],
    ['a reminder to a superior', { ...REMINDER, to: 'superior' }, [['to', 'not-for-superiors']]],
    ['a digest to a duty at the unit', { ...DIGEST, to: 'role', role: 'x' }, [['up', 'not-for-units']]],
    [
      'a call list that would tell a duty at the unit',
      { ...REMINDER, kind: 'call-list', to: 'role', role: 'x' },
      [['to', 'nobody-of-a-list']],
    ],
  ])('refuses %s', (_, written, codes) => {
    expect(refusals(written)).toEqual(codes);
  });

  it('refuses a word that the register cannot hold', () => {
    expect(() => definitionWith({ ladders: { own: [{ ...REMINDER, to: 'role', role: 'a b' }] } })).toThrow();
  });

  it('an unacknowledged chase of a duty goes to who answers one level above', () => {
    expect(laid({ ...CHASE, to: 'role', role: '值班员', up: 1 }).map(({ kind, audience }) => [kind, audience])).toEqual(
      [
        ['chase', { up: 1, role: '值班员', deputy: false }],
        ['raise', { up: 2, deputy: false }],
      ],
    );
  });

  it('the same rung to two duties is two rungs, and neither stands in for the other', () => {
    const rungs = laid(
      { ...DIGEST, to: 'superior' },
      { ...DIGEST, id: 'r2', to: 'role', role: '值班员', up: 1 },
      { ...DIGEST, id: 'r3', to: 'superior', at: { from: 'due', time: '10:00' } },
    );
    expect(rungs.map(({ id }) => id)).toEqual(['r', 'r2', 'r3']);
    const { climb, superseded } = dueRungs(rungs, [], '2027-01-01T00:00:00.000Z');
    expect([climb, superseded].map((some) => some.map(({ id }) => id))).toEqual([['r2', 'r3'], ['r']]);
  });
});

test('the preview counts those who have the duty', () => {
  const definition = definitionWith({ ladders: { default: [{ ...REMINDER, to: 'role', role: '统计员' }] } });
  const reachable = { phone: true, email: false, deputyPhone: true, deputyEmail: false };
  const reach = [
    ...REGIONS.map(({ code }) => ({ code, role: CONTACT, ...reachable })),
    { code: 'R1-1', role: '统计员', ...reachable },
    { code: 'R1-2', role: '统计员', ...reachable, phone: false },
  ];
  const { lines } = preview({ plan: planOf(definition, REGIONS), regions: REGIONS, reach, segmentsOf: () => 1 });
  expect(lines).toMatchObject([{ rung: 'r', role: '统计员', places: 3, sms: 2, unreachable: 1 }]);
});

test('the wizard sets and takes back a duty, and keeps it with another kind of rung', () => {
  const [first] = definitionWith({ ladders: { own: [{ ...DIGEST, to: 'superior' }] } }).ladders.own ?? [];
  if (!first) throw new Error('there is no rung');
  const told = withRole(first, '值班员');
  expect(told).toMatchObject({ to: 'role', role: '值班员', up: 0 });
  expect(withKind(told, 'chase')).toMatchObject({ to: 'role', role: '值班员', up: 1 });
  expect(withRole(told, '')).not.toHaveProperty('role');
  expect(levelIn(first)).toBe(1);
});

describe('a duty in one word', () => {
  it.each<[string, Duty]>([
    ['contact', { role: 'contact', deputy: false }],
    ['deputy', { role: 'contact', deputy: true }],
    ['值班员', { role: '值班员', deputy: false }],
    ['值班员:deputy', { role: '值班员', deputy: true }],
  ])('%s', (word, duty) => {
    expect(dutyOf(word)).toEqual(duty);
    expect(dutyWord(duty)).toBe(word);
  });

  it.each(['', 'deputy', 'a b', 'a/b', 'a:deputy', 'x'.repeat(41)])('no role: %j', (word) => {
    expect(isRole(word)).toBe(false);
  });
});

it('the editor gives a rung to helpers and to levels again, and loses neither a duty nor a milestone', () => {
  const [rung] = definitionWith({ ladders: { own: [{ ...REMINDER, up: 0 }] } }).ladders.own ?? [];
  if (!rung) throw new Error('The ladder has a rung.');
  const helpers = withTold(withRole(rung, '统计员'), HELPERS);
  expect([helpers.to, helpers.role, helpers.up, toldBy(helpers)]).toEqual(['helper', undefined, 0, HELPERS]);
  expect(withTold(helpers, 0)).toEqual(rung);
  expect(toldBy(withTold(rung, 'township'))).toBe('township');
  expect(withTold(withTold(rung, 'township'), 2)).toMatchObject({ up: 2 });
  for (const kept of [withRole(rung, '统计员'), { ...rung, to: 'short' as const }])
    expect(withTold(kept, 1)).toEqual({ ...kept, up: 1 });
});
