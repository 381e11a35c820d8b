import type { Queries } from '../../db/db';
import { MODES, type PushedBy } from '../pushed-by';
import type { Receipt, Settlement } from './settlement';

/**
 * Stores the provider's numbers of the new parts, and deletes those of an earlier attempt. A provider that restarts its
 * numbers may reuse an old one for a new part.
 */
export async function keepParts(sql: Queries, settlements: readonly Settlement[]): Promise<void> {
  const submitted = settlements.flatMap(({ id, token, provider, parts = [] }) =>
    parts.map((ref) => ({ id, token, provider, ref })),
  );
  if (submitted.length === 0) return;
  const rows = sql.json(submitted);
  await sql`
    delete from sms_parts p using jsonb_to_recordset(${rows}) as e(id bigint, token uuid), messages m
    where p.message_id = e.id and m.id = e.id and m.token = e.token`;
  await sql`
    insert into sms_parts (provider, ref, message_id)
    select distinct on (e.provider, e.ref) e.provider, e.ref, m.id
    from jsonb_to_recordset(${rows}) as e(id bigint, token uuid, provider text, ref text)
    join messages m on m.id = e.id and m.token = e.token
    on conflict (provider, ref) do update set message_id = excluded.message_id, event = null, code = null`;
}

/** A part that a receipt is about. */
interface Told {
  n: number;
  provider: string;
  ref: string;
  message: number;
}

/**
 * Turns receipts for parts into receipts for whole messages, in the caller's transaction. It writes down each part's
 * receipt and returns what all parts together say. Other receipts pass as they are.
 */
export async function wholeReceipts(sql: Queries, receipts: readonly Receipt[], by: PushedBy): Promise<Receipt[]> {
  const whole = receipts.filter(({ part }) => !part);
  const ofParts = receipts.filter(({ part }) => part);
  if (ofParts.length === 0) return whole;
  const told = await partsTold(sql, ofParts, by);
  if (told.length === 0) return whole;
  const messages = [...new Set(told.map(({ message }) => message))];
  // Receipts of two parts may come at the same moment, and the second must see the first.
  await sql`select 1 from messages where id = any(${messages}) order by id for update`;
  await writeDown(sql, told, ofParts);
  return [...whole, ...(await togetherSaid(sql, { told, receipts: ofParts, messages }))];
}

/** The exact number decides; for another spelling the phone must match too. */
const partsTold = (sql: Queries, receipts: readonly Receipt[], by: PushedBy): Promise<Told[]> => {
  const asked = receipts.flatMap(({ provider, phone, part }, n) =>
    (part?.spellings ?? []).map((ref, rank) => ({ n, provider, phone, ref, rank })),
  );
  return sql<Told[]>`
    select distinct on (r.n) r.n, p.provider, p.ref, p.message_id as message
    from jsonb_to_recordset(${sql.json(asked)}) as r(n int, provider text, phone text, ref text, rank int)
    join sms_parts p on p.provider = r.provider and p.ref = r.ref
    join messages m on m.id = p.message_id join campaigns c on c.id = m.campaign_id and c.mode = any(${[...MODES[by]]})
    where r.rank = 0 or m.sent_to = r.phone
    order by r.n, r.rank`;
};

/** The first final receipt of a part counts; a late or contradictory one does not change it. */
async function writeDown(sql: Queries, told: readonly Told[], receipts: readonly Receipt[]): Promise<void> {
  for (const { n, provider, ref } of told) {
    const receipt = receipts[n];
    if (!receipt) continue;
    await sql`
      update sms_parts set event = ${receipt.event}, code = ${receipt.code}
      where provider = ${provider} and ref = ${ref} and (event is null or event = 'receipt-temporary')`;
  }
}

type Said = Pick<Receipt, 'event' | 'code' | 'ref' | 'phone'> & { message: number };

async function togetherSaid(
  sql: Queries,
  { told, receipts, messages }: { told: readonly Told[]; receipts: readonly Receipt[]; messages: readonly number[] },
): Promise<Receipt[]> {
  // The worst receipt decides; a good one counts only when no part is without a receipt.
  const said = await sql<Said[]>`
    select distinct on (message_id) message_id as message, event, code, provider_ref as ref, sent_to as phone from (
      select p.message_id, p.event, p.code, m.provider_ref, m.sent_to, bool_and(p.event is not null) over (partition by p.message_id) as complete
      from sms_parts p join messages m on m.id = p.message_id where p.message_id = any(${[...messages]})) p
    where event in ('receipt-failed', 'receipt-temporary') or (event is not null and complete)
    order by message_id, array_position(array['receipt-failed', 'receipt-temporary', 'receipt-delivered'], event)`;
  return said.flatMap(({ message, event, code, ref, phone }) => {
    const those = told.filter((one) => one.message === message).flatMap(({ n }) => receipts[n] ?? []);
    const [first] = those;
    if (!first) return [];
    const badNumber = event === 'receipt-failed' && those.some((one) => one.badNumber);
    return [{ message, provider: first.provider, ref, phone, event, code, badNumber }];
  });
}
