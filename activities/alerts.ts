import { warningRules } from '../config/warning-rules';
import { createCalendar } from '../domain/campaign/calendar/calendar';
import { type Definition, say } from '../domain/campaign/definition/definition';
import type { Plan } from '../domain/campaign/plan';
import type { Instant } from '../domain/instant';
import { regionTree } from '../domain/people/regions';
import { roundsMeant } from '../domain/round/round';
import { Refused } from '../domain/text/refusal';
import { type AlertChange, type Standing, worstOf } from '../domain/warning/alert/alert';
import { type Assessed, type Assessment, assess } from '../domain/warning/alert/assessment';
import type { Extension } from '../domain/warning/alert/extensions';
import { laddersFor, ruleColour, ruleFor, type WarningRule } from '../domain/warning/alert/rules';
import { warningTitle } from '../domain/warning/alert/titles';
import type { Colour } from '../domain/warning/feed/warning';
import { getCampaign } from '../store/campaign/campaigns';
import type { Queries, Sql } from '../store/db/db';
import { draftDispatches } from '../store/ledger/dispatch-drafts';
import { closeFault, openFault } from '../store/message/faults';
import { scopeOf } from '../store/message/outbox/sending-campaign';
import { regionsUnder } from '../store/people/regions';
import * as alerts from '../store/warning/alerts';
import { listVisits } from '../store/warning/visit-lists';
import { liveWarnings } from '../store/warning/warnings';

interface Alerting {
  alert: number;
  now: Instant;
}

interface Assessing extends Alerting {
  before: Assessment['standing'];
  rises?: number;
}

/** The dependencies of these activities. */
export interface AlertDependencies {
  sql: Sql;
  /** Sends a decision, like an administrator's, to a campaign. @throws Refused */
  steer(request: Steer): Promise<unknown>;
}

/** The extension of a deadline because of a warning. */
interface Steer {
  campaign: string;
  verb: 'extend';
  target: Extension;
  reason: string;
  actor: string;
}

/** The effects of the workflow of an alert; each activity may run twice, and does its work once. */
export function createAlertActivities({ sql, steer }: AlertDependencies) {
  return {
    /**
     * Reads the state of the weather, and plans the answer; updates the visit lists, which the messages name. Repeating
     * it is harmless.
     * @param rises number of times that it became worse before, with its beginning
     */
    async assessAlert({ alert: id, now, before, rises = 0 }: Assessing): Promise<Assessment> {
      const { alert, definition, plan, standing } = await readStanding(sql, { alert: id, now });
      const tree = regionTree(await regionsUnder(sql, definition.scope));
      const found = assess(assessedOf(alert, { definition, plan, tree, rises }), { before, present: standing, now });
      if (standing !== null && found.change !== 'same') {
        const { visit } = ruleOf(definition, { hazard: alert.hazard, colour: standing.colour });
        await listVisits(sql, { alert: id, categories: visit ?? null });
      }
      return found;
    },

    /**
     * Records the change.
     * @returns false when the alert should end but another warning has come meanwhile: the process that took that
     *   warning found the alert open and left the warning to it
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
        if (rule?.dispatch && !alert.drill && (change === 'opened' || change === 'upgraded'))
          await draftDispatches(tx, { alert: id, rule: rule.dispatch, now });
        if (ended) await alerts.releaseHeld(tx, { campaign: alert.campaign, now });
        return true;
      }) as Promise<boolean>,

    /**
     * Extends deadlines like an administrator, with the warning as the reason. A deadline that is later already stays.
     * An extension that the campaign refuses raises a fault; the others go on.
     */
    async extendForWarning({ alert: id, extend, colour }: { alert: number; extend: Extension[]; colour: Colour }) {
      const { campaign, hazard } = await alerts.getAlert(sql, id);
      for (const target of extend) {
        const { plan, definition } = await getCampaign(sql, campaign);
        const [meant] = roundsMeant(plan, target);
        if (!meant || meant.round.dueAt >= target.due) continue;
        const reason = say(warningTitle(hazard, colour), definition.language);
        await steer({ campaign, verb: 'extend', target, reason, actor: 'weather' }).then(
          () => closeFault(sql, notPutOff(campaign, target)),
          (error) => noteRefused(sql, { campaign, target, error }),
        );
      }
    },
  };
}

const notPutOff = (campaign: string, { key, area }: Extension) =>
  ({ kind: 'step-failed', scope: [campaign, 'extendForWarning', key, area].filter(Boolean).join('/') }) as const;

async function noteRefused(
  sql: Sql,
  { campaign, target, error }: { campaign: string; target: Extension; error: unknown },
): Promise<void> {
  if (!(error instanceof Refused)) throw error;
  await openFault(sql, { ...notPutOff(campaign, target), detail: { code: error.code } });
}

const ruleOf = (definition: Definition, warning: { hazard: alerts.AlertRow['hazard']; colour: Colour }): WarningRule =>
  ruleFor(warningRules(), definition.warnings?.rules ?? {}, warning);

async function readStanding(
  sql: Queries,
  { alert: id, now }: Alerting,
): Promise<{ alert: alerts.AlertRow; definition: Definition; plan: Plan; standing: Standing | null }> {
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
  return { alert, definition: campaign.definition, plan: campaign.plan, standing: worstOf(mine) };
}

function assessedOf(
  { name, hazard, area, drill, colours }: alerts.AlertRow,
  { definition, ...ground }: { definition: Definition } & Pick<Assessed, 'plan' | 'tree' | 'rises'>,
): Assessed {
  const of = definition.warnings?.of ?? '';
  const colourRule = (colour: Colour) => ruleOf(definition, { hazard, colour });
  const ladders = laddersFor(warningRules(), definition.ladders);
  const alert = { name, hazard, area, drill, of, ruleOf: colourRule, ladders, colours };
  return { ...alert, ...ground, calendar: createCalendar(definition) };
}
