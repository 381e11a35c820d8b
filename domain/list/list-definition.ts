import { z } from 'zod';
import { id, text } from '../campaign/definition/words';
import { OUT_REASONS } from './row-life';
import { STEP_NAMES, TRACK_STEPS } from './steps';

/** The lists of a definition: households or persons by name, as rows. */

/** Most ways of helping that a list tells apart: they stand on a phone's form. */
export const MOST_HELPS = 10;

/** What a row is about. */
export const LISTED = ['household', 'person', 'enterprise', 'place', 'pair'] as const;
export type Listed = (typeof LISTED)[number];

/** Deeds that a list can ask a minimum of for each row. */
export const DEED_MINIMA = ['contact', 'visit', 'help'] as const;

/** By reason of the removal, or by the step at which it happens. */
const removed = z.partialRecord(z.enum([...OUT_REASONS, ...STEP_NAMES]), z.enum(['burns', 'frees'])).default({});

const publish = z.enum(['names', 'count']);

const posting = z.strictObject({
  /** How long it hangs; the day of posting does not count (民法典 art. 201). */
  days: z.int().min(1).max(60),
  counted: z.enum(['calendar', 'working']).default('calendar'),
  /** Where: the notice board, cable television, a meeting. */
  medium: z.enum(['board', 'cable-tv', 'congress', 'online']).default('board'),
  objections: z.boolean().default(true),
  nominations: z.boolean().default(false),
  /** The field of the row that names the villagers' group (村民小组), which tells equal masked names apart. */
  group: z.string().max(40).optional(),
  /** Category labels for the public, where the standard's own name would say too much. */
  labels: z.partialRecord(id, text).optional(),
  /** Where the office takes objections: its name, place and telephone, as the sheet prints them. */
  contact: z.string().trim().min(2).max(200).optional(),
});
export type PostingDefinition = z.infer<typeof posting>;

const tell = z.strictObject({
  /** At the latest so many days before the visit. */
  days: z.int().min(1).max(30),
  /** What the household hears or reads; it never tells why it is visited. */
  says: text,
});

export const list = z.strictObject({
  name: text,
  of: z.enum(LISTED),
  /** Categories of the standards; the first is meant where a row names none and there is only one. */
  categories: z.array(id).min(1).max(50),
  /** The form of a row: its fields with `personal` are sealed. Left out with `rows: none`. */
  row: id.optional(),
  /** `none`: units hand in counts by category; nobody is on the list by name. */
  rows: z.enum(['each', 'none']).default('each'),
  track: z.array(z.enum(TRACK_STEPS)).min(1).max(TRACK_STEPS.length),
  /** The field of the row that says how many persons it stands for; one for each row when left out. */
  heads: z.string().max(40).optional(),
  /** Nobody does two steps of a row one after the other. */
  apart: z.boolean().default(true),
  /** Rows beyond the imported quota (分配表) of a unit and category are refused. */
  limit: z.enum(['quotas']).optional(),
  removed,
  /** A person on several of these lists: which row stands. */
  once: z
    .strictObject({ across: z.array(id).min(1).max(20), take: z.enum(['first', 'highest', 'main', 'both']) })
    .optional(),
  /** What the public may read: masked names, or only how many; for all, or by category. */
  publish: z.union([publish, z.partialRecord(id, publish)]).default('count'),
  /** Whether the person must know of it and agree (知情自愿). */
  consent: z.enum(['required', 'none']).default('none'),
  posting: posting.optional(),
  /** Ways of helping (送政策、送岗位): of each delivery it is noted which of them it was. */
  helps: z
    .array(z.strictObject({ value: id, label: text }))
    .min(1)
    .max(MOST_HELPS)
    .optional(),
  /** Each row is told of the visit before it: an ask with `does: tell` says by when. */
  tell: tell.optional(),
  /** How often each row needs a deed (平凉: four contacts a year). */
  minimum: z
    .array(
      z.strictObject({
        deed: z.enum(DEED_MINIMA),
        times: z.int().min(1).max(366),
        per: z.enum(['week', 'month', 'year']),
      }),
    )
    .max(10)
    .default([]),
});
export type ListDefinition = z.infer<typeof list>;
