import { DateTime } from 'luxon';
import type { Instant } from '../domain/instant';

/** @returns the calendar day of an instant in a zone, for comparison with leave dates. */
export const dayIn = (zone: string, at: Instant): string =>
  DateTime.fromISO(at, { zone }).toISODate() ?? at.slice(0, 10);
