import { type Instant, instant } from '../../instant';
import { sentence } from '../../text/refusal';
import { type Moments, NoSuchDay, refuseOutside, resolveMoments } from '../calendar/moments';
import type { Season } from '../calendar/season';

/** A later decision about dates: an extension, for a stage, one of its rounds, or one area. */
export interface Amendment {
  /** Key of a round, or id of a stage for all its rounds. */
  key: string;
  /** Code of an area of these rounds; all of them when left out. */
  area?: string;
  /** Day as in a definition (`12-28`, `2026-12-28 18:00`) or an ISO instant. */
  due?: string;
  lock?: string;
}

/** @returns whether the amendment concerns this round (in this area, or, without an area, everywhere). */
export const concerns = (amendment: Amendment, round: { key: string; stage: string }, area?: string): boolean =>
  (amendment.key === round.key || amendment.key === round.stage) &&
  (amendment.area === undefined || amendment.area === area);

/** The offset is required: without it the text would mean another instant on every host. */
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/;

function given(season: Season, words: string): string | { at: Instant } {
  if (!ISO_INSTANT.test(words)) return words;
  const ms = Date.parse(words);
  if (Number.isNaN(ms)) throw new NoSuchDay(sentence('not-an-instant', { words }));
  const at = instant(ms);
  refuseOutside(season, season.calendar.dayOf(at), words);
  return { at };
}

/**
 * Applies amendments to moments in their order; a later one wins. The opening never moves: it is a day or an instant,
 * not counted from the others. When the due date moves, a lock that is counted from it moves too, and a fixed lock that
 * would come before it moves to it.
 * @throws NoSuchDay for a text that is neither a day nor an instant, CountedInCircle
 */
export function amendMoments(season: Season, moments: Moments, amendments: readonly Amendment[]): Moments {
  let amended = moments;
  for (const { due, lock } of amendments) {
    const moved: Moments = { ...amended, due: { at: resolveMoments(season, amended).due } };
    if (due !== undefined) moved.due = given(season, due);
    if (lock !== undefined) moved.lock = given(season, lock);
    else if (due !== undefined) moved.lock = behind(season, moved);
    amended = moved;
  }
  return amended;
}

/** @returns the lock, or the due date where it has moved beyond the lock. */
function behind(season: Season, moments: Moments): Moments['lock'] {
  const { due, lock } = resolveMoments(season, moments);
  return lock < due ? { at: due } : moments.lock;
}
