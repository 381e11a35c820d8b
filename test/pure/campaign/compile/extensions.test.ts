import { compile } from '../../../../domain/campaign/compile/compile';
import { county, definitionWith, roundOf, times } from '../../../support/campaigns/plans';

const SMALL = county(2, 3);

describe('extensions', () => {
  const definition = definitionWith();
  const before = roundOf({ definition, regions: SMALL });

  test('a later due date moves what hangs on it, and nothing else', () => {
    const after = roundOf({ definition, regions: SMALL, amendments: [{ key: 'survey', due: '12-22' }] });
    expect(after).toMatchObject({
      opensAt: before.opensAt,
      dueAt: '2026-12-22T16:00:00.000Z',
      locksAt: before.locksAt,
    });
    expect(times(after)['opens-task']).toBe(times(before)['opens-task']);
    expect(times(after)['due-3wd']).toBe('2026-12-17T01:30:00.000Z');
    expect(times(after).locked).toBe(before.locksAt);
  });

  test('takes a lock with it that is counted from it, and pushes a fixed one', () => {
    const relative = definitionWith({}, { lock: { after: 'due', days: 2 } });
    expect(
      roundOf({ definition: relative, regions: SMALL, amendments: [{ key: 'survey', due: '12-28' }] }).locksAt,
    ).toBe('2026-12-30T10:00:00.000Z');
    expect(roundOf({ definition, regions: SMALL, amendments: [{ key: 'survey', due: '12-28' }] }).locksAt).toBe(
      '2026-12-28T16:00:00.000Z',
    );
  });

  test('a lock alone leaves the due date where it is', () => {
    const leaning = definitionWith({}, { due: { after: 'lock', days: -3 } });
    const { dueAt, locksAt } = roundOf({
      definition: leaning,
      regions: SMALL,
      amendments: [{ key: 'survey', lock: '2026-12-30T04:00:00Z' }],
    });
    expect([dueAt, locksAt]).toEqual(['2026-12-21T16:00:00.000Z', '2026-12-30T04:00:00.000Z']);
  });

  test('an opening that is counted from the due date stays where it is', () => {
    const leaning = definitionWith(
      {},
      { opens: '12-01', asks: [{ id: 'late', of: 'village', form: 'found', opens: { after: 'due', days: -10 } }] },
    );
    const [first, later] = [[], [{ key: 'survey', due: '12-22' }]].map((amendments) =>
      roundOf({ definition: leaning, regions: SMALL, amendments }),
    );
    expect(first?.opensAt).toBe('2026-12-08T01:00:00.000Z');
    expect(later).toMatchObject({ opensAt: first?.opensAt, dueAt: '2026-12-22T16:00:00.000Z' });
  });

  test('the later decision wins', () => {
    const amendments = [
      { key: 'survey', due: '12-28' },
      { key: 'survey', due: '12-20', lock: '12-26' },
    ];
    expect(roundOf({ definition, regions: SMALL, amendments })).toMatchObject({
      dueAt: '2026-12-20T16:00:00.000Z',
      locksAt: '2026-12-26T10:00:00.000Z',
    });
  });

  test('for one area alone, its dates override the round’s', () => {
    const regions = county(400, 300);
    const round = roundOf({ definition, regions, amendments: [{ key: 'survey', area: 'R2', due: '12-22' }] });
    expect(round.dueAt).toBe(before.dueAt);
    expect(round.areas.map(({ code, override }) => [code, override?.dueAt])).toEqual([
      ['R1', undefined],
      ['R2', '2026-12-22T16:00:00.000Z'],
    ]);
    const rungs = round.areas[1]?.override?.rungs ?? [];
    expect(times({ rungs })['due-3wd']).toBe('2026-12-17T01:30:00.000Z');
  });

  test('the end of a plan reaches as far as its latest area', () => {
    const amendments = [{ key: 'survey', area: 'R', due: '01-20', lock: '01-22' }];
    expect(compile({ definition, regions: SMALL, amendments }).endsAt).toBe('2027-01-22T10:00:00.000Z');
  });
});
