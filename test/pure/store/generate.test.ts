import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import { compile } from '../../../domain/campaign/compile/compile';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { inventableFor } from '../../../domain/people/invented-register';
import { FIXED_KINDS } from '../../../domain/people/region-kinds';
import { places, regionTree } from '../../../domain/people/regions';
import { seededRandom } from '../../../domain/random';
import { asSheets, checkSheets } from '../../../store/people/tables/check/check';
import { contactTable, type ExportedRegister, kindTable, regionTable } from '../../../store/people/tables/export';
import type { ContactRow } from '../../../store/people/tables/rows';
import { generateRegister, registerInParts } from '../../../store/people/tables/samples/generate';
import { shares } from '../../../store/people/tables/samples/grow';
import { SAMPLES, sampleRegister } from '../../../store/people/tables/samples/sample-trees';

const share = (contacts: ContactRow[], has: (contact: ContactRow) => boolean) =>
  contacts.filter(has).length / contacts.length;
const checkAll = ({ regions, contacts, kinds: own = [] }: ExportedRegister, language: 'zh-CN' | 'en') => {
  const kinds = [...own, ...FIXED_KINDS];
  const sheets = asSheets({
    regions: regionTable(regions, { file: 'r', language, kinds }),
    contacts: contactTable(contacts, { file: 'c', language }),
    kinds: own.length > 0 ? kindTable(own, { file: 'k', language }) : null,
  });
  return { ...checkSheets({ sheets, known: [] }), leftOut: sheets.leftOut };
};

