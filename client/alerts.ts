import { type WorkflowClient, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { DateTime } from 'luxon';
import type { Env } from '../config/env';
import { instant } from '../domain/instant';
import type { ClockSetting } from '../domain/round/clock';
import { campaignPage } from '../domain/round/temporal-notes';
import { searchAttributePairs } from '../domain/search-attributes';
import { HAZARD_NAMES } from '../domain/warning/alert/titles';
import type { Touched } from '../domain/warning/feed/changes';
import type { Sql } from '../store/db/db';
import { announceUrgent } from '../store/message/outbox/feeding';
import {
  type AlertRow,
  type AnsweringCampaign,
  answeringCampaigns,
  openAlert,
  openAlertsIn,
} from '../store/warning/alerts';
import { whoAnswers } from '../store/warning/answering';
import { closeAnswered, openDutyItem } from '../store/warning/duty-items';
import { eventNamed, type NamedEvent } from '../store/warning/weather-events';
import { warningArrived } from '../workflows/messages';

interface Answering {
  sql: Sql;
  workflow: WorkflowClient;
  env: Pick<Env, 'TASK_QUEUE' | 'PUBLIC_URL'>;
}

/**
 * Opens an alert in every area that a running campaign covers and a warning touches; tells alerts that are open already
 * to look again. Telling an alert twice does no harm: it asks Postgres which warnings hold.
 * @param scope `live`, or the rehearsal that a simulated warning is for
 * @returns workflow ids of the alerts that were started or told
 */
export async function answerWarnings(
  answering: Answering,
  scope: string,
  touched: readonly Touched[],
): Promise<string[]> {
  const { sql } = answering;
  const told = new Map<string, AlertRow & { campaignNow: string; clockAt: string | null }>();
  const campaigns = await answeringCampaigns(sql, scope);
  if (touched.some(({ change }) => change === 'opened' || change === 'upgraded')) await announceUrgent(sql);
  for (const one of touched) {
    const event = await eventNamed(sql, one.event);
    if (event && event.state === 'live') await openFor(answering, { scope, event, touched: one, campaigns, told });
    for (const campaign of campaigns)
      for (const alert of await openAlertsIn(sql, campaign.id, one.hazard))
        told.set(alert.workflowId, { ...alert, campaignNow: campaign.now, clockAt: campaign.clockAt });
  }
  await Promise.all([...told.values()].map((alert) => tell(answering, alert)));
  return [...told.keys()];
}

interface Opening {
  scope: string;
  event: NamedEvent;
  touched: Touched;
  campaigns: readonly AnsweringCampaign[];
  told: Map<string, AlertRow & { campaignNow: string; clockAt: string | null }>;
}

async function openFor({ sql }: Answering, { scope, event, touched, campaigns }: Opening): Promise<void> {
  const answers = await whoAnswers(sql, campaigns, touched.regions);
  for (const { campaign, areas } of answers)
    for (const area of areas)
      await openAlert(sql, {
        campaign: campaign.id,
        hazard: touched.hazard,
        area,
        drill: event.drill,
        event: event.first,
        day: DateTime.fromISO(campaign.now, { zone: campaign.zone }).toFormat('MM-dd'),
        now: campaign.now,
      });
  const { lastWarning } = event;
  if (answers.length === 0) await askWhoAnswers(sql, { scope, event, touched });
  else if (lastWarning !== null)
    await closeAnswered(sql, { kind: 'no-campaign', warnings: [lastWarning], at: instant(Date.now()) });
}

/** No running campaign covers the place, so no message goes out by itself: the duty officer has to see the warning. */
async function askWhoAnswers(
  sql: Sql,
  { scope, event, touched }: Pick<Opening, 'scope' | 'event' | 'touched'>,
): Promise<void> {
  await openDutyItem(sql, {
    scope,
    kind: 'no-campaign',
    source: 'campaigns',
    about: `${event.first} ${touched.regions.join(' ')}`.slice(0, 200),
    warning: event.lastWarning,
    text: null,
    proposal: { regions: touched.regions },
    at: new Date().toISOString(),
  });
}

async function tell(
  { workflow, env }: Answering,
  alert: AlertRow & { campaignNow: string; clockAt: string | null },
): Promise<void> {
  const { id, campaign, area, workflowId, drill, hazard, name } = alert;
  const clock: ClockSetting = alert.clockAt ? { kind: 'stepped', at: alert.clockAt } : { kind: 'wall' };
  const title = `${drill ? '【演练】' : ''}${HAZARD_NAMES[hazard]['zh-CN']} ${name}`;
  try {
    await workflow.signalWithStart('coldAlert', {
      workflowId,
      taskQueue: env.TASK_QUEUE,
      args: [{ alert: id, campaign, area, title, drill, clock }],
      signal: warningArrived,
      signalArgs: [alert.campaignNow],
      staticSummary: `${title} · ${area}`,
      memo: { console: campaignPage(env.PUBLIC_URL, campaign) },
      staticDetails: `Answers the weather warnings of hazard ${hazard} in ${area} for campaign ${campaign}: acknowledgement, patrols.`,
      typedSearchAttributes: searchAttributePairs({
        NdCampaign: campaign,
        NdArea: area,
        NdKind: 'alert',
        NdState: 'open',
        NdStage: hazard,
      }),
    });
  } catch (error) {
    // The alert ended in this very moment; before it ended, it looked at the warnings once more.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
