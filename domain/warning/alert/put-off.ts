import type { Plan, RoundPlan } from '../../campaign/plan';
import type { Instant } from '../../instant';
import { roundsMeant } from '../../round/round';
import type { Extension } from './extensions';

/** A deadline before and after a warning. */
export interface PutOff {
  /** Key of the round, and code of its area. */
  key: string;
  area: string;
  due: Instant;
  to: Instant;
}

/**
 * Postpones deadlines of a plan, without its rungs: enough to find the further deadlines that a worse warning meets. A
 * deadline that is later already stays, as in a real campaign.
 */
export function putOff(plan: Plan, extensions: readonly Extension[]): { plan: Plan; done: PutOff[] } {
  const done = extensions.flatMap(({ key, area, due: to }) => {
    const due = roundsMeant(plan, { key, area })[0]?.round.dueAt;
    return due !== undefined && due < to ? [{ key, area, due, to }] : [];
  });
  const moved = (round: RoundPlan): RoundPlan => ({
    ...round,
    areas: round.areas.map((area) => {
      const found = done.find(({ key, area: code }) => key === round.key && code === area.code);
      if (!found) return area;
      const { locksAt, rungs } = area.override ?? round;
      return { ...area, override: { dueAt: found.to, locksAt, rungs } };
    }),
  });
  const stages = plan.stages.map((stage) => ({ ...stage, rounds: stage.rounds.map(moved) }));
  return { plan: { ...plan, stages }, done };
}

/** @returns all postponed deadlines, each once, with its original and its last date. */
export function addPutOff(before: readonly PutOff[], more: readonly PutOff[]): PutOff[] {
  const again = (one: PutOff) => more.find(({ key, area }) => key === one.key && area === one.area);
  const isNew = (one: PutOff) => !before.some(({ key, area }) => key === one.key && area === one.area);
  return [...before.map((one) => ({ ...one, to: again(one)?.to ?? one.to })), ...more.filter(isNew)];
}
