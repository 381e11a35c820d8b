import fc from 'fast-check';
import { outlinesOf } from '../../../console/app/map/outline';
import type { Shape } from '../../../domain/people/shapes';

const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const room = { width: 600, height: 400 };

it('north is up, and a degree of longitude is narrower than one of latitude', () => {
  const [south, north] = outlinesOf(
    [
      { code: 'south', shape: box(104, 59, 105, 60) },
      { code: 'north', shape: box(104, 60, 105, 61) },
    ],
    room,
  );
  if (!south || !north) throw new Error('not drawn');
  expect(north.middle[1]).toBeLessThan(south.middle[1]);
  // At 60 degrees half as wide as tall.
  expect(south.width / south.height).toBeCloseTo(0.5, 2);
});

it('everything lies within the room, a single point too', () => {
  const degrees = fc.tuple(fc.integer({ min: 73, max: 134 }), fc.integer({ min: 18, max: 53 }));
  const shape = fc.oneof(
    degrees.map(([x, y]): Shape => ({ type: 'Point', coordinates: [x, y] })),
    degrees.map(([x, y]) => box(x, y, x + 1, y + 1)),
  );
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 6 }), (shapes) => {
      const drawn = outlinesOf(
        shapes.map((one, nth) => ({ code: String(nth), shape: one })),
        room,
      );
      for (const { middle, path } of drawn) {
        expect(path).not.toContain('NaN');
        expect(middle[0]).toBeGreaterThanOrEqual(0);
        expect(middle[0]).toBeLessThanOrEqual(room.width);
        expect(middle[1]).toBeGreaterThanOrEqual(0);
        expect(middle[1]).toBeLessThanOrEqual(room.height);
      }
    }),
  );
});
