import type { z } from 'zod';
import type { accountSchema, entrySchema, tokenSchema } from '../api/account/account-schemas';
import type {
  boardSchema,
  cardSchema,
  curveSchema,
  progressSchema,
  regionsSchema,
  unitsSchema,
} from '../api/campaign/progress-schemas';
import type {
  dutyQuestionSchema,
  dutySchema,
  oneAlertSchema,
  rulesSchema,
  warningBoardSchema,
  whatIfSchema,
} from '../api/warning/warning-schemas';

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

export type Account = z.output<typeof accountSchema>;
export type Token = z.output<typeof tokenSchema>;
export type Entry = z.output<typeof entrySchema>;

export type WarningBoard = z.output<typeof warningBoardSchema>;
export type WarningEvent = WarningBoard['events'][number];
export type WarningAlert = WarningBoard['alerts'][number];
export type OneAlert = z.output<typeof oneAlertSchema>;
export type AlertUnit = OneAlert['units'][number];
export type WhatIf = z.output<typeof whatIfSchema>;
export type WarningRules = z.output<typeof rulesSchema>;
export type DutyItem = z.output<typeof dutySchema>;
export type DutyQuestion = z.output<typeof dutyQuestionSchema>;
