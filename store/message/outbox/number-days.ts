import type { Queries } from '../../db/db';

/** An SMS that is about to go to a number. */
export interface WantedSms {
  message: number;
  /** 'live', or the rehearsal, which has its own counts. */
  scope: string;
  phone: string;
  /** Calendar day in the campaign's zone. */
  day: string;
  reminder: boolean;
}

/** Daily limits of a number: SMS in all, and reminders among them. */
export interface Caps {
  messages: number;
  reminders: number;
}

/**
 * Counts SMS towards the daily limits of their numbers, in the given order, in the caller's transaction, so that a
 * rollback undoes it. Two workers at once never exceed a limit, because they wait for the number's row.
 * @returns the messages above the limit
 */
export async function takeFromCaps(sql: Queries, wanted: readonly WantedSms[], caps: Caps): Promise<Set<number>> {
  const over = new Set<number>();
  if (wanted.length === 0) return over;
  const days = await countAll(sql, wanted);
  // All were counted as if they may go; the counts before decide, message by message, which may.
  for (const day of days.values()) {
    day.messages -= day.wanted.length;
    day.reminders -= day.wanted.filter(({ reminder }) => reminder).length;
  }
  for (const sms of wanted) {
    const day = days.get(keyOf(sms));
    if (!day) continue;
    if (day.messages >= caps.messages || (sms.reminder && day.reminders >= caps.reminders)) over.add(sms.message);
    else {
      day.messages += 1;
      day.reminders += sms.reminder ? 1 : 0;
    }
  }
  const tooMany = [...days.values()].filter((day) => day.wanted.some(({ message }) => over.has(message)));
  if (tooMany.length > 0) await putRight(sql, tooMany);
  return over;
}

interface Day {
  scope: string;
  phone: string;
  day: string;
  messages: number;
  reminders: number;
  wanted: WantedSms[];
}

/** Counts all in one statement and one order, so that there is no deadlock; the rows stay locked. */
async function countAll(sql: Queries, wanted: readonly WantedSms[]): Promise<Map<string, Day>> {
  const asked = new Map<string, WantedSms[]>();
  for (const sms of wanted) asked.set(keyOf(sms), [...(asked.get(keyOf(sms)) ?? []), sms]);
  const rows = await sql<Omit<Day, 'wanted'>[]>`
    insert into number_days as d (scope, phone, day, messages, reminders)
    select scope, phone, day, count(*), count(*) filter (where reminder)
    from jsonb_to_recordset(${sql.json(wanted.map((one) => ({ ...one })))}) as w(scope text, phone text, day date, reminder boolean)
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (scope, phone, day) do update
    set messages = d.messages + excluded.messages, reminders = d.reminders + excluded.reminders
    returning *`;
  return new Map(rows.map((row) => [keyOf(row), { ...row, wanted: asked.get(keyOf(row)) ?? [] }]));
}

async function putRight(sql: Queries, days: readonly Day[]): Promise<void> {
  const rows = days.map(({ wanted: _, ...day }) => day);
  await sql`
    update number_days d set messages = w.messages, reminders = w.reminders
    from jsonb_to_recordset(${sql.json(rows)}) as w(scope text, phone text, day date, messages integer, reminders integer)
    where d.scope = w.scope and d.phone = w.phone and d.day = w.day`;
}

/** An attempt whose SMS certainly never reached its number. */
export interface Untaken extends Omit<WantedSms, 'message'> {
  message: number;
  /** Token of the claim. */
  token: string;
}

/**
 * Reverses the counts of deferred attempts whose SMS never reached the number; in the caller's transaction, after the
 * move.
 */
export async function giveBackToCaps(sql: Queries, untaken: readonly Untaken[]): Promise<void> {
  if (untaken.length === 0) return;
  await sql`
    with back as (
      select u.scope, u.phone, u.day, count(*)::int as messages, (count(*) filter (where u.reminder))::int as reminders
      from jsonb_to_recordset(${sql.json(untaken.map((one) => ({ ...one })))}) as u(
        message bigint, token uuid, scope text, phone text, day date, reminder boolean)
      join messages m on m.id = u.message and m.token = u.token and m.state = 'retry'
      group by 1, 2, 3),
    locked as (
      select scope, phone, day, b.messages, b.reminders from number_days d join back b using (scope, phone, day)
      order by 1, 2, 3 for update of d)
    update number_days d
    set messages = greatest(d.messages - l.messages, 0), reminders = greatest(d.reminders - l.reminders, 0)
    from locked l where d.scope = l.scope and d.phone = l.phone and d.day = l.day`;
}

const keyOf = ({ scope, phone, day }: { scope: string; phone: string; day: string }) =>
  JSON.stringify([scope, phone, day]);
