import { warningRules } from '../config/warning-rules';
import { createCalendar } from '../domain/calendar/calendar';
import type { Definition } from '../domain/definition/definition';
import type { Instant } from '../domain/instant';
import type { Rung } from '../domain/plan';
import type { AlertOfRound } from '../domain/round';
import { type AlertChange, changeOf, type Standing, worstOf } from '../domain/weather/alert';
import {
  type AlertPlanning,
  type AlertRound,
  acknowledgementRounds,
  overRung,
  patrolRounds,
} from '../domain/weather/alert-plan';
import type { RevisitOutcome } from '../domain/weather/forms';
import { levelsUp } from '../domain/weather/levels';
import { revisitRound } from '../domain/weather/revisit-plan';
import { ruleColour, ruleFor, type WarningRule } from '../domain/weather/rules';
import type { Colour } from '../domain/weather/warning';
import * as alerts from '../register/alerts';
import { getCampaign } from '../register/campaigns';
import { scopeOf } from '../register/claims';
import type { Queries, Sql } from '../register/db';
import * as followUps from '../register/follow-ups';
import { regionsUnder } from '../register/regions';
import { listVisits } from '../register/visit-lists';
import { liveWarnings } from '../register/warnings';

/** What an alert is to do now. */
export interface Assessment {
  change: AlertChange;
  standing: Pick<Standing, 'colour' | 'endsAt'> | null;
  /** To be opened at once: 叫应 after an opening or an upgrade. */
  acknowledge: AlertRound[];
  /** To be opened as they fall due; takes the place of all that have not been opened. */
  patrols: AlertRound[];
  /** That it is over, to everybody who was asked. */
  over: Rung;
  drill: boolean;
}

interface Alerting {
  alert: number;
  now: Instant;
}

/** What an alert and its cases do outside themselves; each may be run twice and does its work once. */
export function createAlertActivities({ sql }: { sql: Sql }) {
  return {
    /** Reads how the weather stands, and plans what follows. Changes nothing, so that doing it again is harmless. */
    async assessAlert({ alert: id, now, before }: Alerting & { before: Assessment['standing'] }): Promise<Assessment> {
      const { alert, definition, standing } = await readStanding(sql, { alert: id, now });
      const change = changeOf(before, standing);
      const calendar = createCalendar(definition);
      const nothing = { acknowledge: [], patrols: [], over: overRung(now, calendar), drill: alert.drill };
      if (standing === null) return { change, standing, ...nothing };
      const planning = await planningOf(sql, { alert, definition, standing, now });
      const known = { colour: standing.colour, endsAt: standing.endsAt };
      if (change === 'same') return { change, standing: known, ...nothing };
      return {
        ...nothing,
        change,
        standing: known,
        acknowledge: change === 'opened' || change === 'upgraded' ? acknowledgementRounds(planning) : [],
        patrols: patrolRounds(planning),
      };
    },

    /**
     * Notes what has changed, and whom to visit.
     * @returns false when it was to be ended and another warning has come meanwhile: whoever took that one in found
     * the alert open and left it to it
     */
    noteAlert: ({
      alert: id,
      now,
      change,
      standing,
    }: Alerting & {
      change: Exclude<AlertChange, 'same'> | 'cancelled';
      standing: Assessment['standing'];
    }): Promise<boolean> =>
      sql.begin(async (tx) => {
        await alerts.lockAlert(tx, id);
        const { alert, definition, standing: present } = await readStanding(tx, { alert: id, now });
        if (change === 'over' && present !== null) return false;
        const ended = change === 'over' || change === 'cancelled';
        const rule = standing && ruleOf(definition, { hazard: alert.hazard, colour: standing.colour });
        await alerts.noteAlert(tx, {
          alert: id,
          at: now,
          change,
          colour: standing?.colour ?? null,
          endsAt: standing?.endsAt ?? null,
          ...(present && { headline: present.headline }),
          ...(rule && { holds: rule.ordinary === 'wait' && !alert.drill }),
        });
        if (ended) await alerts.releaseHeld(tx, { campaign: alert.campaign, now });
        else if (rule) await listVisits(tx, { alert: id, categories: rule.visit ?? null });
        return true;
      }) as Promise<boolean>,

    /** @returns the open cases of persons who refused help on a patrol that has ended. */
    openFollowUps: ({ alert, round, now }: Alerting & { round: string }): Promise<followUps.FollowUpRow[]> =>
      sql.begin((tx) => followUps.openFollowUps(tx, { alert, round, now })) as Promise<followUps.FollowUpRow[]>,

    /** @returns the round of the next visit of a case. */
    async planRevisit({
      followUp,
      visit,
      now,
    }: {
      followUp: number;
      visit: number;
      now: Instant;
    }): Promise<AlertRound & { alert: AlertOfRound }> {
      const row = await followUps.getFollowUp(sql, followUp);
      const alert = await alerts.getAlert(sql, row.alert);
      const { definition } = await getCampaign(sql, row.campaign);
      const rule = ruleOf(definition, { hazard: alert.hazard, colour: alert.colour ?? 'yellow' });
      const round = revisitRound({
        followUp: row.key,
        visit,
        now,
        of: definition.warnings?.of ?? '',
        calendar: createCalendar(definition),
        everyHours: rule.revisitEveryHours,
      });
      return { ...round, alert: { id: alert.id, title: round.title, drill: alert.drill } };
    },

    noteVisit: (visit: { followUp: number; round: string; visit: number }): Promise<RevisitOutcome | null> =>
      followUps.noteVisit(sql, visit),

    closeFollowUp: (closing: { followUp: number; outcome: string; now: Instant }): Promise<void> =>
      followUps.closeFollowUp(sql, closing),
  };
}

const ruleOf = (definition: Definition, warning: { hazard: alerts.AlertRow['hazard']; colour: Colour }): WarningRule =>
  ruleFor(warningRules(), definition.warnings?.rules ?? {}, warning);

async function readStanding(
  sql: Queries,
  { alert: id, now }: Alerting,
): Promise<{ alert: alerts.AlertRow; definition: Definition; standing: Standing | null }> {
  const alert = await alerts.getAlert(sql, id);
  const campaign = await getCampaign(sql, alert.campaign);
  const warnings = await liveWarnings(sql, {
    scope: scopeOf(campaign),
    hazard: alert.hazard,
    region: alert.area,
    now,
  });
  const mine = warnings
    .filter(({ drill }) => drill === alert.drill)
    .map((warning) => ({ colour: ruleColour(warning), endsAt: warning.endsAt, headline: warning.headline }));
  return { alert, definition: campaign.definition, standing: worstOf(mine) };
}

async function planningOf(
  sql: Queries,
  {
    alert,
    definition,
    standing,
    now,
  }: { alert: alerts.AlertRow; definition: Definition; standing: Standing; now: Instant },
): Promise<AlertPlanning> {
  const of = definition.warnings?.of ?? '';
  const regions = await regionsUnder(sql, definition.scope);
  return {
    name: alert.name,
    hazard: alert.hazard,
    colour: standing.colour,
    rule: ruleOf(definition, { hazard: alert.hazard, colour: standing.colour }),
    of,
    up: levelsUp(regions, { area: alert.area, of }),
    calendar: createCalendar(definition),
    now,
    endsAt: standing.endsAt,
  };
}
