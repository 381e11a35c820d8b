import { askedBy, type RegionView, regionTree } from '../people/regions';
import { COMMON_LADDERS } from './compile/common-ladders';
import { kindsAbove, levelOf } from './compile/levels';
import type { Definition } from './definition/definition';
import type { CommonLadder } from './stage-kinds';

/** A rung that nobody gets in a stage, because the scope has no such level. */
export interface BeyondScope {
  stage: string;
  rung: string;
}

/**
 * @returns the rungs that a plan leaves out because they are told to a level above the scope, or to one that is not
 * there
 */
export function rungsBeyondScope(definition: Definition, regions: readonly RegionView[]): BeyondScope[] {
  const { scope, stages } = definition;
  const tree = regionTree(regions);
  return stages.flatMap((stage) => {
    const there = new Map<string, boolean>();
    for (const ask of stage.asks) {
      const above = kindsAbove(tree, { scope }, askedBy(ask));
      for (const rung of ladderOf(definition, ask.ladder ?? stage.ladder))
        there.set(rung.id, there.get(rung.id) === true || levelOf(rung, above) !== null);
    }
    return [...there].flatMap(([rung, isThere]) => (isThere ? [] : [{ stage: stage.id, rung }]));
  });
}

const ladderOf = ({ ladders }: Definition, name: string) => ladders[name] ?? COMMON_LADDERS[name as CommonLadder] ?? [];
