import { geoIdentity, geoPath } from 'd3-geo';
import type { Geometry } from 'geojson';
import type { Shape } from '../../../domain/people/shapes';

/** A region as it is drawn: pixels from the upper left. */
export interface Outline {
  code: string;
  /** For the attribute `d` of a path. */
  path: string;
  /** Middle of the label. */
  middle: readonly [number, number];
  /** Room for the label. */
  width: number;
  height: number;
  isPoint: boolean;
}

export interface Room {
  width: number;
  height: number;
}

const MARGIN = 8;
const POINT = 7;

/**
 * Draws shapes into a room, north up, as large as they fit. A degree of longitude is as narrow as at their middle
 * latitude; over a province that is true enough, and nobody measures distances here.
 */
export function outlinesOf(shapes: readonly { code: string; shape: Shape }[], { width, height }: Room): Outline[] {
  if (shapes.length === 0) return [];
  const narrow = Math.cos((middleLatitude(shapes.map(({ shape }) => shape)) * Math.PI) / 180);
  const flat = shapes.map(({ code, shape }) => ({
    code,
    flat: narrowed(shape, narrow),
    isPoint: shape.type === 'Point',
  }));
  const whole = { type: 'GeometryCollection' as const, geometries: flat.map((one) => one.flat) };
  const extent: [[number, number], [number, number]] = [
    [MARGIN, MARGIN],
    [width - MARGIN, height - MARGIN],
  ];
  const projection = geoIdentity().reflectY(true).fitExtent(extent, whole);
  // One point, or several at one place, have no extent to be scaled by: they are in the middle.
  if (!Number.isFinite(projection.scale())) {
    const [x, y] = geoPath(projection.scale(1).translate([0, 0])).centroid(whole);
    projection.translate([width / 2 - x, height / 2 - y]);
  }
  const draw = geoPath(projection).pointRadius(POINT);
  return flat.map(({ code, flat: geometry, isPoint }) => {
    const [[left, top], [right, bottom]] = draw.bounds(geometry);
    const [x, y] = draw.centroid(geometry);
    return {
      ...{ code, isPoint, path: draw(geometry) ?? '', middle: [x, y] },
      ...{ width: right - left, height: bottom - top },
    };
  });
}

function middleLatitude(shapes: readonly Shape[]): number {
  let [south, north] = [90, -90];
  for (const shape of shapes)
    for (const [, latitude = 0] of pointsOf(shape)) {
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  return (south + north) / 2;
}

const pointsOf = (shape: Shape) =>
  shape.type === 'Point'
    ? [shape.coordinates]
    : shape.type === 'Polygon'
      ? shape.coordinates.flat()
      : shape.coordinates.flat(2);

function narrowed(shape: Shape, by: number): Geometry {
  const move = ([longitude = 0, latitude = 0]: readonly number[]) => [longitude * by, latitude];
  if (shape.type === 'Point') return { type: 'Point', coordinates: move(shape.coordinates) };
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map((ring) => ring.map(move)) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((part) => part.map((ring) => ring.map(move))) };
}
