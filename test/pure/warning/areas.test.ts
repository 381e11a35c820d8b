import fc from 'fast-check';
import { coverage, topmost } from '../../../domain/warning/feed/areas';
import type { Place } from '../../../domain/warning/feed/place-index';
import { significant } from '../../../domain/warning/feed/place-index';
import { bareName } from '../../../domain/warning/feed/place-names';
import { cpuTime } from '../../support/servers/cpu-time';

const place = (path: string, name: string, kind: string): Place => ({
  code: path.split('/').at(-1) ?? '',
  path: `${path}/`,
  name,
  kind,
});

/** A prefecture with two counties and the townships of one. */
const PREFECTURE = [
  place('532600', '文山壮族苗族自治州', 'city'),
  place('532600/532626', '丘北县', 'county'),
  place('532600/532626/532626100', '锦屏镇', 'township'),
  place('532600/532626/532626101', '双龙营镇', 'township'),
  place('532600/532622', '砚山县', 'county'),
];
/** One county, with codes of its own. */
const OWN_CODES = [place('QB', '丘北县', 'county'), place('QB/T1', '锦屏镇', 'township')];

const covered = (places: Place[], code: string | null, name = '', headline = '') =>
  coverage(places, { areas: [{ code, name }], headline });

test.each([
  ['its own county', '532626', ['532626']],
  ['the prefecture covers all', '532600', ['532600']],
  ['the province covers all', '530000', ['532600']],
  ['a county in twelve digits', '532626000000', ['532626']],
  ['a township', '532626101', ['532626101']],
  ['a township in twelve digits', '532626101000', ['532626101']],
  ['a village is covered by its township', '532626101702', ['532626101']],
  ['another county', '532627', []],
  ['another province', '430000', []],
])('by code: %s', (_, code, expected) => {
  expect(covered(PREFECTURE, code).regions).toEqual(expected);
});

test('an area elsewhere raises no question; an unknown one does', () => {
  expect(covered(PREFECTURE, '532627', '广南县')).toMatchObject({ elsewhere: ['广南县'], unmatched: [] });
  expect(covered(PREFECTURE, null, '广南县')).toMatchObject({ elsewhere: [], unmatched: ['广南县'] });
  expect(covered(OWN_CODES, '532627', '广南县')).toMatchObject({ elsewhere: [], unmatched: ['广南县'] });
});

test.each([
  ['exactly', '丘北县', ['532626']],
  ['without its kind', '丘北', ['532626']],
  ['a prefecture without its peoples', '文山州', ['532600']],
  ['after the places above it', '云南省文山州丘北县', ['532626']],
  ['two at once', '丘北县、砚山县', ['532622', '532626']],
  ['a part of it', '丘北县北部山区', ['532626']],
])('by name: %s', (_, name, expected) => {
  expect(covered(PREFECTURE, null, name).regions).toEqual(expected);
});

test('a register with codes of its own is found by name', () => {
  expect(covered(OWN_CODES, '532626', '丘北县').regions).toEqual(['QB']);
});

test('a name that two regions have stands for neither', () => {
  const twice = [...PREFECTURE, place('999999', '丘北县', 'county')];
  expect(covered(twice, null, '丘北县')).toMatchObject({ regions: [], unmatched: ['丘北县'] });
});

test('a county with another code is found by its name within the prefecture only', () => {
  expect(covered(PREFECTURE, '532699', '丘北县').regions).toEqual(['532626']);
  expect(covered(PREFECTURE, '433126', '丘北县').regions).toEqual([]);
});

test('a county that stands alone is covered as a whole by a township that it does not divide', () => {
  const alone = [place('532626', '丘北县', 'county')];
  expect(covered(alone, '532626101')).toMatchObject({ regions: ['532626'], parts: [{ region: '532626' }] });
});

test('a part of a county covers all of it, and proposes its townships', () => {
  expect(covered(PREFECTURE, '532626', '丘北县', '丘北县高海拔山区道路结冰').parts).toEqual([
    { region: '532626', words: ['高海拔', '山区'], townships: ['532626100', '532626101'] },
  ]);
  expect(covered(PREFECTURE, '532626', '丘北县', '双龙营镇局部道路结冰').parts[0]?.townships).toEqual(['532626101']);
  expect(covered(PREFECTURE, '532626', '丘北县', '丘北县寒潮').parts).toEqual([]);
});

test('a region that the feed’s point stands for is covered whatever the areas say', () => {
  const { regions } = coverage(PREFECTURE, { areas: [{ code: '532622', name: '砚山县' }], headline: '' }, ['532626']);
  expect(regions).toEqual(['532626']);
});

test.each([
  ['文山壮族苗族自治州', '文山'],
  ['丘北县', '丘北'],
  ['东区', '东区'],
  ['海南省', '海南'],
])('%s is %s', (name, bare) => {
  expect(bareName(name)).toBe(bare);
});

test('codes of another kind say nothing', () => {
  expect(['002185', 'AKZ101', '5326', '5326260000001'].map(significant)).toEqual([null, null, null, null]);
});

test('none of the topmost lies below another, and all are covered', () => {
  const paths = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  fc.assert(
    fc.property(paths, (drawn) => {
      const all = drawn.map((steps) => ({ path: `${steps.join('/')}/` }));
      const kept = topmost(all);
      for (const { path } of all) expect(kept.filter((top) => path.startsWith(top.path))).toHaveLength(1);
    }),
  );
});

test('M20: thousands of areas are found among all places of a country at once', () => {
  const counties = Array.from({ length: 2_800 }, (_, n) => ({ code: String(110_000 + 3 * n), n }));
  const places = counties.flatMap(({ code, n }) => [
    { code, name: `第${n}县`, kind: 'county', path: `${code}/` },
    ...Array.from({ length: 14 }, (_, below) => {
      const township = `${code}${100 + below}`;
      return { code: township, name: `第${n}县${below}镇`, kind: 'township', path: `${code}/${township}/` };
    }),
  ]);
  const areas = counties.flatMap(({ code, n }) => [
    { code, name: '' },
    { code: null, name: `第${n}县北部` },
    { code: '990000', name: `不知道的${n}县` },
  ]);
  const spent = cpuTime();
  const found = coverage(places, { areas, headline: '' });
  expect([found.regions.length, found.parts.length, found.elsewhere.length]).toEqual([2_800, 2_800, 0]);
  // It takes half a second on an idle machine; it once took minutes (areas times places).
  expect(spent()).toBeLessThan(20_000);
});
