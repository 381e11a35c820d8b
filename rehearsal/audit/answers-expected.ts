import { CHANNELS } from '../../domain/campaign/plan';
import { groupBy } from '../../domain/group-by';
import type { Instant } from '../../domain/instant';
import type { Acted, MessageRef, Person, Received } from './audit-input';
import { canBeTold, type Season } from './expectations';

/** The rung of every message that answers a reply. */
export const REPLY_RUNG = 'reply';

/** Then the system keeps silent: two machines must not talk all night. */
const MOST_UNCLEAR = 3;

/** An answer that is due to a person, by the simulated people's own notes of their SMS. */
export interface AnswerExpected {
  /** What the answer is about (its first word). */
  what: 'receipt' | 'unclear' | 'stop-asked' | 'stopped';
  round: string;
  /** The region that gets the answer. */
  region: string;
  /** Null for a superior: any contact of that region may get it. */
  contact: number | null;
  at: Instant;
}

/**
 * A report gets its receipt. An unclear SMS gets an answer, three a round at most, however many come. A contact who
 * asks for no more SMS gets one question whether that is meant, and one confirmation; so does one contact of the
 * nearest region above where one can be reached.
 */
export function answersExpected(season: Season, acted: readonly Acted[]): AnswerExpected[] {
  const answered = new Map<string, number>();
  const isAmong = (most: number, ...about: (string | number)[]) => {
    const key = about.join(' ');
    const before = answered.get(key) ?? 0;
    answered.set(key, before + 1);
    return before < most;
  };
  return acted.flatMap((act): AnswerExpected[] => {
    if (!('via' in act) || act.via !== 'sms') return [];
    const { kind, round, region, contact, at } = act;
    switch (kind) {
      case 'reported':
        return [{ what: 'receipt', round, region, contact, at }];
      case 'unclear':
        return isAmong(MOST_UNCLEAR, kind, round, contact) ? [{ what: kind, round, region, contact, at }] : [];
      case 'stopped':
        return isAmong(1, kind, contact) ? stopExpected(season, { round, region, contact, at }) : [];
      default:
        return [];
    }
  });
}

const canBeReached = (season: Season, person: Person, at: Instant): boolean =>
  !person.optedOut && CHANNELS.some((channel) => canBeTold(season, { person, channel, rung: { at } }));

/** @returns the nearest region above in which somebody can be reached at that instant; null without one */
function superiorTold(season: Season, { region, at }: Pick<AnswerExpected, 'region' | 'at'>): string | null {
  const superior = season.tree.byCode.get(region)?.parent ?? null;
  if (superior === null) return null;
  const isReached = season.people.get(superior)?.some((person) => canBeReached(season, person, at));
  return isReached ? superior : superiorTold(season, { region: superior, at });
}

function stopExpected(
  season: Season,
  { contact, ...where }: Omit<AnswerExpected, 'what' | 'contact'> & { contact: number },
): AnswerExpected[] {
  const superior = superiorTold(season, where);
  return [
    { ...where, what: 'stop-asked', contact },
    { ...where, what: 'stopped', contact },
    ...(superior === null ? [] : [{ ...where, what: 'stopped' as const, region: superior, contact: null }]),
  ];
}

/** An expected answer with its message: `arrival` is null when none came, `expected` when nothing was asked for. */
export interface AnswerMatch {
  expected: AnswerExpected | null;
  arrival: Received | null;
}

/** Assigns each received answer to one expectation. */
export function matchAnswers(expected: readonly AnswerExpected[], received: readonly Received[]): AnswerMatch[] {
  const open = groupBy(expected, ({ region }) => region);
  const matches = received.flatMap((arrival): AnswerMatch[] => {
    const { message } = arrival;
    if (message?.rung !== REPLY_RUNG) return [];
    const here = open.get(message.region) ?? [];
    const index = here.findIndex((one) => answers(message, one) && one.at <= arrival.at);
    const [found = null] = index < 0 ? [] : here.splice(index, 1);
    return [{ expected: found, arrival }];
  });
  return [...matches, ...[...open.values()].flat().map((one) => ({ expected: one, arrival: null }))];
}

/** The round is the one that the system related the SMS to, which is not always the one that the sender meant. */
export const answers = (
  { about, region, contact }: Pick<MessageRef, 'about' | 'region' | 'contact'>,
  one: AnswerExpected,
): boolean =>
  about?.split(' ')[0] === one.what && region === one.region && (one.contact === null || contact === one.contact);
