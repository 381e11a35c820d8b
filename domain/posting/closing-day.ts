import type { Calendar } from '../campaign/calendar/calendar';
import { type Day, plusDays } from '../campaign/calendar/days';

/** How long a posting hangs. */
export interface PostingTerm {
  days: number;
  /** Working days, or every day. */
  counted: 'working' | 'calendar';
}

/**
 * The day with whose end a posting closes. 民法典 art. 201: the day on which it is posted does not count. Art. 203: a
 * term whose last day is a day off ends with the next day that is none.
 * @param posted the day on which it is posted
 */
export function closingDay(posted: Day, { days, counted }: PostingTerm, calendar: Calendar): Day {
  if (counted === 'working') return calendar.plusWorkingDays(posted, days);
  const last = plusDays(posted, days);
  return calendar.isWorkingDay(last) ? last : calendar.plusWorkingDays(last, 1);
}
