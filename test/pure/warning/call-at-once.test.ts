import fc from 'fast-check';
import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { roundsInAreas } from '../../../domain/round/round';
import { callAtOnce } from '../../../domain/warning/alert/call-at-once';

const REGIONS = [
  { code: '91', parent: null, kind: 'county', name: '小县', level: 0 },
  { code: '911', parent: '91', kind: 'township', name: '小乡', level: 1 },
  { code: '9111', parent: '911', kind: 'village', name: '小村', level: 2 },
];

const dayOf = (day: number): string => new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10);

it('a call at once can be compiled on every day of a year, for every kind of region, and asks nobody else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 364 }),
      fc.constantFrom(...REGIONS),
      fc.integer({ min: 1, max: 14 }),
      (day, region, days) => {
        const called = { scope: region.code, scopeKind: region.kind, name: region.name, of: 'village' };
        const written = callAtOnce({ ...called, today: dayOf(day), until: dayOf(day + days) });
        const { definition, warnings } = readDefinition(JSON.stringify(written), { file: 'definition' });
        const plan = compile({ definition, regions: REGIONS });
        expect(warnings).toEqual([]);
        expect(roundsInAreas(plan).map(({ round }) => [round.stage, round.of])).toEqual([['summary', region.kind]]);
        expect(definition.warnings?.of).toBe('village');
      },
    ),
    { numRuns: 40 },
  );
});
