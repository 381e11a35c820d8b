import type { Calendar } from '../../campaign/calendar/calendar';
import { layRungs } from '../../campaign/compile/rungs';
import type { RungDefinition } from '../../campaign/definition/ladder';
import { type Instant, plusMs } from '../../instant';
import { type AlertRound, WARNING_STAGE } from './alert-round';
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
  /** Kinds of the regions above the unit, from its superior to the top of the scope. */
  above: readonly string[];
  ladder: readonly RungDefinition[];
  calendar: Calendar;
  everyHours: number;
}

/** The round of one visit: asks one unit what came of it, in waking hours. */
export function revisitRound({ followUp, visit, now, of, calendar, everyHours, ...climbing }: Revisiting): AlertRound {
  const opensAt = calendar.afterQuiet(plusMs(now, everyHours * HOUR_MS));
  const dueAt = plusMs(opensAt, DUE_MS);
  const locksAt = plusMs(opensAt, LOCK_MS);
  const dates = { opens: opensAt, due: dueAt, lock: locksAt };
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
      rungs: layRungs({ ...climbing, dates, calendar, ofWarning: { urgent: false } }).rungs,
      milestones: [],
    },
  };
}
