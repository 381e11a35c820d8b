import fc from 'fast-check';
import type { Rung } from '../../../domain/campaign/plan';
import { instant } from '../../../domain/instant';
import { dueRungs, isOver, openRungs, overtakenRungs, rungKey } from '../../../domain/round/ladder';
import type { RungKind } from '../../../domain/round/rung-kinds';

const rung = (id: string, hour: number, kind: RungKind = 'reminder', up = 0): Rung => ({
  id,
  at: instant(Date.UTC(2026, 11, 1) + hour * 3_600_000),
  kind,
  message: kind,
  audience: { up, deputy: false },
  channels: ['sms'],
  send: 'first',
  validUntil: instant(Date.UTC(2027, 0, 1)),
});
const at = (hour: number) => rung('', hour).at;
const ids = (rungs: Rung[]) => rungs.map(({ id }) => id);

describe('the ladder', () => {
  test('is over at the lock, but for what is due and for the word that it is locked', () => {
    const [lock, dawn] = [rung('lock', 5, 'locked'), rung('lock', 9, 'locked')];
    const [early, late] = [rung('early', 4), rung('late', 7)];
    expect(isOver([early], [rungKey(early)], { locksAt: at(5), now: at(4) })).toBe(false);
    expect(isOver([early, late], [rungKey(early)], { locksAt: at(5), now: at(5) })).toBe(true);
    expect(isOver([early], [], { locksAt: at(5), now: at(5) })).toBe(false);
    expect(isOver([lock], [], { locksAt: at(5), now: at(5) })).toBe(false);
    expect(isOver([dawn], [], { locksAt: at(5), now: at(6) })).toBe(false);
    expect(isOver([dawn], [rungKey(dawn)], { locksAt: at(5), now: at(9) })).toBe(true);
  });

  test('computed anew does not repeat at once what was climbed at its former instant', () => {
    const done = [rungKey(rung('early', 1)), rungKey(rung('due', 2))];
    const anew = [rung('early', 3), rung('due', 8), rung('new', 4), { ...rung('early', 5), kind: 'notice' as const }];
    expect(ids(overtakenRungs(anew, done, at(5)))).toEqual(['early']);
    expect(overtakenRungs(anew, done, at(2))).toEqual([]);
  });

  test('climbs a rung when its instant has come, and not before', () => {
    const rungs = [rung('a', 1), rung('b', 2)];
    expect(ids(dueRungs(rungs, [], at(0)).climb)).toEqual([]);
    expect(ids(dueRungs(rungs, [], at(1)).climb)).toEqual(['a']);
  });

  test('after an outage sends only the latest of several overdue reminders, once', () => {
    const { climb, superseded } = dueRungs([rung('a', 1), rung('b', 2), rung('c', 3)], [], at(9));
    expect(ids(climb)).toEqual(['c']);
    expect(ids(superseded)).toEqual(['a', 'b']);
  });

  test('keeps the news for each level apart', () => {
    const { climb } = dueRungs(
      [rung('village', 1), rung('township', 2, 'digest', 1), rung('county', 3, 'digest', 2)],
      [],
      at(9),
    );
    expect(ids(climb)).toEqual(['village', 'township', 'county']);
  });

  test('a digest does not replace a chase, which an officer must acknowledge', () => {
    const { climb } = dueRungs([rung('chase', 1, 'chase', 1), rung('digest', 2, 'digest', 1)], [], at(9));
    expect(ids(climb)).toEqual(['chase', 'digest']);
  });

  test('always climbs what acts on the state of things, however late', () => {
    const rungs = [
      rung('raise', 1, 'raise', 2),
      rung('calls', 2, 'call-list'),
      rung('locked', 4, 'locked'),
      rung('county', 3, 'digest', 2),
    ];
    expect(ids(dueRungs(rungs, [], at(9)).climb)).toEqual(['raise', 'calls', 'county', 'locked']);
  });

  test('a rung moved by an extension is climbed again at its new instant', () => {
    const before = rung('due', 1);
    expect(ids(dueRungs([rung('due', 5)], [rungKey(before)], at(5)).climb)).toEqual(['due']);
  });

  test('whatever the outages, every rung is done exactly once and none is forgotten', () => {
    const ladder = fc.uniqueArray(
      fc.record({
        hour: fc.integer({ min: 0, max: 60 }),
        up: fc.integer({ min: 0, max: 2 }),
        kind: fc.constantFrom<RungKind>('task', 'reminder', 'digest', 'chase', 'raise', 'call-list', 'locked'),
      }),
      { maxLength: 15, selector: ({ hour, up, kind }) => `${hour} ${up} ${kind}` },
    );
    const looks = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 10 });
    fc.assert(
      fc.property(ladder, looks, (specs, hours) => {
        const rungs = specs.map(({ hour, up, kind }, i) => rung(`r${i}`, hour, kind, up));
        const done: string[] = [];
        for (const hour of [...hours.sort((a, b) => a - b), 61]) {
          const { climb, superseded } = dueRungs(rungs, done, at(hour));
          expect(climb.filter((one) => superseded.includes(one))).toEqual([]);
          done.push(...[...climb, ...superseded].map(rungKey));
        }
        expect(openRungs(rungs, done)).toEqual([]);
        expect(new Set(done).size).toBe(done.length);
      }),
    );
  });
});
