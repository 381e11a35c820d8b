import fc from 'fast-check';
import { MAP_LIMITS, readShapes } from '../../../domain/people/shapes';

const around = (longitude: number, latitude: number, corners = 4) => {
  const ring = Array.from({ length: corners }, (_, nth) => {
    const turn = (2 * Math.PI * nth) / corners;
    return [longitude + 0.1 * Math.cos(turn), latitude + 0.1 * Math.sin(turn)];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
};
const feature = (properties: object, geometry: unknown = around(104, 24)) => ({
  type: 'Feature',
  properties,
  geometry,
});
const read = (...features: unknown[]) => readShapes({ type: 'FeatureCollection', features });

it.each([
  ['DataV', { adcode: 532626, name: '小县' }, '532626'],
  ['the register', { code: '91' }, '91'],
  ['an office', { 编码: '91 ' }, '91'],
])('a feature names its region as %s writes it', (_, properties, code) => {
  expect(read(feature(properties))).toMatchObject({ features: [{ nth: 1, code }], refused: [] });
});

it('a boundary is as fine as a page can show it, and stays closed', () => {
  const [fine] = read(feature({ code: '9' }, around(104, 24, 5000)))?.features ?? [];
  if (fine?.shape.type !== 'Polygon') throw new Error('no boundary');
  const [ring = []] = fine.shape.coordinates;
  expect(ring.length).toBeGreaterThan(20);
  expect(ring.length).toBeLessThan(500);
  expect(ring[0]).toEqual(ring.at(-1));
});

it.each([
  ['no feature', null, 'shape-no-feature'],
  ['without a region', feature({ population: 3 }), 'shape-unnamed'],
  [
    'a road',
    feature(
      { code: '9' },
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ),
    'shape-other-kind',
  ],
  ['metres', feature({ code: '9' }, around(11_600_000, 2_800_000)), 'shape-coordinates'],
  ['latitude first', feature({ code: '9' }, { type: 'Point', coordinates: [24.1, 104.2] }), 'shape-coordinates'],
  ['no boundary', feature({ code: '9' }, { type: 'Polygon', coordinates: [[[1, 2]]] }), 'shape-coordinates'],
  [
    'an open boundary',
    feature(
      { code: '9' },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [2, 2],
            [2, 3],
            [1, 3],
          ],
        ],
      },
    ),
    'shape-coordinates',
  ],
  [
    'a boundary without an area',
    feature(
      { code: '9' },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [1, 2],
            [1, 2],
            [1, 2],
          ],
        ],
      },
    ),
    'shape-coordinates',
  ],
  ['too fine', feature({ code: '9' }, around(104, 24, MAP_LIMITS.points)), 'shape-too-fine'],
])('%s is set aside with its reason, and the next is read', (_, bad, code) => {
  const seen = read(bad, feature({ code: '91' }));
  expect(seen?.refused).toMatchObject([{ nth: 1, reason: { code } }]);
  expect(seen?.features).toMatchObject([{ nth: 2, code: '91' }]);
});

it('whatever stands in a file, it is read or refused', () => {
  const geometry = fc.oneof(
    fc.record({ type: fc.constantFrom('Point', 'Polygon', 'MultiPolygon', 'Line'), coordinates: fc.jsonValue() }),
    fc.jsonValue(),
  );
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.record({ properties: fc.dictionary(fc.string(), fc.jsonValue()), geometry }),
  );
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 5 }), (features) => {
      const seen = read(...features);
      expect((seen?.features.length ?? 0) + (seen?.refused.length ?? 0)).toBe(features.length);
    }),
  );
  expect(readShapes([])).toBeNull();
});
