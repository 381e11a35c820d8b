import { printable } from '../../domain/text/printable';
import { codeOf } from '../db/data-error';
import type { Queries, Sql, Transaction } from '../db/db';
import type { NewsChannel } from '../db/listen';
import { asRegistered } from '../people/phones';
import { openFault } from './faults';
import type { PushedBy } from './pushed-by';
import type { Done, Kept, ReplyOutcome } from './questions';

/** A reply by SMS, as a platform pushed it. */
export interface ReplyReceived {
  provider: string;
  /** Unique among the replies of this provider; null when the provider gives nothing to distinguish them. */
  dedupe: string | null;
  phone: string;
  content: string;
  sentAt: string | null;
}

/**
 * An unacknowledged push comes again within minutes; the same text from a person later is a new reply. This applies
 * only to replies with neither id nor time.
 */
const AGAIN_MINUTES = 10;

/** Wakes the handlers of replies, when the transaction commits. */
export async function wakeHandlers(sql: Queries): Promise<void> {
  await sql`select pg_notify(${'replies' satisfies NewsChannel}, '')`;
}

/** Stores replies, each once even if it is pushed repeatedly. {@link handleReplies} handles them. */
export async function keepReplies(sql: Queries, replies: readonly ReplyReceived[], by: PushedBy): Promise<void> {
  if (replies.length === 0) return;
  const rows = replies.map(({ provider, dedupe, phone, content, sentAt }) => ({
    provider,
    dedupe: dedupe === null ? null : printable(dedupe).slice(0, 200),
    phone: asRegistered(printable(phone)).slice(0, 30),
    content: printable(content),
    sentAt,
  }));
  await sql`
    with r as (
      select r.*, 'same-' || md5(phone || ' ' || content) as same, floor(extract(epoch from clock_timestamp()) / (${AGAIN_MINUTES} * 60)) as part
      from jsonb_to_recordset(${sql.json(rows)}) as r(provider text, dedupe text, phone text, content text, "sentAt" timestamptz))
    insert into replies (provider, dedupe, scope, phone, content, sent_at)
    select provider, coalesce(dedupe, same || '-' || part), ${by}, phone, content, "sentAt" from r
    where dedupe is not null or not exists (
      select from replies k where k.provider = r.provider and k.dedupe in (r.same || '-' || r.part, r.same || '-' || (r.part - 1))
        and k.received_at > clock_timestamp() - make_interval(mins => ${AGAIN_MINUTES}))
    on conflict (provider, dedupe) do nothing`;
  await wakeHandlers(sql);
}

/** Most replies in one turn, so that rounds soon learn of new reports. */
const AT_ONCE = 100;

/**
 * Has replies answered, each in a transaction of its own: one that cannot be handled is tried again later and then
 * set aside, and any number of processes share the work.
 * @returns workflow ids of the rounds with a new report, for signals; and whether there may be more to answer now
 */
export async function handleReplies(sql: Sql, answer: Answer): Promise<{ rounds: string[]; more: boolean }> {
  const rounds = new Set<string>();
  for (let many = 0; many < AT_ONCE; many++) {
    const handled = (await sql.begin((tx) => handleNext(tx, answer))) as Handled | null;
    if (!handled) return { rounds: [...rounds], more: false };
    if (handled.round) rounds.add(handled.round);
  }
  return { rounds: [...rounds], more: true };
}

/** @returns whether replies wait: for their turn, or until they are tried again. */
export async function areRepliesLeft(sql: Queries): Promise<boolean> {
  const [row] = await sql`select from replies where handled_at is null limit 1`;
  return row !== undefined;
}

/** Does what one reply asks for. */
type Answer = (sql: Queries, reply: Kept) => Promise<Done>;

interface Handled {
  round?: string | undefined;
}

/** Replies of one number are answered in this order; other numbers do not wait. */
async function handleNext(sql: Transaction, answer: Answer): Promise<Handled | null> {
  const [reply] = await sql<Kept[]>`
    select id, scope as by, phone, content, sent_at as "sentAt", attempts from replies r
    where handled_at is null and (retry_at is null or retry_at <= clock_timestamp())
      and not exists (select from replies e where e.phone = r.phone and e.handled_at is null and e.id < r.id)
    order by id limit 1 for update skip locked`;
  if (!reply) return null;
  try {
    // With the savepoint a failure of a reply is undone, and its own row can still be written.
    return (await sql.savepoint((step) => settle(step, reply, answer))) as Handled;
  } catch (error) {
    await putOff(sql, reply, error);
    return {};
  }
}

async function settle(sql: Queries, reply: Kept, answer: Answer): Promise<Handled> {
  const { outcome, question, round } = await answer(sql, reply);
  await sql`
    update replies set outcome = ${outcome}, handled_at = clock_timestamp(), contact_id = ${question?.contact ?? null},
           campaign_id = ${question?.campaign ?? null}, round_id = ${question?.round ?? null}, problem = null
    where id = ${reply.id}`;
  return { round };
}

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 1000;

/**
 * Defers a reply: the next tries come after 1, 2, 4 and 8 seconds; then a fault is raised, and the reply waits for a
 * person.
 */
async function putOff(sql: Queries, { id, attempts }: Kept, error: unknown): Promise<void> {
  const problem = codeOf(error);
  const again = attempts + 1 < MOST_ATTEMPTS;
  await sql`
    update replies set attempts = attempts + 1, problem = ${problem},
           retry_at = clock_timestamp() + ${FIRST_PAUSE_MS * 2 ** attempts} * interval '1 millisecond',
           outcome = ${again ? null : ('failed' satisfies ReplyOutcome)},
           handled_at = case when ${again} then null else clock_timestamp() end
    where id = ${id}`;
  if (!again) await openFault(sql, { kind: 'replies', scope: 'replies', detail: { reply: id, problem } });
}
