import { randomUUID } from 'node:crypto';
import { storeOf, withRow } from '../../../domain/ledger/accounts';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import { ledgerRefusals } from '../ledger-refusals';
import { noteAct, postTransfers } from '../post';
import { type Delivering, helpsOf, type Kept } from './delivering';
import { namePictures } from './signatures';

/** Books what was handed over, all in one act, and keeps what was said of each delivery. */
export async function keepDeliveries(tx: Queries, delivering: Delivering, kept: readonly Kept[]): Promise<void> {
  if (kept.length === 0) return;
  const act = await bookDeliveries(tx, delivering, kept);
  const { campaign, at } = delivering;
  const rows = kept.map(({ given, row, deed, outcome, parts, booked, proxy, signed }) => ({
    ...sayings(given, at),
    ...{ entry: row.id, deed, outcome, booked: booked.length > 0 },
    things: parts.map(({ item, purse, quantity }) => ({ item, purse, quantity })),
    signed: signed ? at : null,
    ...{ relation: proxy?.relation ?? null, digest: proxy?.digest ?? null },
    ...{ sealed: proxy?.sealed ?? null, keyNo: proxy?.keyNo ?? null },
  }));
  await tx`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, how, handed_at, things, rest, act_id, mark, signature, signed_at,
                            relation, proxy_digest, sealed, key_no, helps)
    select coalesce(v.deed, d.id), ${campaign}, v.entry, v.outcome, v.how, v.handed, v.things, v.rest,
           case when v.booked then ${act}::bigint end, v.mark, v.signature, v.signed, v.relation, decode(v.digest, 'hex'),
           decode(v.sealed, 'hex'), v."keyNo", v.helps
    from jsonb_to_recordset(${json(tx, rows)})
      as v(entry bigint, deed bigint, outcome text, booked boolean, things jsonb, how text, handed timestamptz, rest text, mark text,
           signature text, signed timestamptz, relation text, digest text, sealed text, "keyNo" smallint, helps text[])
    left join lateral (
      select id from deeds where entry_id = v.entry and kind = 'deliver' order by id desc limit 1) d on v.deed is null`;
  await namePictures(tx, delivering, kept);
}

/** What was said of a delivery, as it is kept. */
function sayings(given: Kept['given'], now: string) {
  const { how = null, rest = null, mark = null, signature = null, at } = given.delivery ?? {};
  return { key: given.key ?? null, how, rest, mark, signature, handed: handedAt(at, now), helps: helpsOf(given) };
}

/** Nobody hands over tomorrow: a clock that goes fast counts as now. */
const handedAt = (said: string | undefined, now: string): string => (said === undefined || said > now ? now : said);

/** @returns the number of the act; null where nothing is booked */
async function bookDeliveries(
  tx: Queries,
  { campaign, at, hand }: Delivering,
  kept: readonly Kept[],
): Promise<number | null> {
  const lines = kept.flatMap(({ row, booked }) =>
    booked.map(({ region, item, purse, quantity }) => ({
      ...{ item, purse, quantity, from: storeOf(region), to: withRow(row.id) },
    })),
  );
  if (lines.length === 0) return null;
  // Each delivery is one by its own key, with its deed; the act is only theirs together.
  const booking = { campaign, key: randomUUID(), kind: 'deliver' as const, at, hand };
  const { act } = await noteAct(tx, booking, { rows: kept.map(({ row }) => row.id) });
  await postTransfers(tx, { campaign, act, kind: 'deliver' }, lines).catch(ledgerRefusals);
  return act;
}
