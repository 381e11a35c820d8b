import type { Definition } from '../../../domain/campaign/definition/definition';
import type { RowHanded } from '../../../domain/ledger/delivery';
import { receiptNumber } from '../../../domain/report/receipt';
import { Refused, sentence } from '../../../domain/text/refusal';
import { getCampaign } from '../../campaign/campaigns';
import type { Queries } from '../../db/db';
import { plansByIndex } from '../../db/plans';
import { within } from '../../db/scope';
import { takenBefore } from '../../list/acts/do-rows';
import type { Hand } from '../../list/deeds';
import type { RowOutcome } from '../../list/row-outcome';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { refuseOtherStores } from '../ledger-of';
import { deliverRows } from './deliver-rows';
import type { RowGiven } from './delivering';

/** What an officer hands over, or keys in for who has. */
export interface OfficerDelivers {
  campaign: string;
  list: string;
  /** The sender's key (UUID): the same sending twice is one. */
  submission: string;
  hand: Hand;
  /** Highest region of the account; null means everything. */
  top: string | null;
  /** Code of the region whose store it comes from, instead of the nearest one. */
  from?: string | undefined;
  rows: readonly RowHanded[];
  people: PeopleKey;
}

/** The receipt, and what became of each row. */
export interface Delivered {
  receipt: string;
  /** This very sending was taken before. */
  repeated: boolean;
  rows: (RowOutcome & { id: number })[];
}

/**
 * Hands something over to rows within the officer's region; each is taken or refused for itself.
 * @throws Refused when the campaign is over, a row is not theirs or a store is not
 */
export async function deliverByOfficer(tx: Queries, delivers: OfficerDelivers): Promise<Delivered> {
  const { campaign, list, submission, hand, top, from, people } = delivers;
  await plansByIndex(tx);
  const { definition, now, today } = await openList(tx, campaign, list);
  if (from !== undefined) await refuseOtherStores(tx, { scope: definition.scope, top }, [from]);
  const rows = await rowsOf(tx, delivers);
  const [made] = await tx<{ id: number }[]>`
    insert into row_acts (campaign_id, list, submission, kind, at) values (${campaign}, ${list}, ${submission}, 'deliver', ${now})
    on conflict (campaign_id, submission) do nothing returning id`;
  const taken = made ? new Map<string, RowOutcome>() : await takenBefore(tx, rows);
  const doing = { campaign, list, hand, at: now, submission, definition, from, today };
  const left = rows.filter(({ row }) => !taken.has(row));
  const outcomes = await deliverRows(tx, { ...doing, keyring: () => openKeyring(tx, people) }, left);
  const ids = new Map(rows.map(({ row, id }) => [row, id]));
  const told = [...taken.values(), ...outcomes].map((one) => ({ ...one, id: ids.get(one.row) ?? 0 }));
  const act = made ?? (await actOf(tx, campaign, submission));
  const done = told.filter(({ is }) => is === 'done').length;
  if (made) await tx`update row_acts set rows = ${done} where id = ${act.id}`;
  return { receipt: receiptNumber(act.id), repeated: !made, rows: told.sort((one, other) => one.id - other.id) };
}

/** @throws Refused when the campaign is over, or has no such list with a delivery */
async function openList(
  tx: Queries,
  campaign: string,
  list: string,
): Promise<{ definition: Definition; now: string; today: string }> {
  const { definition, state } = await getCampaign(tx, campaign);
  if (state === 'cancelled') throw new Refused(sentence('cancelled'));
  if (!definition.lists[list]?.track.includes('deliver')) throw new Refused(sentence('unknown-list'));
  const [clock] = await tx<{ now: string; today: string }[]>`
    select now, (now at time zone ${definition.zone})::date::text as today from campaign_now(${campaign}) now`;
  return { definition, now: '', today: '', ...clock };
}

/** @returns the rows with their ids. @throws Refused for one that is not on the list or not in the officer's region */
async function rowsOf(tx: Queries, { campaign, list, top, submission, rows }: OfficerDelivers): Promise<RowGiven[]> {
  const found = await tx<{ id: number; row: string }[]>`
    select e.id, e.row from entries e join regions g on g.code = e.unit_code
    where e.campaign_id = ${campaign} and e.list = ${list} and e.id = any(${rows.map(({ id }) => id)}::bigint[])
      and ${within(tx, top, 'g.path')}`;
  const known = new Map(found.map(({ id, row }) => [id, row]));
  // The last word about a row counts.
  return [...new Map(rows.map((one) => [one.id, one])).values()].map(({ id, ...one }): RowGiven => {
    const row = known.get(id);
    if (row === undefined) throw new Refused(sentence('unknown-row', { row: id }));
    return { ...one, id, row, done: one.missed === undefined, key: submission };
  });
}

async function actOf(tx: Queries, campaign: string, submission: string): Promise<{ id: number }> {
  const [act] = await tx<{ id: number }[]>`
    select id from row_acts where campaign_id = ${campaign} and submission = ${submission} and kind = 'deliver'`;
  if (!act) throw new Refused(sentence('ledger-key-used'));
  return act;
}
