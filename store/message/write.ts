import type postgres from 'postgres';
import type { Fragment, Queries } from '../db/db';
import { wakeFeeder } from './outbox/feeding';

/** The value of a column: one for all messages, or SQL over the rows of `from`. */
type Given = postgres.ParameterOrFragment<string>;

/** Columns of the outbox that its writer fills; delivery fills the others. The migrations explain them. */
export interface NewMessage {
  /** Unique key, so that no person gets the same message twice. */
  key: Given;
  campaign_id: Given;
  round_id: Given;
  rung: Given;
  kind: Given;
  /** The addressed region. */
  region_code: Given;
  contact_id: Given;
  /** Of which duty; of reporting when left out. */
  role?: Given;
  /** Null, and left out: a message without a link. */
  link_id?: Given;
  channel: Given;
  template: Given;
  params?: Given;
  /** With which others of its person it may go out: 'owed' or 'digests'. Null, and left out: alone. */
  shares?: Given;
  /** `first`: when it cannot be delivered, the next of `ways` is tried; `each` is the default. */
  send?: Given;
  /** Channels, in the order of preference. */
  ways?: Given;
  urgent?: Given;
  needed: Given;
  valid_until: Given;
  /** Campaign time. */
  planned_at: Given;
  /** W3C trace context. */
  traceparent?: Given;
  /** The undelivered message that this one replaces. */
  fallback_of?: Given;
  /** The matter of a message that belongs to no rung. */
  about?: Given;
}

/**
 * A notice to a superior takes the next way like a rung's message: its number may prove wrong before it goes out. Its
 * key ends with contact and channel.
 */
export const byAnyWay = (sql: Queries): Pick<NewMessage, 'send' | 'ways'> => ({
  send: 'first',
  ways: sql`array['sms', 'email']`,
});

/** Any number of messages for one statement. */
export interface Writing {
  /** Common table expressions that `from` may read: `name as (…), name as (…)`. */
  steps?: Fragment;
  message: NewMessage;
  /** The text after `from`: each of its rows is a message. Left out for a single message of values. */
  from?: Fragment;
  /** A message with the same key that has not gone out yet gets the places (`params.missing`) of the new one too. */
  addPlaces?: boolean;
}

/**
 * Writes messages into the outbox, and wakes the feeder that hands them to the queues. All messages are written here. A
 * message whose key exists is not written again.
 * @returns the numbers of the messages that were written or got more places
 */
export async function writeMessages(
  sql: Queries,
  { steps, message, from, addPlaces = false }: Writing,
): Promise<number[]> {
  const given = Object.entries<Given>({ ...message, state: 'planned' });
  const columns = given.map(([column]) => sql`${sql(column)}`);
  const values = given.map(([, value]) => sql`${value}`);
  const rows = await sql<{ id: number }[]>`
    ${steps ? sql`with ${steps}` : sql``}
    insert into messages (${list(sql, columns)})
    select ${list(sql, values)} ${from ? sql`from ${from}` : sql``}
    on conflict (key) ${addPlaces ? morePlaces(sql) : sql`do nothing`}
    returning id`;
  if (rows.length > 0) await wakeFeeder(sql);
  return rows.map(({ id }) => id);
}

const list = (sql: Queries, pieces: readonly Fragment[]): Fragment[] =>
  pieces.map((piece, at) => (at === 0 ? piece : sql`, ${piece}`));

const morePlaces = (sql: Queries) => sql`
  do update set params = jsonb_set(messages.params, '{missing}', (messages.params -> 'missing') || (excluded.params -> 'missing'))
    where messages.state in ('planned', 'held')`;
