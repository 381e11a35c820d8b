import { epochMs, type Instant, instant, plusMs } from '../../domain/instant';
import { chance } from './chance';
import { type Dates, habitsOf, type Place, type Told } from './villages';

/** During a warning people act at any hour; this step groups a few acts in one instant. */
const STEP_MS = 10 * 60_000;

/** @returns a step strictly between two instants; null when there is none. */
function between(after: Instant, before: Instant, share: number): Instant | null {
  const [start, end] = [epochMs(after), epochMs(before)];
  const wanted = Math.ceil((start + 1 + share * (end - start - 1)) / STEP_MS) * STEP_MS;
  const first = Math.ceil((start + 1) / STEP_MS) * STEP_MS;
  const at = wanted < end ? wanted : first;
  return at < end ? instant(at) : null;
}

const SOON_MS = 30 * 60_000;

/**
 * Finds when a village answers in a round of a warning, from the messages it has received so far. A prompt village
 * answers well before the deadline; others answer only after a second message, or late.
 * @returns null while the village plans no answer
 */
export function reactsAt(place: Place, told: readonly Told[], { dueAt, locksAt }: Dates): Instant | null {
  const [first] = told;
  if (!first) return null;
  const share = chance(place.seed, 'reaction', place.unit, place.key);
  const soonAfter = (at: Instant) => between(at, earlier(plusMs(at, SOON_MS), locksAt), share);
  switch (habitsOf(place).temperament) {
    case 'never':
      return null;
    case 'prompt':
      return (first.at < dueAt ? between(first.at, dueAt, share * 0.8) : null) ?? soonAfter(first.at);
    case 'late':
      return soonAfter(later(first.at, dueAt));
    case 'reminded': {
      const reminder = told.find(({ kind }) => kind !== 'task');
      return reminder ? soonAfter(reminder.at) : null;
    }
  }
}

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
const later = (one: Instant, other: Instant): Instant => (one < other ? other : one);

/** Share of chases about a warning that an officer acknowledges. */
const ANSWERED = 0.8;

/** @returns when an officer acknowledges a chase about a warning, soon and at any hour; null when never. */
export function answersAlertAt(
  { seed, region, key, rung }: { seed: number; region: string; key: string; rung: string },
  { receivedAt, acknowledgeBy }: { receivedAt: Instant; acknowledgeBy: Instant },
): Instant | null {
  if (chance(seed, 'officer', region, key, rung) >= ANSWERED) return null;
  return between(
    receivedAt,
    earlier(acknowledgeBy, plusMs(receivedAt, SOON_MS)),
    chance(seed, 'alert', region, key, rung),
  );
}
