import { warningRules } from '../config/warning-rules';
import { createCalendar } from '../domain/calendar/calendar';
import type { Instant } from '../domain/instant';
import { nextOpening, patrolRounds } from '../domain/weather/alert-plan';
import { ruleFor } from '../domain/weather/rules';
import type { Queries, Sql } from '../register/db';
import {
  type BoardAlert,
  type BoardChase,
  type BoardRung,
  type BoardStep,
  boardAlerts,
  boardChases,
  boardRungs,
  boardSteps,
  type DefinedAlert,
  type Wanted,
} from '../register/warning-board';
import { type WeatherScope, weatherScope } from '../register/weather-scope';
import { campaignFor } from './overview';
import { Problem } from './problems';
import type { User } from './who';

/** An alert with how it is answered. */
export interface AlertView extends BoardAlert {
  workflowId: string;
  steps: BoardStep[];
  ladder: BoardRung[];
  chases: BoardChase[];
  nextPatrolAt: Instant | null;
}

/** @returns the alerts, counted within the user's region. */
export async function readAlerts(sql: Queries, which: Wanted, { region }: Pick<User, 'region'>): Promise<AlertView[]> {
  const alerts = await boardAlerts(sql, which, region);
  const ids = alerts.map(({ id }) => id);
  const [steps, rungs, chases] = [
    await boardSteps(sql, ids, region),
    await boardRungs(sql, ids),
    await boardChases(sql, ids, region),
  ];
  return alerts.map((alert) => {
    const mine = ({ alert: id }: { alert: number }) => id === alert.id;
    const { definition: _, ...shown } = alert;
    return {
      ...shown,
      steps: steps.filter(mine),
      ladder: rungs.filter(mine),
      chases: chases.filter(mine),
      nextPatrolAt: nextPatrol(alert),
    };
  });
}

/** @throws Problem 404 when there is none, or none that concerns the user's region */
export async function readAlert(sql: Queries, alert: number, user: Pick<User, 'region'>): Promise<AlertView> {
  const [found] = await readAlerts(sql, { alert }, user);
  if (found) return found;
  throw new Problem(404, 'unknown-alert', `There is no alert ${alert}. GET /api/warnings lists them.`);
}

/** Patrols are planned from the rule's times of day; the workflow opens them as they come. */
function nextPatrol({ state, colour, endsAt, definition, hazard, now }: DefinedAlert): Instant | null {
  if (state !== 'open' || colour === null || endsAt === null) return null;
  const rule = ruleFor(warningRules(), definition.warnings?.rules ?? {}, { hazard, colour });
  const up = { township: null, county: null };
  const calendar = createCalendar(definition);
  return nextOpening(patrolRounds({ name: '', hazard, colour, rule, of: '', up, calendar, now, endsAt }));
}

/**
 * @param campaign a rehearsal, which has a weather of its own; the real one when left out
 * @throws Problem 404 for a campaign that the user does not see, 422 for one that is no rehearsal
 */
export async function weatherFor(
  sql: Sql,
  user: Pick<User, 'region'>,
  campaign: string | undefined,
): Promise<WeatherScope> {
  if (campaign !== undefined) await campaignFor(sql, user, campaign);
  const weather = await weatherScope(sql, campaign);
  if (weather) return weather;
  throw new Problem(422, 'not-a-rehearsal', `"${campaign}" is no rehearsal: live campaigns share the real weather.`);
}
