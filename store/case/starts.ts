import { caseKind } from '../../domain/case/kinds-of';
import { type CaseStart, startOf } from '../../domain/case/life';
import type { ClockSetting } from '../../domain/round/clock';
import { getCampaign } from '../campaign/campaigns';
import type { Queries } from '../db/db';
import { type CaseLot, lotsToStart } from './case-lots';

/** Inputs of workflows of cases, all of one campaign, and its clock. */
export interface CaseStarts {
  starts: CaseStart[];
  clock: ClockSetting;
}

/** @param lots of one campaign */
export async function startsOf(sql: Queries, lots: readonly CaseLot[]): Promise<CaseStarts> {
  const [first] = lots;
  if (!first) return { starts: [], clock: { kind: 'wall' } };
  const { definition, clockAt } = await getCampaign(sql, first.campaign);
  return {
    starts: lots.map((lot) => startOf(lot, caseKind(definition, lot.kind))),
    clock: clockAt === null ? { kind: 'wall' } : { kind: 'stepped', at: clockAt },
  };
}

/**
 * @param of the campaign, or one of its rounds
 * @returns what to start for cases that wait. Starting twice changes nothing; a call that was lost is made up for by
 *   the next one.
 */
export const waitingStarts = async (sql: Queries, of: { campaign: string } | { round: string }): Promise<CaseStarts> =>
  startsOf(sql, await lotsToStart(sql, of));
