import { z } from 'zod';
import { isRole } from '../../people/duties';
import { WRITTEN_KINDS } from '../../round/rung-kinds';
import { AUDIENCES, CHANNELS } from '../plan';
import { ANCHORS, MILESTONE, WARNING_ANCHORS } from './anchors';
import { as, id, time } from './words';

/** The ladders of a definition, and of the table of warning rules: both have the same schema. */

/** A distance in calendar words: days first, then working days, then the time of day, then hours and minutes. */
export const distance = z.strictObject({
  days: z.int().min(-200).max(200).optional(),
  workingDays: z.int().min(-100).max(100).optional(),
  hours: z.number().min(-48).max(48).optional(),
  minutes: z.int().min(-1440).max(1440).optional(),
  time: time.optional(),
});
export type Distance = z.infer<typeof distance>;

/** Distance from a moment of the round; in a ladder of 叫应 also from one of the warning. */
const rungMoment = distance.extend({ from: z.enum([...ANCHORS, ...WARNING_ANCHORS]) });
/** The same, or from each milestone of the quota. */
const climbMoment = distance.extend({ from: z.enum([...ANCHORS, ...WARNING_ANCHORS, MILESTONE]) });

/** Longest wait of a chase in minutes: two weeks, longer than any round is late. */
const LONGEST_CHASE = 20_160;

const rung = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9+.-]{0,39}$/, as('a-rung-id')),
  kind: z.enum(WRITTEN_KINDS),
  at: climbMoment,
  /** Who is told; the unit, or a superior where `up` or `of` says so, when left out. */
  to: z.enum(AUDIENCES).optional(),
  /** `to: role`: the word of the register for the duty. Who has it for the unit is told, or for the superior. */
  role: z
    .string()
    .refine((word) => isRole(word), as('a-role'))
    .optional(),
  /** 0 the unit itself, 1 its superior, 2 the superior's superior. */
  up: z.int().min(0).max(5).default(0),
  /** Instead of `up`: the superior that is a region of this kind. */
  of: id.optional(),
  deputy: z.boolean().default(false),
  channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length).default(['sms', 'email']),
  send: z.enum(['first', 'each']).default('first'),
  /** Name of the message template; the rung's kind when left out. */
  message: z.string().max(40).optional(),
  /** For a chase: working time until the acknowledgement; without it the chase goes one level up. */
  acknowledgeWithin: z
    .strictObject({
      workingHours: z.number().positive().max(100).optional(),
      minutes: z.int().positive().max(LONGEST_CHASE).optional(),
    })
    .optional(),
  /** For a chase: time of the acknowledgement; without it only the later rungs of the ladder follow. */
  acknowledgeBy: rungMoment.optional(),
});
export type RungDefinition = z.infer<typeof rung>;

export const ladder = z.array(rung).min(1).max(60);

/** Ladders by name. */
export type Ladders = Readonly<Record<string, readonly RungDefinition[]>>;