describe('an invented register', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateRegister({ villages: 300, seed: 7 })).toEqual(generateRegister({ villages: 300, seed: 7 }));
    expect(generateRegister({ villages: 300, seed: 8 })).not.toEqual(generateRegister({ villages: 300, seed: 7 }));
  });

  it('has the villages asked for and passes every check, in either language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer(),
        fc.constantFrom('zh-CN' as const, 'en' as const),
        (villages, seed, language) => {
          const register = generateRegister({ villages, seed });
          expect(register.regions.filter(({ kind }) => kind === 'village')).toHaveLength(villages);
          const { bad, leftOut, kinds, ...rows } = checkAll(register, language);
          expect({ bad, leftOut, kinds }).toEqual({ bad: [], leftOut: [], kinds: [] });
          expect(rows).toEqual(register);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('gives every place a name of its own, and every person a number of their own', () => {
    const { regions, contacts } = generateRegister({ villages: 20_000, seed: 2 });
    expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
    const phones = contacts.flatMap(({ phone }) => phone ?? []);
    expect(new Set(phones).size).toBe(phones.length);
  });

  it('has the shape of real ones: uneven townships, numbers and addresses missing, deputies for most', () => {
    const { regions, contacts } = generateRegister({ villages: 5000, seed: 1 });
    const villages = new Set(regions.filter(({ kind }) => kind === 'village').map(({ code }) => code));
    const ofVillages = contacts.filter(({ region }) => villages.has(region));
    expect(share(ofVillages, ({ phone }) => phone !== null)).toBeCloseTo(0.92, 1);
    expect(share(ofVillages, ({ email }) => email !== null)).toBeCloseTo(0.6, 1);
    expect(ofVillages.length / villages.size).toBeCloseTo(1.8, 1);
    const { tops, childrenOf } = regionTree(regions);
    const counties = tops.flatMap(({ code }) => childrenOf(code));
    expect(counties).toHaveLength(25);
    const sizes = counties.flatMap(({ code }) => childrenOf(code)).map(({ code }) => childrenOf(code).length);
    expect(Math.max(...sizes)).toBeGreaterThan(5 * Math.min(...sizes));
    const levels = [...places(regionTree(regions)).values()].map(({ level }) => level);
    expect(Math.max(...levels)).toBe(4);
  });

  it('has as many cities, counties and townships as a province has', () => {
    const { regions } = generateRegister({ villages: 29_000 });
    const count = (of: string) => regions.filter(({ kind }) => kind === of).length;
    expect(['province', 'city', 'county', 'township', 'village'].map(count)).toEqual([1, 14, 122, 1940, 29_000]);
  });

  it('comes in parts above a province, in each of which superiors stand before their regions', () => {
    const known = new Set<string>();
    const counts: Record<string, number> = {};
    const orphans: string[] = [];
    let parts = 0;
    for (const { regions, contacts, kinds } of registerInParts({ villages: 110_000 })) {
      parts += 1;
      expect(kinds?.map(({ code }) => code)).toEqual(parts === 1 ? ['country'] : undefined);
      expect(regions.length).toBeLessThan(25_000);
      for (const { code, parent, kind } of regions) {
        if (parent !== null && !known.has(parent)) orphans.push(code);
        known.add(code);
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      expect(contacts.every(({ region }) => known.has(region))).toBe(true);
    }
    expect(orphans).toEqual([]);
    expect(parts).toBeGreaterThan(4);
    expect(counts).toEqual({ country: 1, province: 5, city: 53, county: 454, township: 6536, village: 110_000 });
  });

  it('has whatever kinds are asked, with a superior above each, and passes every check', () => {
    fc.assert(
      fc.property(
        fc.subarray<string>(FIXED_KINDS.map(({ code }) => code)),
        fc.integer({ min: 2, max: 200 }),
        (asked, villages) => {
          const register = generateRegister({ villages, asked });
          expect(checkAll(register, 'zh-CN')).toMatchObject({ bad: [], leftOut: [], ...register });
          const { tops } = regionTree(register.regions);
          expect(tops.map(({ code }) => code)).toEqual(['990000']);
          const kinds = new Set(register.regions.map(({ kind }) => kind));
          expect(asked.filter((kind) => !kinds.has(kind))).toEqual([]);
          expect(asked.filter((kind) => kind !== 'province' && kind === tops[0]?.kind)).toEqual([]);
          const leaves = register.regions.filter(({ kind }) => kind === 'village' || kind === 'community');
          expect(leaves).toHaveLength(villages);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(['qiubei-red-cross', 'two-festivals', 'haimen-quota'])(
    'fits the template %s, several of each kind',
    (template) => {
      const file = join(ROOT, 'config/campaigns', `${template}.yaml`);
      const { definition } = readDefinition(readFileSync(file, 'utf8'), { file });
      const { regions } = generateRegister({ villages: 40, ...inventableFor(definition), prefix: 'R40-990000' });
      const placed = places(regionTree(regions));
      const views = regions.map((region) => ({ ...region, level: placed.get(region.code)?.level ?? 0 }));
      const plan = compile({ definition: { ...definition, scope: 'R40-990000' }, regions: views });
      const units = plan.stages.flatMap(({ rounds }) =>
        rounds.map(({ of, areas }) => ({ of, count: areas.reduce((sum, area) => sum + area.units, 0) })),
      );
      for (const { of, count } of units) {
        if (of === 'village' || of === 'community') expect(count).toBe(40);
        else expect(count).toBeGreaterThanOrEqual(3);
      }
    },
  );

  it('puts offices below the cities of a province that is asked for nothing, so that a city can decide for them', () => {
    const { regions } = generateRegister({ villages: 6, asked: ['community', 'county', 'unit', 'city'] });
    const cities = regions.filter(({ kind }) => kind === 'city').map(({ code }) => code);
    const units = regions.filter(({ kind }) => kind === 'unit');
    expect([cities.length > 1, units.length]).toEqual([true, 20]);
    expect([...new Set(units.map(({ parent }) => parent))]).toEqual(cities);
  });

  it('has a team in each township, with its tags, and no other units for it', () => {
    const teams = [{ kind: 'unit', tags: ['volunteers'] }];
    const register = generateRegister({ villages: 40, teams });
    const { regions } = register;
    const townships = regions.filter(({ kind }) => kind === 'township').map(({ code }) => code);
    const units = regions.filter(({ kind }) => kind === 'unit');
    expect(units.map(({ parent }) => parent)).toEqual(townships);
    expect(units.every(({ tags }) => tags?.join() === 'volunteers')).toBe(true);
    expect(checkAll(register, 'zh-CN').bad).toEqual([]);
  });

  it('refuses one village where villages and communities are asked', () => {
    expect(() => generateRegister({ villages: 1, asked: ['village', 'community'] })).toThrow(/from 2 to/);
  });

  it.each([0, -1, 1.5, Number.NaN, 1e9])('refuses %p villages', (villages) => {
    expect(() => generateRegister({ villages })).toThrow(/villages must be a whole number from 1 to/);
  });

  it('shares a total out completely, with something for each part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(2000), fc.integer(), (parts, more, seed) => {
        const sizes = shares({ total: parts + more, parts, random: seededRandom(seed) });
        expect(sizes).toHaveLength(parts);
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(parts + more);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the samples', () => {
  it.each(SAMPLES)('%s passes every check and has no number of a real person', (sample) => {
    const register = sampleRegister(sample);
    expect(checkAll(register, 'zh-CN').bad).toEqual([]);
    for (const { phone, email } of register.contacts) {
      expect(phone ?? '19900000000').toMatch(/^1990000\d{4}$/);
      expect(email ?? '@example.org').toMatch(/@example\.org$/);
    }
  });

  it('have the sizes of their campaigns', () => {
    const count = (sample: (typeof SAMPLES)[number], kind: string) =>
      sampleRegister(sample).regions.filter((region) => region.kind === kind).length;
    expect([count('qiubei', 'township'), count('qiubei', 'village')]).toEqual([12, 100]);
    expect(['county', 'unit', 'township', 'community'].map((kind) => count('two-festivals', kind))).toEqual([
      11, 20, 22, 44,
    ]);
    expect(['township', 'village', 'unit'].map((kind) => count('haimen', kind))).toEqual([1, 24, 4]);
  });

  it('share no number with each other, nor with a generated register', () => {
    const all = [...SAMPLES.map(sampleRegister), generateRegister({ villages: 50 })].flatMap(({ contacts }) =>
      // A person with two duties has one number.
      [...new Set(contacts.flatMap(({ phone }) => phone ?? []))],
    );
    expect(new Set(all).size).toBe(all.length);
  });
});
