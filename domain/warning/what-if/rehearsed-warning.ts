import { z } from 'zod';
import { as } from '../../campaign/definition/words';
import { COLOURS, HAZARDS } from '../feed/warning';

const moment = z
  .string()
  .regex(/^(lunar )?(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/, as('a-day-and-time'));

/** A warning that arrives in a rehearsal: one message of an event, at a day and time of the season. */
export const rehearsedWarning = z.strictObject({
  /** Messages with the same name belong to one event. */
  event: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, as('an-event-id')),
  at: moment,
  type: z.enum(['alert', 'update', 'cancel']).default('alert'),
  hazard: z.enum(HAZARDS),
  colour: z.enum(COLOURS),
  /** Codes of the regions, as an issuer would give them. */
  areas: z.array(z.string().min(1).max(20)).min(1).max(500),
  /** When the message lapses; the alert goes on for a while, because the weather may. */
  expires: moment.optional(),
});
export type RehearsedWarning = z.infer<typeof rehearsedWarning>;
