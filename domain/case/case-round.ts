import { walk } from '../campaign/calendar/moments';
import { type Climbing, layRungs } from '../campaign/compile/rungs';
import type { Distance } from '../campaign/definition/ladder';
import type { Text } from '../campaign/definition/words';
import type { Instant } from '../instant';
import type { UnplannedRound } from '../round/round';
import { caseFormId } from './case-forms';
import type { CaseKind } from './case-kinds';

/** The stage of every round of a case; it is none of the definition's. */
export const CASE_STAGE = 'case';

/** One more round of cases that are asked about together, and the ladder that it climbs. */
export interface CaseAsking extends Pick<Climbing, 'ladder' | 'above' | 'calendar' | 'ofWarning'> {
  kind: CaseKind;
  /** Name of the kind. */
  named: string;
  /** What the keys of its rounds begin with. */
  key: string;
  /** Which of the persons in each report; null when it came from none. */
  number: number | null;
  /** 1 for the first. */
  nth: number;
  /** Kind of the regions that are asked, and their codes. */
  of: string;
  only: readonly string[];
  /** Place name of the region that it is about, where another is asked. */
  place: string | null;
  /** Before it opens: as the kind says, or what a warning's rule says instead. */
  after: Distance;
  now: Instant;
}

/** @returns the round that asks what has come of each; it opens in waking hours. */
export function caseRound(asking: CaseAsking): UnplannedRound {
  const { kind, named, key, nth, of, only, after, now, calendar } = asking;
  const opens = calendar.afterQuiet(walk(calendar, { from: 'opens', at: now, distance: after }));
  const from = { from: 'opens', at: opens, usualTime: '24:00' } as const;
  const due = walk(calendar, { ...from, distance: kind.within });
  const lock = walk(calendar, { ...from, distance: kind.locksAfter });
  const { rungs } = layRungs({ ...climbingOf(asking), dates: { opens, due, lock } });
  return {
    title: titleOf(asking, `${calendar.dayOf(opens).slice(5)} ${calendar.timeOf(opens)}`),
    round: {
      key: `${key}.${kind.ask}-${nth}`,
      stage: CASE_STAGE,
      ask: kind.ask,
      of,
      only,
      form: caseFormId(named),
      opensAt: opens,
      dueAt: due,
      locksAt: lock,
      rungs,
      milestones: [],
    },
  };
}

const climbingOf = ({ ladder, above, calendar, ofWarning }: CaseAsking): Omit<Climbing, 'dates'> => ({
  ladder,
  above,
  calendar,
  ...(ofWarning && { ofWarning }),
});

/**
 * 回访第2人（01-06 20:00）: a village that is asked about several knows by it which is meant; a superior, where.
 * @param local the opening in the campaign's zone
 */
function titleOf({ kind, number, place }: CaseAsking, local: string): Required<Text> {
  const { title } = kind;
  const [which, whichEn] = number === null ? ['', ''] : [`第${number}人`, ` of person ${number}`];
  const [where, whereEn] = place === null ? ['', ''] : [`${place}，`, `${place}, `];
  return { 'zh-CN': `${title['zh-CN']}${which}（${where}${local}）`, en: `${title.en}${whichEn} (${whereEn}${local})` };
}
