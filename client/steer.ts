import { type WorkflowClient, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { DateTime } from 'luxon';
import { checkMessages } from '../delivery/words/texts';
import type { Definition } from '../domain/campaign/definition/definition';
import type { SteeringVerb } from '../domain/campaign/steering';
import { refusalIn } from '../domain/failures';
import { campaignWorkflowId, type SteeringTarget } from '../domain/round/round';
import { printable } from '../domain/text/printable';
import { Refused, sentence, type Value } from '../domain/text/refusal';
import { findCampaign } from '../store/campaign/campaigns';
import { dropReason, keepReason } from '../store/campaign/steering-reasons';
import type { Sql } from '../store/db/db';
import { type Steered, steeringUpdates } from '../workflows/messages';
import { sendUpdate } from './updates';

export interface SteerRequest {
  campaign: string;
  verb: SteeringVerb;
  target?: SteeringTarget;
  /** The text that the units concerned read; it stays in Postgres. */
  reason?: string;
  actor: string;
  /** Number of who asks, see store/campaign/asked-decisions.ts; left out where no line is written. */
  asked?: number;
  /** replan only: the changed definition. */
  definition?: Definition;
}

/**
 * Sends a decision to a campaign, and waits until the campaign has carried it out.
 * @returns what the administrator should know of the new plan
 * @throws Refused with what is wrong
 */
export async function steerCampaign(
  { sql, workflow }: { sql: Sql; workflow: WorkflowClient },
  { campaign, verb, reason, ...request }: SteerRequest,
): Promise<Steered> {
  if (request.definition) checkMessages(request.definition);
  const row = await findCampaign(sql, campaign);
  if (!row) throw new Refused(sentence('not-running', { campaign }));
  const said = printable(reason ?? '');
  const kept = said === '' ? null : await keepReason(sql, campaign, said);
  const steering = {
    ...request,
    ...(kept !== null && { reason: kept }),
    ...(row.clockAt && { now: row.clockAt }),
  };
  try {
    const root = workflow.getHandle(campaignWorkflowId(campaign));
    // One decision is carried out once, also when it is sent again after a lost answer.
    const updateId = request.asked === undefined ? undefined : `asked-${request.asked}`;
    return await sendUpdate<Steered, [typeof steering]>(root, steeringUpdates[verb], { args: [steering], updateId });
  } catch (error) {
    const refused = refusalOf(error, { campaign, zone: row.definition.zone });
    // After any other error it is unknown whether the decision was made, so its reason stays.
    if (refused && kept !== null) await dropReason(sql, kept);
    throw refused ?? error;
  }
}

/** @returns why the campaign refused a decision, or null when the error says something else. */
function refusalOf(error: unknown, { campaign, zone }: { campaign: string; zone: string }): Refused | null {
  if (error instanceof WorkflowNotFoundError)
    return new Refused(sentence('not-running', { campaign }), [], { cause: error });
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const refused = error.cause instanceof ApplicationFailure ? refusalIn(error.cause) : null;
  if (!refused) return new Refused(sentence('decision-failed'), [], { cause: error });
  const { code, values } = refused.sentence;
  return new Refused({ code, values: inLocalTime(values, zone) }, refused.problems, { cause: error });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Readers expect the campaign's local time, not UTC. */
const inLocalTime = (values: Readonly<Record<string, Value>>, zone: string): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && INSTANT.test(value)
        ? DateTime.fromISO(value, { zone }).toFormat('yyyy-MM-dd HH:mm')
        : value,
    ]),
  );
