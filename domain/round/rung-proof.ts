import type { Plan, Rung } from '../campaign/plan';
import { type Instant, latest } from '../instant';
import { type RoundInArea, roundsInAreas, type SteeringTarget } from './round';

/** A round as Postgres has it. */
export interface RoundKept {
  id: string;
  state: 'open' | 'closed' | 'locked' | 'cancelled';
  endedAt: Instant | null;
}

/** What is planned for a round, and where. */
export type RoundPlanned = Pick<RoundInArea, 'id' | 'area'> & {
  round: Pick<RoundInArea['round'], 'key' | 'stage' | 'opensAt' | 'locksAt' | 'rungs'>;
};

/** What has to be proven, and by what. */
export interface Proof {
  plan: Plan;
  /** Rounds that warnings have asked for, which no plan of the campaign names. */
  alertRounds: readonly RoundPlanned[];
  kept: readonly RoundKept[];
  /** Rungs of which it is written down what came of them, by {@link proofKey}. */
  outcomes: ReadonlySet<string>;
  /** What administrators have closed and reopened. */
  decisions: readonly { verb: 'close' | 'reopen'; target: SteeringTarget; at: Instant }[];
  /** What fell due before this. */
  before: Instant;
}

export const proofKey = (round: string, rung: string, dueAt: Instant): string => `${round} ${rung}@${dueAt}`;

/** What ought to have happened and of what it is not known that it did, by its name: `survey/9`, `survey/9 due-3wd`. */
export interface Proven {
  due: number;
  missing: string[];
}

/**
 * Whether every round that was to open has opened, every rung that fell due has come to something (climbed, superseded,
 * nobody silent), and every round has ended at its lock. So a workflow that was terminated, wedged or never started is
 * found by what it left undone, whatever became of it.
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

/** What a round that has begun owes: its name, and whether it is proven. */
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

/** After its end a round owes nothing; one that was ended early owes nothing of that very moment either. */
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
