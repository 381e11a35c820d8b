import { simplify } from '@turf/simplify';
import type { MultiPolygon, Point, Polygon } from 'geojson';
import { z } from 'zod';
import { printable } from '../text/printable';
import { type Sentence, sentence } from '../text/refusal';

/** Where a region lies: its boundary, or one point, in degrees, longitude first (RFC 7946). */
export type Shape = Point | Polygon | MultiPolygon;

/** One feature of a map file: the region that it names, and its shape. */
export interface Feature {
  /** Place in the file, from 1. */
  nth: number;
  /** By which the register knows the region; null when the feature has only a name. */
  code: string | null;
  name: string | null;
  shape: Shape;
}

/** A feature that was set aside. */
export interface FeatureRefused {
  nth: number;
  name: string | null;
  reason: Sentence;
}

/** Most bytes of a map file, most features in it, and most points of one boundary. */
export const MAP_LIMITS = { bytes: 32 * 1024 * 1024, features: 50_000, points: 200_000 } as const;

/** Names of the property with a region's code, as the usual sources write it: DataV has `adcode`. */
const CODES = ['code', 'adcode', 'id', '编码', '区划代码'];
const NAMES = ['name', 'NAME', '名称'];
/** About a pixel of a screen that shows the region whole. */
const SHARE_OF_SIZE = 1 / 1000;
/** About ten metres. */
const DECIMALS = 1e4;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const ring = z.array(position).min(4);
const shapeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).max(MAP_LIMITS.features),
});
const featureSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.object({ type: z.string() }).loose().nullish(),
});

/**
 * Reads a map: a GeoJSON FeatureCollection. A bad feature is set aside with its reason, and the others are read.
 * @param given the parsed document @returns null when it is no FeatureCollection within the limits
 */
export function readShapes(given: unknown): { features: Feature[]; refused: FeatureRefused[] } | null {
  const collection = collectionSchema.safeParse(given);
  if (!collection.success) return null;
  const features: Feature[] = [];
  const refused: FeatureRefused[] = [];
  for (const [index, one] of collection.data.features.entries()) {
    const read = readFeature(one, index + 1);
    if ('reason' in read) refused.push(read);
    else features.push(read);
  }
  return { features, refused };
}

function readFeature(given: unknown, nth: number): Feature | FeatureRefused {
  const feature = featureSchema.safeParse(given);
  if (!feature.success) return { nth, name: null, reason: sentence('shape-no-feature') };
  const { id, properties, geometry } = feature.data;
  const of = (keys: readonly string[]) => keys.map((key) => wordOf(properties?.[key])).find(Boolean) ?? null;
  const [code, name] = [of(CODES) ?? wordOf(id), of(NAMES)];
  if (code === null && name === null) return { nth, name, reason: sentence('shape-unnamed') };
  const shape = shapeOf(geometry);
  return 'code' in shape ? { nth, name: name ?? code, reason: shape } : { nth, code, name, shape };
}

/** @returns a code or a name as the register writes it; numbers too, for maps have `"adcode": 532626` */
function wordOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' ? printable(value).slice(0, 60) || null : null;
}

function shapeOf(geometry: { type: string } | null | undefined): Shape | Sentence {
  if (!geometry || !['Point', 'Polygon', 'MultiPolygon'].includes(geometry.type)) return sentence('shape-other-kind');
  const read = shapeSchema.safeParse(geometry);
  if (!read.success) return sentence('shape-coordinates');
  const shape = read.data as Shape;
  if (shape.type === 'Point') return { type: 'Point', coordinates: rounded(shape.coordinates) };
  const count = ringsOf(shape).reduce((sum, { length }) => sum + length, 0);
  if (count > MAP_LIMITS.points) return sentence('shape-too-fine', { points: count, most: MAP_LIMITS.points });
  try {
    return simpler(shape);
  } catch {
    // A ring that is open, or a line without an area.
    return sentence('shape-coordinates');
  }
}

const ringsOf = (shape: Polygon | MultiPolygon) =>
  shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();

/** @returns the boundary with as many points as a page can show: a province of 1,400 townships is one answer */
function simpler(shape: Polygon | MultiPolygon): Shape {
  const tolerance = Math.max(sizeOf(ringsOf(shape).flat()) * SHARE_OF_SIZE, 1 / DECIMALS);
  const thin = (one: Ring): Ring => simplerRing(one, tolerance);
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(thin) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((part) => part.map(thin)) };
}

type Ring = Polygon['coordinates'][number];

/**
 * A ring smaller than the tolerance would vanish: the library then tries a thousand smaller tolerances, one by one, on
 * all points.
 * @throws Error when the ring is not closed, or has no area
 */
function simplerRing(ring: Ring, tolerance: number): Ring {
  const own = Math.min(tolerance, sizeOf(ring) / 10);
  const [thin = []] = simplify({ type: 'Polygon', coordinates: [ring] } satisfies Polygon, {
    tolerance: own,
  }).coordinates;
  return thin.map(rounded);
}

/** The diagonal of the box around points. */
function sizeOf(points: Ring): number {
  const [west, east] = bounds(points.map(([longitude = 0]) => longitude));
  const [south, north] = bounds(points.map(([, latitude = 0]) => latitude));
  return Math.hypot(east - west, north - south);
}

const bounds = (values: readonly number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );

const rounded = ([longitude = 0, latitude = 0]: readonly number[]): [number, number] => [
  Math.round(longitude * DECIMALS) / DECIMALS,
  Math.round(latitude * DECIMALS) / DECIMALS,
];
