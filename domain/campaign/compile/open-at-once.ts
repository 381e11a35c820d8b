import { byTime } from '../../compare';
import type { Instant } from '../../instant';
import { latest } from '../../instant';
import { inBoth, sentence } from '../../text/refusal';
import { localWords } from '../calendar/moments';
import type { RoundDates, RoundPlan, StagePlan } from '../plan';
import type { Compilation } from './compilation';

/**
 * Rounds that one campaign may have open at the same time, all areas counted: each is a child of its workflow, or each
 * branch where it has branches. The 2,001st child wedges a parent for ever; the rest is room for extensions and
 * reopenings.
 */
export const MAX_OPEN = 1_500;

/** One round in one area, or one branch of a round: from its opening until its last lock, or its last rung. */
interface Span {
  stage: string;
  from: Instant;
  until: Instant;
}

/** Notes a problem when too many rounds of a campaign would be open at once. */
export function checkOpenAtOnce({ problems, season }: Compilation, stages: readonly StagePlan[]): void {
  if (problems.length > 0) return;
  const spans = spansOf(stages);
  const { at, open } = fullest(spans);
  if (open <= MAX_OPEN) return;
  const then = spans.filter(({ from, until }) => from <= at && at < until);
  problems.push({
    field: 'stages',
    found: sentence('open-rounds', { number: open }),
    allowed: sentence('at-most', { amount: inBoth(sentence('open-rounds', { number: MAX_OPEN })) }),
    ...sentence('too-many-open-rounds', {
      at: localWords(season.calendar, 'opens', at),
      open,
      most: MAX_OPEN,
      stages: [...new Set(then.map(({ stage }) => stage))].join(', '),
    }),
  });
}

const spansOf = (stages: readonly StagePlan[]): Span[] =>
  stages.flatMap((stage) =>
    stage.rounds.flatMap((round) =>
      childrenOf(round).map((dates) => ({ stage: stage.id, from: round.opensAt, until: endOf(dates) })),
    ),
  );

/** @returns the dates of each child of the campaign's workflow; a branch lasts as long as its last area. */
function childrenOf({ areas, branches, ...round }: RoundPlan): RoundDates[] {
  const dates = areas.map(({ override }) => override ?? round);
  if (!branches) return dates;
  const [first = round, ...others] = dates;
  const longest = others.reduce((one, other) => (endOf(one) < endOf(other) ? other : one), first);
  return branches.map(() => longest);
}

const endOf = ({ locksAt, rungs }: RoundDates): Instant => latest(locksAt, rungs.at(-1)?.at) ?? locksAt;

/**
 * @returns the instant with the most open rounds, and their number. A round that ends when another opens makes room for
 *   it.
 */
function fullest(spans: readonly Span[]): { at: Instant; open: number } {
  const changes = spans.flatMap(({ from, until }) => [
    { at: from, by: 1 },
    { at: until, by: -1 },
  ]);
  changes.sort((a, b) => byTime(a, b) || a.by - b.by);
  let open = 0;
  let most = { at: '', open: 0 };
  for (const { at, by } of changes) {
    open += by;
    if (open > most.open) most = { at, open };
  }
  return most;
}
