import type { Calendar } from '../campaign/calendar/calendar';
import { type Day, plusDays } from '../campaign/calendar/days';

/** The length of a posting. */
export interface PostingTerm {
  days: number;
  /** Working days, or every day. */
  counted: 'working' | 'calendar';
}

/**
 * The last day of a posting, which closes at the end of that day. 民法典 art. 201: the day of posting does not count. Art.
 * 203: a term that ends on a day off ends with the next working day.
 * @param posted the day of posting
 */
export function closingDay(posted: Day, { days, counted }: PostingTerm, calendar: Calendar): Day {
  if (counted === 'working') return calendar.plusWorkingDays(posted, days);
  const last = plusDays(posted, days);
  return calendar.isWorkingDay(last) ? last : calendar.plusWorkingDays(last, 1);
}
