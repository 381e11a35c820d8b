import { county, definitionWith, roundOf } from '../../../support/campaigns/plans';
import { faultsInPlan } from '../../../support/faults';

describe('areas', () => {
  test('more of them than one workflow may have children are cut into branches, of a large ask only', () => {
    const just = county(...Array.from({ length: 500 }, () => 2));
    expect(roundOf({ definition: definitionWith(), regions: just })).not.toHaveProperty('branches');
    expect(roundOf({ definition: definitionWith(), regions: county(501) }).branches).toEqual([
      expect.objectContaining({ areas: 500 }),
      expect.objectContaining({ areas: 1 }),
    ]);
  });

  test('a county with up to 500 units is one area', () => {
    expect(roundOf({ definition: definitionWith(), regions: county(250, 250) }).areas).toEqual([
      { code: 'R', name: '县', units: 500 },
    ]);
  });

  test('else its townships are, without those that have no unit', () => {
    expect(roundOf({ definition: definitionWith(), regions: county(250, 0, 251) }).areas).toEqual([
      { code: 'R1', name: expect.any(String), units: 250 },
      { code: 'R3', name: expect.any(String), units: 251 },
    ]);
  });
});

describe('an ask that names its units', () => {
  const regions = county(300, 300);
  const [first = '', second = ''] = regions.filter(({ kind }) => kind === 'village').map(({ code }) => code);
  const asking = (names: { only?: string[]; tagged?: string[]; except?: string[] }) =>
    definitionWith({}, { asks: [{ id: 'a', of: 'village', form: 'found', ...names }] });

  test('by code: the area holds these alone, and the round says so', () => {
    const round = roundOf({ definition: asking({ only: [first, second] }), regions });
    expect(round.areas).toEqual([{ code: 'R', name: '县', units: 2 }]);
    expect(round.only).toEqual([first, second]);
    expect(roundOf({ definition: asking({}), regions })).not.toHaveProperty('only');
  });

  test('by tag: those of its kind that have one of them', () => {
    const tagged = regions.map((region, index) => ({ ...region, tags: index % 100 === 5 ? ['publicity'] : [] }));
    const villages = tagged.filter(({ kind, tags }) => kind === 'village' && tags.length > 0);
    const definition = asking({ tagged: ['publicity', 'volunteers'] });
    expect(villages.length).toBeGreaterThan(3);
    expect(roundOf({ definition, regions: tagged }).areas).toEqual([{ code: 'R', name: '县', units: villages.length }]);
    const others = roundOf({ definition: asking({ except: ['publicity'] }), regions: tagged });
    const all = regions.filter(({ kind }) => kind === 'village').length;
    expect(others.areas.reduce((sum, { units }) => sum + units, 0)).toBe(all - villages.length);
  });

  test('a code or a tag without units is refused with the existing ones', () => {
    expect(faultsInPlan({ definition: asking({ only: [first, 'R'] }), regions })).toEqual([
      expect.objectContaining({
        path: 'stages[0].asks[0].only[1]',
        message: expect.stringContaining('no region of kind "village" in the scope has the code "R".'),
      }),
    ]);
    const tagged = regions.map((region) => ({ ...region, tags: ['publicity'] }));
    const [fault] = faultsInPlan({ definition: asking({ tagged: ['publicty'] }), regions: tagged });
    expect(fault).toMatchObject({ path: 'stages[0].asks[0].tagged', found: 'publicty' });
    expect(fault?.message).toContain('publicity');
  });
});
