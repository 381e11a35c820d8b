import type { Calendar } from '../../campaign/calendar/calendar';
import { type Instant, plusMs } from '../../instant';
import { type AlertRound, WARNING_STAGE } from './alert-plan';
import { REVISIT_FORM } from './forms';
import { revisitTitle } from './titles';

const HOUR_MS = 3_600_000;
/** A visit takes an afternoon. One that was not made by the deadline is made at the next appointment. */
const DUE_MS = 8 * HOUR_MS;
const LOCK_MS = 12 * HOUR_MS;

export interface Revisiting {
  /** Key of the patrol that found somebody. */
  followUp: string;
  /** 1 for the first. */
  visit: number;
  now: Instant;
  of: string;
  calendar: Calendar;
  everyHours: number;
}

/** The round of one visit: asks one unit what came of it, in waking hours. */
export function revisitRound({ followUp, visit, now, of, calendar, everyHours }: Revisiting): AlertRound {
  const opensAt = calendar.afterQuiet(plusMs(now, everyHours * HOUR_MS));
  const dueAt = plusMs(opensAt, DUE_MS);
  const locksAt = plusMs(opensAt, LOCK_MS);
  const telling = { channels: ['sms', 'email'] as const, send: 'first' as const, validUntil: locksAt };
  const unit = { up: 0, deputy: false };
  const reminderAt = calendar.afterQuiet(dueAt);
  return {
    title: revisitTitle(`${calendar.dayOf(opensAt).slice(5)} ${calendar.timeOf(opensAt)}`),
    round: {
      key: `${followUp}.revisit-${visit}`,
      stage: WARNING_STAGE,
      ask: 'revisit',
      of,
      form: REVISIT_FORM,
      opensAt,
      dueAt,
      locksAt,
      rungs: [
        { id: 'revisit', at: opensAt, kind: 'task' as const, message: 'revisit', audience: unit, ...telling },
        ...(reminderAt < locksAt
          ? [
              {
                id: 'due',
                at: reminderAt,
                kind: 'reminder' as const,
                message: 'reminder',
                audience: { ...unit, deputy: true },
                ...telling,
              },
            ]
          : []),
      ].map((rung) => ({ ...rung, channels: [...rung.channels] })),
      milestones: [],
    },
  };
}
