import type { Definition, ListDefinition } from '../../domain/campaign/definition/definition';
import type { Plan, RoundPlan } from '../../domain/campaign/plan';
import { type Instant, latest, plusMs } from '../../domain/instant';
import { freezingStep } from '../../domain/list/entitled';
import type { Step } from '../../domain/list/steps';
import { lastBefore, onGrid, type WorkingGrid } from '../people/working-grid';
import { emergenciesOf } from './emergencies';

/** When an office decides on the rows of a list, one step after the other. */
export interface Deciding {
  list: string;
  step: Step;
  /** The step before. */
  after: Step;
  at: Instant;
  /** What rows are entitled to is fixed. */
  freezes: boolean;
  /** Nobody does two steps of a row one after the other. */
  hand: 'first' | 'second';
}

/** All days of a campaign on which goods and money are dealt with. */
export interface GoodsDays {
  /** Last half hour in which rows may be brought in. */
  bringsIn: ReadonlyMap<string, Instant>;
  decides: readonly Deciding[];
  /** Gifts come between these. */
  raising: { from: Instant; until: Instant };
  raises: Instant;
  allocates: Instant;
  /** An office confirms what a warning wants sent, as soon as it has arrived. */
  emergencies: readonly { purse: string; item: string; at: Instant }[];
  /** Rows are held; of a list that hangs only after it, because a row that is held then does not hang. */
  holds: ReadonlyMap<string, Instant>;
  /** Lists whose rows a bank pays, because nobody is asked to hand anything over. */
  pays: ReadonlyMap<string, Instant>;
  /** Rows that are held while others are visited are let go. */
  releases: ReadonlyMap<string, Instant>;
  /** Households hear of the visit, after this step. */
  tells: readonly { list: string; after: Step; at: Instant }[];
  /** What units have not done by then, an office writes down. */
  sweeps: readonly { list: string; after: Step; at: Instant }[];
}

/** How far between the opening and the due day of the visits: before the second visit. */
const RELEASED = 0.75;

/** How far between the opening and the due day of the telling. */
const TOLD = 0.5;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Steps that an office decides; those after them are done at doors. */
const DECIDED: readonly Step[] = ['appraise', 'check', 'approve'];

/**
 * @returns the days, laid between the rounds of the plan: rows are decided when the lists are closed, goods come before
 *   and go out after
 */
export function goodsDays(definition: Definition, { stages, startsAt }: Plan, grid: WorkingGrid): GoodsDays {
  const { lists, banks } = definition;
  const rounds = stages.flatMap((stage) => stage.rounds);
  const open = Object.entries(lists).map(([list, rules]) => ({ list, rules, last: lockOf(rounds, list, 'propose') }));
  const decides = open.flatMap(({ list, rules, last }) =>
    decisionsOn(rounds, { list, rules, last: last ?? startsAt }, grid),
  );
  const freezing = decides
    .filter(({ freezes }) => freezes)
    .map(({ at }) => at)
    .sort();
  const [first = startsAt, fixed = first] = [freezing[0], freezing.at(-1)];
  const raises = soon(fixed, grid);
  const allocates = soon(raises, grid);
  const byCard = open.filter(({ list, rules }) => isPaidByCard({ banks, rounds }, list, rules));
  return {
    bringsIn: new Map(open.flatMap(({ list, last }) => (last ? [[list, lastBefore(last, grid)] as const] : []))),
    decides,
    raising: { from: startsAt, until: first },
    raises,
    allocates,
    emergencies: emergenciesOf(definition).map(({ warnedAt, ...one }) => ({ ...one, at: soon(warnedAt, grid) })),
    pays: new Map(byCard.map(({ list }) => [list, soon(allocates, grid)])),
    holds: new Map(
      open.map(({ list, rules: { track } }) => {
        const round = rounds.find((one) => one.list === list && one.does === 'deliver');
        return [list, track.includes('announce') && round ? soon(round.opensAt, grid) : raises] as const;
      }),
    ),
    releases: new Map(
      open.flatMap(({ list }) => {
        const round = rounds.find((one) => one.list === list && one.does === 'deliver');
        const at = round && onGrid({ after: round.opensAt, before: round.dueAt, share: RELEASED }, grid);
        return at ? [[list, at] as const] : [];
      }),
    ),
    tells: rounds.flatMap(({ list = '', does, opensAt, dueAt }) => {
      const track = lists[list]?.track ?? [];
      const after = does === 'tell' ? track[track.indexOf('deliver') - 1] : undefined;
      const at = onGrid({ after: opensAt, before: dueAt, share: TOLD }, grid);
      return after && at ? [{ list, after, at }] : [];
    }),
    sweeps: open.flatMap(({ list, rules: { track } }) => {
      const [after, lock] = [track[track.indexOf('deliver') - 1], lockOf(rounds, list, 'deliver')];
      return after && lock ? [{ list, after, at: lastBefore(plusMs(lock, -DAY_MS), grid) }] : [];
    }),
  };
}

const isPaidByCard = (
  { banks, rounds }: Pick<Definition, 'banks'> & { rounds: readonly RoundPlan[] },
  list: string,
  { track }: ListDefinition,
): boolean =>
  Object.keys(banks ?? {}).length > 0 &&
  track.includes('deliver') &&
  !rounds.some((round) => round.list === list && round.does === 'deliver');

const lockOf = (
  rounds: readonly Pick<RoundPlan, 'list' | 'does' | 'locksAt'>[],
  list: string,
  step: Step,
): Instant | null =>
  rounds
    .flatMap((round) => (round.list === list && round.does === step ? [round.locksAt] : []))
    .sort()
    .at(-1) ?? null;

/** The next half hour. */
export const soon = (after: Instant, grid: WorkingGrid): Instant =>
  onGrid({ after, before: plusMs(after, 3 * DAY_MS), share: 0 }, grid) ?? after;

/** Of a step that a round asks for, the day after its opening; of one that accounts decide, the day after the last. */
function decisionsOn(
  rounds: readonly RoundPlan[],
  { list, rules, last }: { list: string; rules: ListDefinition; last: Instant },
  grid: WorkingGrid,
): Deciding[] {
  const freezing = freezingStep(rules.track);
  let ready = last;
  return rules.track.flatMap((step, nth): Deciding[] => {
    const previous = rules.track[nth - 1];
    if (previous === undefined || !DECIDED.includes(step)) return [];
    const opens = rounds.find((round) => round.list === list && round.does === step)?.opensAt ?? ready;
    const from = latest(opens, ready) ?? ready;
    const at = onGrid({ after: plusMs(from, HOUR_MS), before: plusMs(from, 3 * DAY_MS), share: 0.1 }, grid) ?? from;
    ready = at;
    // The first hand has brought in the rows of units that were silent.
    return [{ list, step, after: previous, at, freezes: step === freezing, hand: nth % 2 === 1 ? 'second' : 'first' }];
  });
}
