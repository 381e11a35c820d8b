import { randomUUID } from 'node:crypto';
import { storeOf, withRow } from '../../../domain/ledger/accounts';
import type { Part } from '../../../domain/ledger/hand-out';
import { getCampaign } from '../../campaign/campaigns';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { Hand } from '../../list/deeds';
import { ledgerRefusals } from '../ledger-refusals';
import { noteAct, postTransfers } from '../post';
import { decideHandings, dueRows } from './due-rows';

/** Deliveries that are looked at in one go. */
const AT_ONCE = 500;

interface Waiting {
  id: number;
  entry: number;
  list: string;
  things: Part[];
}

/**
 * Books deliveries that were signed before the books knew of the goods, the first one first, as far as stores hold them
 * now: after an arrival, or a count that has found more (D.5).
 * @param tx a transaction of its own: rows are locked before stores
 * @param hand who has brought the goods into the books
 * @returns how many were booked
 */
export async function settleWaiting(
  tx: Queries,
  { campaign, hand }: { campaign: string; hand: Hand },
): Promise<number> {
  const waiting = await tx<Waiting[]>`
    select v.id, v.entry_id as entry, e.list, v.things from deliveries v join entries e on e.id = v.entry_id
    where v.campaign_id = ${campaign} and v.outcome = 'waits' order by v.id limit ${AT_ONCE}`;
  if (waiting.length === 0) return 0;
  const { definition } = await getCampaign(tx, campaign);
  const [clock] = await tx<{ now: string }[]>`select campaign_now(${campaign}) as now`;
  const at = clock?.now ?? '';
  let booked = 0;
  for (const list of new Set(waiting.map((one) => one.list)))
    booked += await settleList(
      tx,
      { campaign, list, definition, at },
      { hand, waiting: waiting.filter((one) => one.list === list) },
    );
  return booked;
}

async function settleList(
  tx: Queries,
  meant: Parameters<typeof dueRows>[1],
  { hand, waiting }: { hand: Hand; waiting: readonly Waiting[] },
): Promise<number> {
  const { campaign, at } = meant;
  const due = await dueRows(
    tx,
    meant,
    waiting.map(({ entry }) => entry),
  );
  // One delivery of each row at a time; a second one is looked at with the next goods.
  const first = [...new Map(waiting.toReversed().map((one) => [one.entry, one])).values()].reverse();
  const still = await stillWaiting(tx, first);
  const handings = still.flatMap(({ entry, things }) => {
    const row = due.get(entry);
    return row ? [{ ...row, things: things.length === 0 ? undefined : things, confirmed: false }] : [];
  });
  const out = await decideHandings(tx, campaign, handings);
  const given = still.flatMap(({ id, entry }) => {
    const one = out.get(entry);
    return one?.is === 'given' ? [{ id, entry, parts: one.parts }] : [];
  });
  if (given.length === 0) return 0;
  const content = { deliveries: given.map(({ id }) => id) };
  const { act } = await noteAct(tx, { campaign, key: randomUUID(), kind: 'deliver', at, hand }, content);
  const lines = given.flatMap(({ entry, parts }) =>
    parts.map(({ region, ...part }) => ({ ...part, from: storeOf(region), to: withRow(entry) })),
  );
  await postTransfers(tx, { campaign, act, kind: 'deliver' }, lines).catch(ledgerRefusals);
  await tx`
    update deliveries v set outcome = 'given', act_id = ${act}
    where v.id in (select id from jsonb_to_recordset(${json(tx, given)}) as g(id bigint))`;
  return given.length;
}

/** Somebody else may have booked them while the rows were waited for. */
async function stillWaiting(tx: Queries, waiting: readonly Waiting[]): Promise<Waiting[]> {
  const found = await tx<{ id: number }[]>`
    select id from deliveries where id = any(${waiting.map(({ id }) => id)}::bigint[]) and outcome = 'waits'`;
  const ids = new Set(found.map(({ id }) => id));
  return waiting.filter(({ id }) => ids.has(id));
}
