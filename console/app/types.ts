import type { z } from 'zod';
import type {
  boardSchema,
  cardSchema,
  curveSchema,
  progressSchema,
  regionsSchema,
  unitsSchema,
} from '../routes/progress-schemas';

/** What the API answers, as its own schemas say it. */
export type Board = z.output<typeof boardSchema>;
export type Card = z.output<typeof cardSchema>;
export type Progress = z.output<typeof progressSchema>;
export type Stage = Progress['stages'][number];
export type Regions = z.output<typeof regionsSchema>;
export type RegionRow = Regions['rows'][number];
export type Units = z.output<typeof unitsSchema>;
export type Unit = Units['units'][number];
export type Curve = z.output<typeof curveSchema>;
export type Counts = { expected: number; onTime: number; late: number };
