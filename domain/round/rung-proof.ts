import type { Plan, Rung } from '../campaign/plan';
import { type Instant, latest } from '../instant';
import { type RoundInArea, roundsInAreas, type SteeringTarget } from './round';

/** A round, as stored in Postgres. */
export interface RoundKept {
  id: string;
  state: 'open' | 'closed' | 'locked' | 'cancelled';
  endedAt: Instant | null;
}

/** The plan of a round in its area. */
export type RoundPlanned = Pick<RoundInArea, 'id' | 'area'> & {
  round: Pick<RoundInArea['round'], 'key' | 'stage' | 'opensAt' | 'locksAt' | 'rungs'>;
};

/** The plan to prove, and the records that prove it. */
export interface Proof {
  plan: Plan;
  /** Rounds of warnings, which are not in the campaign's plan. */
  alertRounds: readonly RoundPlanned[];
  kept: readonly RoundKept[];
  /** Rungs with a recorded outcome, by {@link proofKey}. */
  outcomes: ReadonlySet<string>;
  /** Administrators' decisions to close and reopen. */
  decisions: readonly { verb: 'close' | 'reopen'; target: SteeringTarget; at: Instant }[];
  /** Only work that was due before this instant. */
  before: Instant;
}

export const proofKey = (round: string, rung: string, dueAt: Instant): string => `${round} ${rung}@${dueAt}`;

/** The number of due items, and the names of those without a record: `survey/9`, `survey/9 due-3wd`. */
export interface Proven {
  due: number;
  missing: string[];
}

/**
 * Checks that every due round has opened, every due rung has an outcome (climbed, superseded, no unit silent), and
 * every round has ended at its lock. So it finds a terminated, stuck or missing workflow by its missing work.
 */
export function proveRungs(proof: Proof): Proven {
  const kept = new Map(proof.kept.map((round) => [round.id, round]));
  const planned = [...roundsInAreas(proof.plan), ...proof.alertRounds];
  const proven: Proven = { due: 0, missing: [] };
  for (const one of planned.filter(({ round }) => round.opensAt < proof.before))
    for (const [name, happened] of dutiesOf(one, kept.get(one.id), proof)) {
      proven.due += 1;
      if (!happened) proven.missing.push(name);
    }
  return proven;
}

/** @returns the due items of a round that has begun: their names, and whether each is proven. */
function dutiesOf(planned: RoundPlanned, kept: RoundKept | undefined, proof: Proof): [string, boolean][] {
  const { id, area, round } = planned;
  const name = `${round.key}/${area}`;
  const closedAt = lastOf(proof, planned, 'close');
  if (!kept) return closedAt ? [] : [[name, false]];
  const since = lastOf(proof, planned, 'reopen') ?? '';
  const rungs = round.rungs.filter(({ at }) => at < proof.before && at >= since && isOwed(at, kept));
  return [
    [name, true],
    ...rungs.map((rung): [string, boolean] => [`${name} ${rung.id}`, isProven(proof, id, rung)]),
    ...(round.locksAt < proof.before ? [[`${name} lock`, kept.state !== 'open'] as [string, boolean]] : []),
  ];
}

const isProven = ({ outcomes }: Proof, round: string, { id, at }: Rung): boolean =>
  outcomes.has(proofKey(round, id, at));

/** After its end a round has no due items; an early end also covers items of that very moment. */
const isOwed = (at: Instant, { state, endedAt }: RoundKept): boolean =>
  endedAt === null || at < endedAt || (at === endedAt && state === 'locked');

const lastOf = ({ decisions }: Proof, { area, round }: RoundPlanned, verb: 'close' | 'reopen'): Instant | null =>
  latest(
    ...decisions.filter((one) => one.verb === verb && concerns(one.target, { area, ...round })).map(({ at }) => at),
  );

const concerns = (
  target: SteeringTarget,
  { key, stage, area }: { key: string; stage: string; area: string },
): boolean => (!target.key || target.key === key || target.key === stage) && (!target.area || target.area === area);
