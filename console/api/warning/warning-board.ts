import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { sentence } from '../../../domain/text/refusal';
import { patrolOpenings } from '../../../domain/warning/alert/alert-plan';
import { ruleFor } from '../../../domain/warning/alert/rules';
import type { Queries, Sql } from '../../../store/db/db';
import {
  type AlertOnBoard,
  type BoardAlert,
  type BoardChase,
  type BoardRung,
  type BoardStep,
  boardAlerts,
  boardChases,
  boardRungs,
  boardSteps,
  definitionsOf,
  type Wanted,
} from '../../../store/warning/warning-board';
import { type WeatherScope, weatherScope } from '../../../store/warning/weather-scope';
import { Problem } from '../../shell/problems';
import type { User } from '../../shell/who';
import { campaignFor } from '../campaign/overview';

/** An alert with its answers. */
export interface AlertView extends BoardAlert {
  workflowId: string;
  steps: BoardStep[];
  ladder: BoardRung[];
  chases: BoardChase[];
  nextPatrolAt: Instant | null;
}

/** @returns the alerts of the board, counted within the user's region, and their total number. */
export async function readAlerts(
  sql: Queries,
  which: Wanted,
  { region }: Pick<User, 'region'>,
): Promise<{ alerts: AlertView[]; inAll: number }> {
  const { alerts, inAll } = await boardAlerts(sql, which, region);
  const ids = alerts.map(({ id }) => id);
  const [steps, rungs, chases] = [
    byAlert(await boardSteps(sql, ids, region)),
    byAlert(await boardRungs(sql, ids)),
    byAlert(await boardChases(sql, ids, region)),
  ];
  const plans = await definitionsOf(
    sql,
    alerts.map(({ campaign }) => campaign),
  );
  const views = alerts.map((alert) => ({
    ...alert,
    steps: steps.get(alert.id) ?? [],
    ladder: rungs.get(alert.id) ?? [],
    chases: chases.get(alert.id) ?? [],
    nextPatrolAt: nextPatrol(alert, plans.get(alert.campaign)),
  }));
  return { alerts: views, inAll };
}

function byAlert<T extends { alert: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) groups.set(row.alert, [...(groups.get(row.alert) ?? []), row]);
  return groups;
}

/** @throws Problem 404 for an unknown alert, and for one that does not concern the user's region */
export async function readAlert(sql: Queries, alert: number, user: Pick<User, 'region'>): Promise<AlertView> {
  const [found] = (await readAlerts(sql, { alert }, user)).alerts;
  if (found) return found;
  throw new Problem(404, sentence('unknown-alert', { alert }));
}

/** The next patrol by the rule's times of day; the workflow opens each at its time. */
function nextPatrol(
  { state, colour, endsAt, hazard, now }: AlertOnBoard,
  definition: Definition | undefined,
): Instant | null {
  if (state !== 'open' || colour === null || endsAt === null || !definition) return null;
  const rule = ruleFor(warningRules(), definition.warnings?.rules ?? {}, { hazard, colour });
  return patrolOpenings({ rule, calendar: createCalendar(definition), now, endsAt })[0] ?? null;
}

/**
 * @param campaign a rehearsal, which has its own weather; without it the real weather @throws Problem 404 for a
 *   campaign that the user may not see, 422 for one that is no rehearsal
 */
export async function weatherFor(
  sql: Sql,
  user: Pick<User, 'region'>,
  campaign: string | undefined,
): Promise<WeatherScope> {
  if (campaign !== undefined) await campaignFor(sql, user, campaign);
  const weather = await weatherScope(sql, campaign);
  if (weather) return weather;
  throw new Problem(422, sentence('weather-no-rehearsal', { campaign: campaign ?? '' }));
}
