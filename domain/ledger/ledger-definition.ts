import { z } from 'zod';
import { id, text } from '../campaign/definition/words';
import { planned } from './approximate';

/** Most yuan for a unit, and most units in a transfer: sums stay exact numbers. */
export const MOST_PRICE = 1e9;

/** Goods of a campaign's catalogue. */
export const item = z.strictObject({
  name: text,
  /** What is counted: bags, sets, pieces. */
  unit: text,
  /** Yuan for one; left out where only the value of all together is known. */
  price: z.number().min(0).max(MOST_PRICE).optional(),
});

/** An earmark (专款专用): what was given for one purpose, and is never mixed with another's. */
export const purse = z.strictObject({ name: text });

/** Goods of a standard as they are written: an item of the catalogue, or words of their own. */
export const writtenGoods = z.strictObject({
  item: id.optional(),
  name: text.optional(),
  quantity: z.number().positive().max(1e12),
  unit: text.optional(),
  /** In yuan for that quantity; the item's price when left out. */
  value: z.number().min(0).max(1e12).optional(),
  /** The purse that pays for them, if not that of the standard. */
  purse: id.optional(),
});

/**
 * An amount that follows from what was raised: the same for each household or person of all such standards of a
 * purse.
 */
export const late = z.strictObject({
  /** Each unit divides what has come into its own store among its own rows; else all is divided among all. */
  among: z.literal('unit').optional(),
  /** Another hand confirms it. */
  apart: z.boolean().default(true),
});

const amount = z.number().min(0).max(1e12);

/** What the plan document says of all standards together, in yuan, to hold against their sum. */
export const plannedInAll = z.strictObject({
  cash: planned(amount).optional(),
  /** Value of all goods. */
  value: planned(amount).optional(),
  /** Cash and value. */
  total: planned(amount).optional(),
  /** Why it is not the sum of the standards; then no warning tells of it. */
  because: text.optional(),
});

/** How things are handed over, beyond what is always so. */
export const deliveryRules = z.strictObject({
  /** One person signs for so many rows at most; more is taken, and flagged. */
  proxy: z.strictObject({ limit: z.int().min(1).max(1000) }).optional(),
});
