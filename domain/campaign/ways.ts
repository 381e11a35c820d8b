import { groupBy } from '../group-by';
import type { RoundTold } from '../round/branch-life';
import { areaOfRound, branchWorkflowId, keyOfRound, type RoundInArea } from '../round/round';
import { type Branched, type CampaignLife, runningRounds } from './life';
import type { Area, Branch, Plan, RoundPlan } from './plan';

/** Rounds that are due to be opened at once, by whom they are started. */
export interface Openings {
  /** By the campaign itself. */
  direct: RoundInArea[];
  branches: BranchOpening[];
}

export interface BranchOpening {
  /** Workflow id. */
  id: string;
  /** Of its part of the country. */
  name: string;
  round: RoundInArea['round'];
  areas: readonly Area[];
}

/**
 * @returns how the rounds are opened: through branches where the plan has them. A round that was opened without (its
 *   register was smaller then) goes on so as long as it runs.
 */
export function openingsOf(life: CampaignLife, due: readonly RoundInArea[]): Openings {
  const running = new Set(runningRounds(life).map(keyOfRound));
  const { campaign } = life.plan;
  const branched = new Map(
    roundsOf(life.plan)
      .filter(({ key, branches }) => life.branches?.[key] || (branches && !running.has(key)))
      .map((plan) => [plan.key, plan]),
  );
  return {
    direct: due.filter(({ round }) => !branched.has(round.key)),
    branches: [...groupBy(due, ({ round }) => round.key)].flatMap(([key, rounds]) => {
      const plan = branched.get(key);
      return plan ? throughBranches(campaign, plan, new Set(rounds.map(({ area }) => area))) : [];
    }),
  };
}

const roundsOf = (plan: Plan): RoundPlan[] => plan.stages.flatMap(({ rounds }) => rounds);

function throughBranches(
  campaign: string,
  { areas, branches, ...round }: RoundPlan,
  due: ReadonlySet<string>,
): BranchOpening[] {
  let from = 0;
  return (branches ?? [oneOf(areas)]).flatMap(({ code, name, areas: count }) => {
    const own = areas.slice(from, from + count).filter((area) => due.has(area.code));
    from += count;
    return own.length === 0 ? [] : { id: branchWorkflowId(campaign, round.key, code), name, round, areas: own };
  });
}

/** A plan that has become smaller has no branches any more. */
const oneOf = (areas: readonly Area[]): Branch => ({
  code: areas[0]?.code ?? '',
  name: areas[0]?.name ?? '',
  areas: areas.length,
});

/** @returns the areas that each branch opens, for the campaign's life; undefined without branches */
export function branchedBy(openings: readonly BranchOpening[]): Branched | undefined {
  if (openings.length === 0) return undefined;
  const byBranch = (its: readonly BranchOpening[]) =>
    Object.fromEntries(its.map(({ id, areas }) => [id, areas.map(({ code }) => code)]));
  return Object.fromEntries([...groupBy(openings, ({ round }) => round.key)].map(([key, its]) => [key, byBranch(its)]));
}

/** Who is told what, so that all rounds hear it. */
export interface Tellings {
  /** Rounds that the campaign tells itself. */
  direct: { id: string; told: RoundTold }[];
  /** Branches, with the areas where it counts; null for all that run. */
  branches: { id: string; areas: readonly string[] | null; told: RoundTold }[];
}

/**
 * @param ids of running rounds
 * @param toldOf what a round is told; null for nothing
 */
export function tellings(
  life: CampaignLife,
  ids: readonly string[],
  toldOf: (id: string) => RoundTold | null,
): Tellings {
  const { branches: branched = {} } = life;
  const running = groupBy(runningRounds(life), keyOfRound);
  const direct = ids.filter((id) => !branched[keyOfRound(id)]);
  const keys = groupBy(ids, keyOfRound);
  return {
    direct: direct.flatMap((id) => {
      const told = toldOf(id);
      return told ? { id, told } : [];
    }),
    branches: Object.entries(branched).flatMap(([key, branches]) => {
      const open = new Set(running.get(key)?.map(areaOfRound));
      const meant = new Map(keys.get(key)?.map((id) => [areaOfRound(id), toldOf(id)]));
      return Object.entries(branches).flatMap(([id, areas]) => {
        const runs = areas.filter((area) => open.has(area));
        return shared(runs, meant).map((telling) => ({ id, ...telling }));
      });
    }),
  };
}

/** Areas that are told the same share it: only those with dates of their own are told apart. */
function shared(
  areas: readonly string[],
  meant: ReadonlyMap<string, RoundTold | null>,
): { areas: readonly string[] | null; told: RoundTold }[] {
  const said = groupBy(areas, (area) => JSON.stringify(meant.get(area) ?? null));
  return [...said.values()].flatMap((those) => {
    const told = meant.get(those[0] ?? '');
    return told ? { areas: those.length === areas.length ? null : those, told } : [];
  });
}
