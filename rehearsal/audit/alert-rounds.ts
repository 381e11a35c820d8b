import { createCalendar } from '../../domain/campaign/calendar/calendar';
import type { Definition } from '../../domain/campaign/definition/definition';
import { CASE_STAGE } from '../../domain/case/case-round';
import type { Instant } from '../../domain/instant';
import type { RoundInArea } from '../../domain/round/round';
import { overRung } from '../../domain/warning/alert/alert-plan';
import { WARNING_STAGE } from '../../domain/warning/alert/alert-round';
import type { Sql } from '../../store/db/db';
import { rehearsedAlertRounds } from '../../store/rehearsal/rehearsals';

/**
 * A round that a warning or a case opened. It ends with its warning or at a stronger one; then it climbs no further
 * rung.
 */
export interface AlertRoundHeld extends RoundInArea {
  endedAt: Instant | null;
  /** Of a round of cases: a name of their lot that is the same in each rehearsal. */
  lot?: string | null;
}

/**
 * @returns the rounds that warnings and cases have opened so far; their rungs include the last message, that the
 * warning is over.
 */
export async function alertRoundsOf(sql: Sql, campaign: string, definition: Definition): Promise<AlertRoundHeld[]> {
  if (!hasUnplanned(definition)) return [];
  const calendar = createCalendar(definition);
  const rounds = await rehearsedAlertRounds(sql, campaign);
  return rounds.map(({ overAt, round, ...row }) => {
    if (overAt === null) return { ...row, round };
    const over = { ...overRung(overAt, calendar), at: calendar.afterQuiet(overAt) };
    return { ...row, round: { ...round, rungs: [...round.rungs, over] } };
  });
}

/** @returns whether something else than the plan may open rounds in the campaign: warnings, or cases about rows. */
export const hasUnplanned = ({ warnings, lists }: Pick<Definition, 'warnings' | 'lists'>): boolean =>
  warnings !== undefined || Object.keys(lists).length > 0;

/** @returns whether a warning asks for the round, or a case, not the plan. */
export const isUnplanned = ({ round }: Pick<RoundInArea, 'round'>): boolean =>
  round.stage === WARNING_STAGE || round.stage === CASE_STAGE;
