import type { CampaignClient } from '../../client/campaigns';
import type { DeedSent } from '../../domain/list/pairs/deeds';
import { sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { handOf } from '../../store/list/deeds';
import { deedPlace } from '../../store/list/pairs/deed-place';
import * as pairs from '../../store/list/pairs/pair-rows';
import * as plans from '../../store/list/pairs/support-plan';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import { type Recorded, ReportRefused, recordReport } from '../../store/report/reports';
import type { Acting } from '../acting';

/** Rounds are told that other units are asked. */
interface PairClient {
  client: Pick<CampaignClient, 'reportArrived'>;
}

/**
 * Gives rows their helpers, changes or ends pairs (结对), all or nothing. The audit log has one line with the count.
 * @returns the receipt; of pairs that were so before, that of the act that made them so
 * @throws Refused with all rows that forbid it
 */
export async function pairRows(
  { sql, by, client }: Acting & PairClient,
  { via, ...pairing }: Omit<pairs.Pairing, 'hand'> & { via: 'api' | 'cli' | 'import' },
): Promise<Omit<pairs.Paired, 'rounds'>> {
  const { rounds, ...paired } = await atomically(sql, async (transaction) => {
    const made = await pairs.pairRows(transaction, { ...pairing, hand: handOf(by, via) });
    const { campaign, list } = pairing;
    const { rows, receipt } = made;
    if (!made.repeated) await audit(transaction, by, 'decide-rows', { campaign, list, what: 'pair', rows, receipt });
    return made;
  });
  for (const round of rounds) await client.reportArrived(round);
  return paired;
}

/**
 * Writes the plan for one person (一人一策). The audit log tells of the row, never of the text.
 * @returns its version @throws Refused
 */
export const writePlan = (
  { sql, by }: Acting,
  { key, via, ...written }: Omit<plans.PlanWritten, 'hand'> & { key: PeopleKey; via: 'api' | 'cli' },
): Promise<{ version: number }> =>
  atomically(sql, async (tx) => {
    const version = await plans.writePlan(tx, await openKeyring(tx, key), { ...written, hand: handOf(by, via) });
    const { campaign, list, row } = written;
    await audit(tx, by, 'edit-lists', { campaign, list, row, what: 'plan', version });
    return { version };
  });

/** Shows the plan for one person; one line of the audit log records who has looked and why. @throws Refused */
export const showPlan = (
  { sql, by }: Acting,
  { key, reason, ...of }: plans.PlanOf & { key: PeopleKey; reason: string },
): Promise<{ text: string; version: number }> =>
  atomically(sql, async (tx) => {
    const plan = await plans.readPlan(tx, await openKeyring(tx, key), of);
    const { campaign, list, row } = of;
    await audit(tx, by, 'reveal-people', { campaign, list, row, what: 'plan', reason });
    return plan;
  });

/** A deed for the pair of a row, as an officer enters it after a call. */
export interface EnteredDeed extends Pick<DeedSent, 'deed' | 'kind' | 'answers'> {
  campaign: string;
  list: string;
  /** Highest region of the account; null means everything. */
  top: string | null;
  /** Number of the row. */
  row: number;
  via: 'api' | 'cli';
}

/**
 * Enters what a helper has done, for the helper's unit in the round that runs.
 * @returns the receipt and figures of the unit's report, and what became of the deed
 * @throws Refused, and ReportRefused as for the unit itself
 */
export const enterDeed = (
  { sql, by }: Acting,
  { campaign, list, top, row, via, ...deed }: EnteredDeed,
): Promise<Recorded> =>
  atomically(sql, async (transaction) => {
    const { row: sent, begun, ...ask } = await deedPlace(transaction, { campaign, list, top, row });
    const deeds = { done: [{ ...deed, row: sent }], undone: [] };
    const report = { ...ask, begun, deeds, via, hand: handOf(by, via), input: { nothing: false, figures: {} } };
    const recorded = await recordReport(transaction, report);
    const problems = (recorded.rows ?? []).flatMap((one) => (one.is === 'refused' ? one.problems : []));
    if (problems.length > 0) throw new ReportRefused(sentence('invalid'), problems);
    const { unit, key } = ask;
    await audit(transaction, by, 'edit-lists', {
      campaign,
      list,
      what: deed.kind,
      key,
      unit,
      receipt: recorded.receipt,
    });
    return recorded;
  });
