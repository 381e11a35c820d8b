import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, ParentClosePolicy, sleep, startChild, workflowInfo } from '@temporalio/workflow';
import { asReopened, type Reopening } from '../../domain/campaign/life';
import type { Instant } from '../../domain/instant';
import type { ClockSetting } from '../../domain/round/clock';
import type { RoundInput } from '../../domain/round/life';
import type { RoundInArea } from '../../domain/round/round';
import { timeNoted } from '../../domain/round/temporal-notes';
import { searchAttributePairs } from '../../domain/search-attributes';
import { round } from './round';

/** A round to be started, perhaps for a second time. */
export type RoundToOpen = RoundInArea & { again?: Reopening | undefined };

/** What a starter says of a planned round. */
export interface Starting {
  campaign: string;
  /** Of the campaign and of the stage, for the Temporal UI. */
  title: string;
  zone: string;
  clock: ClockSetting;
  paused: boolean;
  /** The branch that starts it. */
  parent?: string;
  /** What its starter has done for it already. */
  opened?: boolean;
  climbed?: RoundInput['climbed'];
}

/** A round that has reported its end still answers open Updates for a moment; then its id is free. */
const UNTIL_FREE = '1 second';
const TRIES_UNTIL_FREE = 30;

/**
 * Starts a round, or joins it when it runs already: its campaign was restarted by hand, or a round to be reopened has
 * reported its end but is still ending.
 */
export async function openPlannedRound(due: RoundToOpen, starting: Starting): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await start(due, starting);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      if (!due.again || tried === TRIES_UNTIL_FREE) {
        log.warn('round joined', { round: due.id });
        return;
      }
      await sleep(UNTIL_FREE);
    }
  }
}

async function start(
  { id: workflowId, round: asPlanned, area, areaName = '', units, again }: RoundToOpen,
  { campaign, title, zone, clock, paused, parent, opened, climbed }: Starting,
): Promise<void> {
  const planned = again ? asReopened(asPlanned, again) : asPlanned;
  const { key, of, form, opensAt, dueAt, locksAt, stage } = planned;
  const noted = (at: Instant) => timeNoted(at, zone);
  const done = { ...(opened && { opened }), ...(climbed && { climbed }) };
  const more = { ...(again && { since: again.at }), ...(parent && { parent }), ...done };
  await startChild(round, {
    workflowId,
    args: [{ campaign, round: planned, area, clock, paused, ...more }],
    // Otherwise a continue-as-new of its starter would end the round.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `${title} ${key} · ${`${areaName} ${area}`.trim()}`,
    staticDetails: `Asks ${units} × ${of} for ${form}: opens ${noted(opensAt)}, due ${noted(dueAt)}, locks ${noted(locksAt)}.`,
    memo: workflowInfo().memo ?? {},
    typedSearchAttributes: searchAttributePairs({
      NdCampaign: campaign,
      NdStage: stage,
      NdArea: area,
      NdKind: 'round',
      NdState: 'open',
      NdExpected: units,
      NdMissing: units,
      NdDueAt: new Date(dueAt),
    }),
  });
}
