import { OUTCOME_FIELD, REASON_FIELD } from '../../domain/case/case-forms';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { recordReport } from '../report/reports';
import { type Decided, type Decision, decideBetween } from './decide-case';

/** An answer that is written: its round learns of it, or between two rounds the workflow of its lot. */
export type AnsweredNow = { campaign: string } & (
  | { round: string }
  | { between: { workflow: string; open: number; now: Instant } }
);

/**
 * Writes an officer's answer: into the open round as the report of the region that is asked, or between two rounds.
 * @param found where it goes (`whereToAnswer`)
 * @throws Refused; ReportRefused when its round has just ended
 */
export async function answerNow(tx: Queries, found: Decided, decision: Decision): Promise<AnsweredNow> {
  const { campaign, key, assignee } = found;
  if (key === null) return { campaign, between: await decideBetween(tx, found, decision) };
  const { outcome, reason } = decision;
  const figures = { [OUTCOME_FIELD]: outcome, ...(reason !== undefined && { [REASON_FIELD]: reason }) };
  const input = { nothing: false, figures };
  const { account } = decision.hand;
  const handed = { campaign, key, unit: assignee, input, via: 'api' as const, account };
  return { campaign, round: (await recordReport(tx, handed)).round };
}
