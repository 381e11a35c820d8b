import type { Instant } from '../../domain/instant';
import type { Acted, MessageRef, Received } from './audit-input';
import type { Season } from './expectations';

/** The rung of every message that answers a reply. */
export const REPLY_RUNG = 'reply';

/** Somebody has to be answered: what the people's own notes of their SMS call for. */
export interface AnswerExpected {
  /** First word of what the answer is about. */
  what: 'receipt' | 'unclear' | 'stop-asked' | 'stopped';
  round: string;
  /** The region that is answered or told. */
  region: string;
  /** Null for a superior, where anybody may answer for the region. */
  contact: number | null;
  at: Instant;
}

/**
 * A report has its receipt. What nobody understands is answered once a round, however often it comes. Whoever wants no
 * more SMS is asked whether that is meant and then told so, once each, and so is somebody of the region above.
 */
export function answersExpected(season: Season, acted: readonly Acted[]): AnswerExpected[] {
  const answered = new Set<string>();
  const isFirst = (...about: (string | number)[]) => {
    const key = about.join(' ');
    if (answered.has(key)) return false;
    answered.add(key);
    return true;
  };
  return acted.flatMap((act): AnswerExpected[] => {
    if (!('via' in act) || act.via !== 'sms') return [];
    const { kind, round, region, contact, at } = act;
    switch (kind) {
      case 'reported':
        return [{ what: 'receipt', round, region, contact, at }];
      case 'unclear':
        return isFirst(kind, round, contact) ? [{ what: kind, round, region, contact, at }] : [];
      case 'stopped':
        return isFirst(kind, contact) ? stopExpected(season, { round, region, contact, at }) : [];
      default:
        return [];
    }
  });
}

function stopExpected(
  { tree, people }: Season,
  { contact, ...where }: Omit<AnswerExpected, 'what' | 'contact'> & { contact: number },
): AnswerExpected[] {
  const superior = tree.byCode.get(where.region)?.parent ?? null;
  const told =
    superior !== null && people.get(superior)?.some(({ optedOut, ...can }) => !optedOut && (can.phone || can.email));
  return [
    { ...where, what: 'stop-asked', contact },
    { ...where, what: 'stopped', contact },
    ...(told ? [{ ...where, what: 'stopped' as const, region: superior, contact: null }] : []),
  ];
}

/** An answer that came, or did not, and what it was expected for; null for one that nobody asked for. */
export interface AnswerMatch {
  expected: AnswerExpected | null;
  arrival: Received | null;
}

/** Puts each answer that arrived to what it answers, each to one. */
export function matchAnswers(expected: readonly AnswerExpected[], received: readonly Received[]): AnswerMatch[] {
  const open = [...expected];
  const matches = received.flatMap((arrival): AnswerMatch[] => {
    const { message } = arrival;
    if (message?.rung !== REPLY_RUNG) return [];
    const index = open.findIndex((one) => answers(message, one) && one.at <= arrival.at);
    const [found = null] = index < 0 ? [] : open.splice(index, 1);
    return [{ expected: found, arrival }];
  });
  return [...matches, ...open.map((one) => ({ expected: one, arrival: null }))];
}

/** The round is the one that the system took the question from, which is not always the one somebody has in mind. */
export const answers = (
  { about, region, contact }: Pick<MessageRef, 'about' | 'region' | 'contact'>,
  one: AnswerExpected,
): boolean =>
  about?.split(' ')[0] === one.what && region === one.region && (one.contact === null || contact === one.contact);
