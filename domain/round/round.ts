import type { Text } from '../campaign/definition/words';
import type { Area, Plan, RoundPlan } from '../campaign/plan';
import type { Instant } from '../instant';

/** A round in one area, with the dates of this area. */
export interface RoundInArea {
  id: string;
  round: Omit<RoundPlan, 'areas' | 'branches'>;
  area: Area['code'];
  areaName?: string;
  units: number;
}

/** Workflow ids are deterministic and readable, so that starting twice joins and never doubles. */
export const campaignWorkflowId = (campaign: string): string => `campaign/${campaign}`;
export const roundWorkflowId = (campaign: string, key: string, area: string): string =>
  `${campaignWorkflowId(campaign)}/${key}/${area}`;

/** Of the workflow between a campaign and some areas of a round. No key of a round has a colon. */
export const branchWorkflowId = (campaign: string, key: string, branch: string): string =>
  `${campaignWorkflowId(campaign)}/${key}:${branch}`;

/** @returns the key, and the area, of the round with this workflow id */
export const keyOfRound = (id: string): string => id.split('/').at(-2) ?? '';
export const areaOfRound = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** @returns every round of the plan in every area, with extensions of single areas applied. */
export function roundsInAreas(plan: Plan): RoundInArea[] {
  return plan.stages
    .flatMap((stage) => stage.rounds)
    .flatMap(({ areas, branches: _, ...round }) => areas.map((area) => roundInArea(plan.campaign, round, area)));
}

/** @returns the workflow ids of all branches of the plan. */
export const branchesOf = ({ campaign, stages }: Plan): string[] =>
  stages
    .flatMap(({ rounds }) => rounds)
    .flatMap(({ key, branches = [] }) => branches.map(({ code }) => branchWorkflowId(campaign, key, code)));

/** @returns the round of a plan in one of its areas, with the dates of this area */
export const roundInArea = (
  campaign: string,
  round: RoundInArea['round'],
  { code, name, units, override }: Area,
): RoundInArea => ({
  id: roundWorkflowId(campaign, round.key, code),
  round: { ...round, ...override },
  area: code,
  ...(name && { areaName: name }),
  units,
});

/** The target of a decision: everything, a stage or round by key, or one area of it. */
export interface SteeringTarget {
  key?: string;
  area?: string;
  unit?: string;
  /** A day as in a definition (`12-28`, `2026-12-28 18:00`) or an instant. */
  due?: string;
  lock?: string;
}

/** @returns the rounds of a target; empty when the plan does not have it. */
export const roundsMeant = (plan: Plan, { key, area }: SteeringTarget): RoundInArea[] =>
  roundsInAreas(plan).filter(
    ({ round, area: code }) => (!key || round.key === key || round.stage === key) && (!area || code === area),
  );

/** A round outside the plan: in one area, with its own title. */
export interface UnplannedRound {
  round: Omit<RoundPlan, 'areas'>;
  title: Text;
}

/** The cause of such a round. */
export type RoundCause = {
  title: Text;
  /** Whether it is an exercise: then every text says so. */
  drill: boolean;
} & (
  | { origin: 'warning' /** Number of the alert. */; alert: number }
  /** Number of the lot of cases, and of the alert that opened them. */
  | { origin: 'case'; lot: number; alert: number | null }
);

/** The outcome of a round, for its campaign. */
export interface RoundOutcome {
  id: string;
  /** Campaign time of its end: the campaign's own clock may not have been moved there yet. */
  at: Instant;
  as: 'locked' | 'closed' | 'cancelled';
  expected: number;
  onTime: number;
  late: number;
  missing: number;
}
