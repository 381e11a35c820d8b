import type { RegionView } from '../../../../domain/people/regions';
import { county, definitionWith } from '../../../support/campaigns/plans';
import { faultsInPlan } from '../../../support/faults';

const SMALL = county(2, 3);

describe('what cannot be planned says why, all at once', () => {
  test('an unknown scope', () => {
    expect(faultsInPlan({ definition: definitionWith({ scope: 'S' }), regions: SMALL })).toEqual([
      expect.objectContaining({
        path: 'scope',
        found: 'S',
        allowed: 'R 县',
        message: expect.stringContaining('nuandong register import'),
      }),
    ]);
    expect(faultsInPlan({ definition: definitionWith(), regions: [] })[0]?.allowed).toContain('the register is empty');
  });

  test('no unit of the asked kind', () => {
    const asks = [
      { id: 'a', of: 'unit', form: 'found' },
      { id: 'b', of: 'comunity', form: 'found' },
    ];
    expect(
      faultsInPlan({ definition: definitionWith({}, { asks }), regions: SMALL }).map(({ path, allowed }) => [
        path,
        allowed,
      ]),
    ).toEqual([
      ['stages[0].asks[0].of', 'county (1), township (2), village (5)'],
      ['stages[0].asks[1].of', 'county (1), township (2), village (5)'],
    ]);
  });

  test('too many units below a unit of the same kind', () => {
    const nested: RegionView[] = county(501).map((region) =>
      region.code === 'R1' ? { ...region, kind: 'village' } : region,
    );
    expect(faultsInPlan({ definition: definitionWith(), regions: nested })[0]).toMatchObject({
      path: 'stages[0].asks[0].of',
    });
  });

  test('an extension of what is not there, or that cannot be', () => {
    const problems = (amendment: { key: string; area?: string; due?: string; lock?: string }) =>
      faultsInPlan({ definition: definitionWith(), regions: SMALL, amendments: [amendment] });
    expect(problems({ key: 'survye', due: '12-22' })[0]).toMatchObject({
      path: 'amendments[0].key',
      message: expect.stringContaining('Did you mean "survey"?'),
    });
    expect(problems({ key: 'survey', area: 'R1', due: '12-22' })[0]).toMatchObject({
      path: 'amendments[0].area',
      allowed: 'R',
    });
    expect(problems({ key: 'survey', lock: '12-10' })[0]?.message).toContain('lock must not come before due');
    expect(problems({ key: 'survey', due: 'soon' })[0]?.message).toContain('"soon" is not a day');
    expect(problems({ key: 'survey', due: '2026-12-22T18:00' })[0]?.message).toContain('is not a day');
    expect(problems({ key: 'survey', due: '2026-13-01T00:00:00Z' })[0]?.message).toContain('is not an instant');
  });
});
