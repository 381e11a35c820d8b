import { walk } from '../campaign/calendar/moments';
import { type Climbing, layRungs } from '../campaign/compile/rungs';
import type { Distance } from '../campaign/definition/ladder';
import type { Text } from '../campaign/definition/words';
import { type Instant, latest } from '../instant';
import { listFormId } from '../list/list-asked';
import type { UnplannedRound } from '../round/round';
import { caseFormId } from './case-forms';
import type { CaseKind } from './case-kinds';

/** The stage of every round of a case; no stage of the definition has this id. */
export const CASE_STAGE = 'case';

/** The next round of a lot of cases, and its ladder. */
export interface CaseAsking extends Pick<Climbing, 'ladder' | 'above' | 'calendar' | 'ofWarning'> {
  kind: CaseKind;
  /** Name of the kind. */
  named: string;
  /** Prefix of the keys of its rounds. */
  key: string;
  /** Number of the person in each report; null for cases without a report. */
  number: number | null;
  /** Number of the case, where only one is asked about and no report has opened it. */
  one: number | null;
  /** 1 for the first. */
  nth: number;
  /** Kind of the regions that are asked, and their codes. */
  of: string;
  only: readonly string[];
  /** Name of the region of the case, when another region is asked. */
  place: string | null;
  /** Of returned rows: their list, and until when they are handed in again. */
  returned?: { list: string; due: Instant } | null;
  /** When it opens instead: the first round about a dispatch, when that should have arrived. */
  asksAt?: Instant | null;
  /** Time before it opens: of the kind, or of a warning's rule. */
  after: Distance;
  now: Instant;
}

/** @returns the round that asks for the outcome of each case; it opens in waking hours. */
export function caseRound(asking: CaseAsking): UnplannedRound {
  const { kind, named, key, nth, of, only, returned, calendar } = asking;
  const opens = calendar.afterQuiet(opensAt(asking));
  const from = { from: 'opens', at: opens, usualTime: '24:00' } as const;
  const within = walk(calendar, { ...from, distance: kind.within });
  const due = returned ? (latest(returned.due, opens) ?? within) : within;
  const lock = returned
    ? walk(calendar, { ...from, at: due, distance: kind.within })
    : walk(calendar, { ...from, distance: kind.locksAfter });
  const { rungs } = layRungs({ ...climbingOf(asking), dates: { opens, due, lock } });
  return {
    title: titleOf(asking, `${calendar.dayOf(opens).slice(5)} ${calendar.timeOf(opens)}`),
    round: {
      key: `${key}.${kind.ask}-${nth}`,
      stage: CASE_STAGE,
      ask: kind.ask,
      of,
      only,
      ...(returned
        ? { form: listFormId({ list: returned.list, does: 'propose' }), list: returned.list, does: 'propose' as const }
        : { form: caseFormId(named) }),
      opensAt: opens,
      dueAt: due,
      locksAt: lock,
      rungs,
      milestones: [],
    },
  };
}

const opensAt = ({ asksAt = null, after, now, calendar }: CaseAsking): Instant =>
  asksAt === null ? walk(calendar, { from: 'opens', at: now, distance: after }) : (latest(asksAt, now) ?? now);

const climbingOf = ({ ladder, above, calendar, ofWarning }: CaseAsking): Omit<Climbing, 'dates'> => ({
  ladder,
  above,
  calendar,
  ...(ofWarning && { ofWarning }),
});

/**
 * 回访第2人（01-06 20:00）, 办理异议第12号（…）: shows a village with several cases which one is meant, and a superior which
 * place.
 * @param local the opening in the campaign's zone
 */
function titleOf(asking: CaseAsking, local: string): Required<Text> {
  const { title } = asking.kind;
  const [which, whichEn] = whichOf(asking);
  const [where, whereEn] = asking.place === null ? ['', ''] : [`${asking.place}，`, `${asking.place}, `];
  return {
    'zh-CN': `${title['zh-CN']}${which}（${where}${local}）`,
    en: `${title.en ?? title['zh-CN']}${whichEn} (${whereEn}${local})`,
  };
}

function whichOf({ number, one, returned }: CaseAsking): [zh: string, en: string] {
  if (returned) return ['', ''];
  if (number !== null) return [`第${number}人`, ` of person ${number}`];
  return one === null ? ['', ''] : [`第${one}号`, ` no. ${one}`];
}
