import { z } from 'zod';

const position = z.array(z.number()).min(2);
const ring = z.array(position);

export const shapeSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Point'), coordinates: position }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  ])
  .describe('A boundary or a point of GeoJSON, in degrees, longitude first');

export const shapesSchema = z
  .object({ shapes: z.array(z.object({ code: z.string().describe('Region'), shape: shapeSchema })) })
  .describe('The shapes of a region and of those right below it');

export const mapImportedSchema = z
  .object({
    placed: z.int().describe('Regions that have their place by this map'),
    changed: z.int().describe('Of them, those whose place is new or another'),
    refused: z.array(
      z.object({
        nth: z.int().describe('Place of the feature in the file, from 1'),
        name: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .describe('What an import of a map did');
