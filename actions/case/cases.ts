import type { CampaignClient } from '../../client/campaigns';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { type AnsweredNow, answerNow } from '../../store/case/answer-now';
import { findCase } from '../../store/case/case-list';
import { type Decision, reopen, whereToAnswer } from '../../store/case/decide-case';
import { type Raised, type RaisedCase, raiseCase } from '../../store/case/raise-case';
import { waitingStarts } from '../../store/case/starts';
import { type ShownStatement, statementsOf } from '../../store/case/statements';
import { atomically, type Sql } from '../../store/db/db';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';

/** The workflows of cases. */
export interface CaseClient {
  client: Pick<CampaignClient, 'startCases' | 'caseAnswered' | 'reportArrived'>;
}

/** Workflows of cases that were started; a driver of a stepped clock must move them. */
export interface Moved {
  workflows: string[];
}

/** Starts the workflows of a campaign's cases that have none yet. @returns their ids */
export async function startWaiting(
  sql: Sql,
  { client }: { client: Pick<CampaignClient, 'startCases'> },
  campaign: string,
): Promise<string[]> {
  const { starts, clock } = await waitingStarts(sql, { campaign });
  if (starts.length > 0) await client.startCases(starts, clock);
  return starts.map(({ workflowId }) => workflowId);
}

/**
 * Opens a case by hand; its clock begins at once. A second sending with the same key gives the first receipt.
 * @param key opens the keyring, for what is said; null where nothing is
 * @throws Refused
 */
export async function openCase(
  { sql, by, client, key }: Acting & CaseClient & { key: PeopleKey | null },
  raised: RaisedCase,
): Promise<Raised & Moved> {
  const { campaign, kind, region, entry } = raised;
  const opened = await atomically(sql, async (tx) => {
    const done = await raiseCase(tx, raised, key);
    const line = { campaign, case: done.case, kind, region, entry, receipt: done.receipt };
    if (!done.repeated) await audit(tx, by, 'open-case', line);
    return done;
  });
  return { ...opened, workflows: await startWaiting(sql, { client }, campaign) };
}

/**
 * Answers a case for the region that is asked, for example after a telephone call. The answer counts at once.
 * @throws Refused; ReportRefused when its round has just ended
 */
export async function answerCase(
  { sql, by, client }: Acting & CaseClient,
  decision: Decision,
): Promise<{ case: number } & Moved> {
  const { case: id, outcome, reason } = decision;
  const told = await atomically(sql, async (tx) => {
    const found = await whereToAnswer(tx, decision);
    const { campaign, kind } = found;
    await audit(tx, by, 'answer-case', { campaign, case: id, kind, outcome, ...(reason !== undefined && { reason }) });
    return answerNow(tx, found, decision);
  });
  await tellAnswered({ client }, told);
  return { case: id, workflows: await startWaiting(sql, { client }, told.campaign) };
}

/** Tells the workflow of a case of its answer, once that is committed. */
export async function tellAnswered({ client }: CaseClient, told: AnsweredNow): Promise<void> {
  if ('round' in told) await client.reportArrived(told.round);
  else await client.caseAnswered(told.between.workflow, { at: told.between.now, open: told.between.open });
}

/** Opens an answered case again, with a reason. @throws Refused */
export async function reopenCase(
  { sql, by, client }: Acting & CaseClient,
  { case: id, top, reason }: { case: number; top: string | null; reason: string },
): Promise<{ case: number } & Moved> {
  const { campaign } = await atomically(sql, async (tx) => {
    const found = await reopen(tx, { case: id, top });
    await audit(tx, by, 'reopen-case', { ...found, case: id, reason });
    return found;
  });
  return { case: id, workflows: await startWaiting(sql, { client }, campaign) };
}

/** Shows what was said by those who raised a case. Every look leaves its line. @throws Refused */
export const readStatements = (
  { sql, by, key }: Acting & { key: PeopleKey },
  { case: id, top }: { case: number; top: string | null },
): Promise<ShownStatement[]> =>
  atomically(sql, async (tx) => {
    const found = await findCase(tx, { id, top });
    if (!found) throw new Refused(sentence('unknown-case', { case: id }));
    await audit(tx, by, 'read-case', { campaign: found.campaign, case: id });
    return statementsOf(tx, id, key);
  });
