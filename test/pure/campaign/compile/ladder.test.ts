import { compile } from '../../../../domain/campaign/compile/compile';
import { county, definitionWith, roundOf, times } from '../../../support/campaigns/plans';

const SMALL = county(2, 3);

describe('the default ladder', () => {
  const round = roundOf({ definition: definitionWith(), regions: SMALL });

  test('asks, reminds the silent, then sets people in motion, level by level', () => {
    expect(round.rungs.map(({ at, kind, audience }) => `${at.slice(5, 16)} ${kind} ${audience.up}`)).toEqual([
      '12-01T01:00 task 0',
      '12-01T01:00 digest 1',
      '12-15T01:30 reminder 0',
      '12-17T01:30 reminder 0',
      '12-17T01:30 digest 1',
      '12-18T01:30 reminder 0',
      '12-18T08:00 reminder 0',
      '12-18T09:00 digest 1',
      '12-18T09:30 digest 2',
      '12-21T01:30 reminder 0',
      '12-21T01:30 chase 1',
      '12-21T01:30 digest 2',
      '12-21T05:30 raise 2',
      '12-22T01:30 call-list 0',
      '12-22T01:30 chase 1',
      '12-22T01:30 chase 2',
      '12-22T05:30 raise 2',
      '12-24T10:00 locked 0',
    ]);
  });

  test('a chase is acknowledged in 4 working hours, or raised at that very instant', () => {
    const chase = round.rungs.find(({ id }) => id === 'due+1wd-chase');
    const raise = round.rungs.find(({ raises }) => raises === 'due+1wd-chase');
    expect(chase?.acknowledgeBy).toBe('2026-12-21T05:30:00.000Z');
    expect(raise).toMatchObject({ id: 'due+1wd-chase-raise', at: chase?.acknowledgeBy, audience: { up: 2 } });
  });

  test('tells the deputy too on the first working day after', () => {
    expect(round.rungs.filter(({ audience }) => audience.deputy).map(({ id }) => id)).toEqual(['due+1wd']);
  });

  test('with an hour for digests, those of a day are due at one moment, and nothing else moves', () => {
    const daily = roundOf({ definition: definitionWith({ digestsAt: '16:30' }), regions: SMALL });
    const of = (rungs: typeof round.rungs, digests: boolean) =>
      rungs.filter(({ kind }) => (kind === 'digest') === digests);
    expect(of(daily.rungs, true).map(({ at, audience }) => `${at.slice(5, 16)} ${audience.up}`)).toEqual([
      '12-01T08:30 1',
      '12-17T08:30 1',
      '12-18T08:30 1',
      '12-18T08:30 2',
      '12-21T08:30 2',
    ]);
    expect(of(daily.rungs, false)).toEqual(of(round.rungs, false));
  });

  test('a digest keeps its own time on a day when its round is not open at that hour', () => {
    const late = definitionWith({ digestsAt: '08:00' });
    const opening = roundOf({ definition: late, regions: SMALL }).rungs.find(({ id }) => id === 'opens-digest');
    expect(opening?.at).toBe('2026-12-01T01:00:00.000Z');
  });

  test('a digest is stale at the end of its day, a reminder at the lock', () => {
    const valid = Object.fromEntries(round.rungs.map(({ id, validUntil }) => [id, validUntil]));
    expect(valid['due-digest']).toBe('2026-12-18T16:00:00.000Z');
    expect(valid['due-3wd']).toBe(round.locksAt);
    expect(valid.locked).toBe('2026-12-25T10:00:00.000Z');
  });

  test('leaves out what a short stage has no time for', () => {
    const short = roundOf({
      definition: definitionWith({}, { opens: '12-18 10:00', lock: '12-21 12:00' }),
      regions: SMALL,
    });
    expect(short.rungs.map(({ id }) => id)).toEqual([
      'opens-task',
      'opens-digest',
      'due-afternoon',
      'due-digest',
      'due-digest-above',
      'due+1wd',
      'due+1wd-chase',
      'due+1wd-digest-above',
      'locked',
    ]);
    // An acknowledgement after the lock is useless.
    expect(short.rungs.find(({ kind }) => kind === 'chase')?.acknowledgeBy).toBe(short.locksAt);
  });

  test('leaves out what falls on the lock itself, except the word that it is locked', () => {
    const at = { from: 'lock' as const };
    const ladders = {
      default: [
        { id: 'too-late', kind: 'reminder' as const, at },
        { id: 'locked', kind: 'locked' as const, at },
      ],
    };
    const { rungs } = roundOf({ definition: definitionWith({ ladders }), regions: SMALL });
    expect(rungs.map(({ id }) => id)).toEqual(['locked']);
  });

  test('leaves out levels above the scope', () => {
    const asks = [{ id: 'township', of: 'township', form: 'found' }];
    const { rungs } = roundOf({ definition: definitionWith({}, { asks }), regions: SMALL });
    expect(Math.max(...rungs.map(({ audience }) => audience.up))).toBe(1);
    expect(rungs.some(({ kind }) => kind === 'raise')).toBe(false);
  });

  test('a definition may put its own in its place', () => {
    const ladders = { default: [{ id: 'only', kind: 'task' as const, at: { from: 'opens' as const } }] };
    expect(roundOf({ definition: definitionWith({ ladders }), regions: SMALL }).rungs.map(({ id }) => id)).toEqual([
      'only',
    ]);
  });
});

describe('quiet hours', () => {
  test('a rung waits for their end', () => {
    expect(
      times(roundOf({ definition: definitionWith({}, { opens: '12-01 22:00' }), regions: SMALL }))['opens-task'],
    ).toBe('2026-12-01T23:30:00.000Z');
  });

  test('a rung that would wait beyond the lock is left out, with a warning', () => {
    const late = { id: 'late', kind: 'reminder' as const, at: { from: 'lock' as const, hours: -1 } };
    const definition = definitionWith({ ladders: { default: [late] } }, { lock: '12-24 24:00' });
    const plan = compile({ definition, regions: SMALL });
    expect(plan.stages[0]?.rounds[0]?.rungs).toEqual([]);
    expect(plan.warnings).toContain('survey：“late”这一级落在免打扰时段，顺延后已过锁定时间，不再发送');
  });

  test('that a round was locked at night is told in the morning', () => {
    const plan = compile({ definition: definitionWith({}, { lock: '12-24 24:00' }), regions: SMALL });
    const locked = plan.stages[0]?.rounds[0]?.rungs.find(({ id }) => id === 'locked');
    expect(locked).toMatchObject({ at: '2026-12-24T23:30:00.000Z', validUntil: '2026-12-25T23:30:00.000Z' });
    expect(plan.endsAt).toBe('2026-12-24T23:30:00.000Z');
    expect(plan.warnings.join()).not.toContain('locked');
  });
});
