import type { RoundPlan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import type { RungKind } from '../../domain/round/rung-kinds';
import type { Queries } from '../db/db';
import { inDutyOrder } from '../people/duties';
import { peopleOfRehearsal, removePeopleOfRehearsal } from './rehearsed-lists';

/** The row of a message that a simulator received, and its intended address. */
export interface MessageBehind {
  id: number;
  campaign: string;
  round: string;
  rung: string;
  kind: RungKind;
  region: string;
  contact: number;
  about: string | null;
  /** Number of the one that leads those it goes out with; null: it goes alone. */
  envelope: number | null;
  phone: string | null;
  email: string | null;
}

const behind = (sql: Queries) => sql`
  m.id, m.campaign_id as campaign, m.round_id as round, m.rung, m.kind, m.region_code as region,
  m.contact_id as contact, m.about, m.envelope, phone_in(k.mode, c) as phone, email_in(k.mode, c) as email
  from messages m join contacts c on c.id = m.contact_id join campaigns k on k.id = m.campaign_id`;

/**
 * @returns the messages that go out under these numbers now, of any campaign: several for an envelope. Unknown numbers
 *   are left out.
 */
export async function messagesBehind(sql: Queries, ids: readonly number[]): Promise<MessageBehind[]> {
  const found = await sql<MessageBehind[]>`
    select ${behind(sql)} where coalesce(m.envelope, m.id) = any(${[...ids]}::bigint[])
      and (m.id = any(${[...ids]}::bigint[]) or m.envelope = any(${[...ids]}::bigint[]))`;
  return sharingWords(found);
}

/**
 * Lets rows share the names that they have in common: with a copy in each, a province's messages would fill the memory.
 */
function sharingWords<Row extends { round: string; rung: string; region: string }>(rows: readonly Row[]): Row[] {
  const known = new Map<string, string>();
  const shared = (word: string): string => {
    const before = known.get(word);
    if (before === undefined) known.set(word, word);
    return before ?? word;
  };
  return rows.map((row) => ({
    ...row,
    round: shared(row.round),
    rung: shared(row.rung),
    region: shared(row.region),
  }));
}

/** @returns every message that ever went out under one of these numbers, with that number as `as`. */
export const everSentAs = (sql: Queries, ids: readonly number[]): Promise<(MessageBehind & { as: number })[]> => sql<
  (MessageBehind & { as: number })[]
>`
  with sent as (
    select m.id, m.id as as from messages m where m.id = any(${[...ids]}::bigint[])
    union
    select m.id, (move ->> 'envelope')::bigint from messages m cross join lateral jsonb_array_elements(m.log) move
    where m.campaign_id in (select campaign_id from messages where id = any(${[...ids]}::bigint[]))
      and (move ->> 'envelope')::bigint = any(${[...ids]}::bigint[]))
  select s.as, found.* from sent s join (select ${behind(sql)}) found on found.id = s.id`;

/** The final state of a message. */
export interface MessageState {
  id: number;
  round: string;
  rung: string;
  region: string;
  contact: number;
  about: string | null;
  channel: 'sms' | 'email';
  state: string;
  reason: string | null;
  /** Every reason that it ever had: one that has waited may end for another. */
  reasons: string[];
}

/** @returns every message of a campaign with its state. */
export async function messageStates(sql: Queries, campaign: string): Promise<MessageState[]> {
  const states: MessageState[] = [];
  const rows = sql<MessageState[]>`
    select id, round_id as round, rung, region_code as region, contact_id as contact, about, channel, state, reason,
           array(select distinct move ->> 'reason' from jsonb_array_elements(log) move where move ? 'reason') as reasons
    from messages where campaign_id = ${campaign} order by id`;
  for await (const some of rows.cursor(ROWS_AT_ONCE)) for (const row of sharingWords(some)) states.push(row);
  return states;
}

const ROWS_AT_ONCE = 20_000;

/**
 * A contact with one duty for a region, with the number that rehearsals use; a rehearsal may make it a wrong number. A
 * person with several duties stands here once for each.
 */
export interface RegisteredPerson {
  id: number;
  region: string;
  role: DutyWord;
  phone: string | null;
  email: boolean;
  optedOut: boolean;
  leaveFrom: string | null;
  leaveUntil: string | null;
}

/** @returns all contacts of regions in the scope. A number or address known to be bad counts as none. */
export const peopleUnder = (sql: Queries, scope: string): Promise<RegisteredPerson[]> => sql<RegisteredPerson[]>`
  select c.id, d.region_code as region, duty_word(d.role, d.deputy) as role, case when c.phone_bad is null then phone_in('rehearsal', c) end as phone,
         c.email is not null and c.email_bad is null as email, c.opted_out as "optedOut",
         d.leave_from as "leaveFrom", d.leave_until as "leaveUntil"
  from regions top join regions r on starts_with(r.path, top.path) join duties d on d.region_code = r.code
  join contacts c on c.id = d.contact_id
  where top.code = ${scope} order by r.path, ${inDutyOrder(sql)}`;

/** Removes a rehearsal with all its data; does nothing to a live campaign. */
export async function removeRehearsal(sql: Queries, campaign: string): Promise<void> {
  const people = await peopleOfRehearsal(sql, campaign);
  const removed = await sql`delete from campaigns where id = ${campaign} and mode = 'rehearsal' returning id`;
  if (removed.length === 0) return;
  await removePeopleOfRehearsal(sql, people);
  // These tables are keyed by scope, because live campaigns share them.
  await sql`delete from number_days where scope = ${campaign}`;
  await sql`delete from breakers where scope = ${campaign}`;
  await sql`delete from stopped_numbers where scope = ${campaign}`;
  await sql`delete from duty_items where scope = ${campaign}`;
  await sql`delete from warnings where scope = ${campaign}`;
  await sql`delete from weather_events where scope = ${campaign}`;
  await sql`delete from warning_texts where scope = ${campaign}`;
  await sql`delete from faults where scope = ${campaign} or starts_with(scope, ${`${campaign}/`})`;
}

/** A round that a warning opened, with its plan and its end. */
export interface RehearsedAlertRound {
  id: string;
  area: string;
  units: number;
  round: Omit<RoundPlan, 'areas'>;
  endedAt: Instant | null;
  /** When the warning was over; set on the last round of acknowledgement, whose units then get a message. */
  overAt: Instant | null;
  /**
   * Of a round of cases: what tells their lot from all others without a number that depends on who was faster: when it
   * was opened, and a digest of what it is about. Null for a warning's.
   */
  lot: string | null;
}

/** @returns the rounds that a campaign's warnings have opened so far. */
export const rehearsedAlertRounds = (sql: Queries, campaign: string): Promise<RehearsedAlertRound[]> => sql<
  RehearsedAlertRound[]
>`
  select r.id, r.area, (select count(*)::int from asks u where u.round_id = r.id) as units, r.planned as round,
         r.ended_at as "endedAt",
         case when r.id = last_value(r.id) over (
           partition by r.alert_id, r.ask order by r.opens_at, r.id rows between unbounded preceding and unbounded following)
           and r.ask = 'known' then o.at end as "overAt",
         (select concat(extract(epoch from l.opened_at)::bigint, '-', left(md5(coalesce(about.said, '')), 8))
          from case_lots l cross join lateral (
            select string_agg(said, ';' order by said) as said from (
              select concat_ws(' ', f.region_code, e.list, e.category, e.heads, e.shown) as said
              from cases f left join entries e on e.id = f.entry_id where f.lot_id = l.id) x) about
          where l.id = r.lot_id) as lot
  from rounds r left join alert_moves o on o.alert_id = r.alert_id and o.change = 'over'
  where r.campaign_id = ${campaign} and r.origin <> 'plan' order by r.opens_at, r.id`;

/** @returns areas (by code) and times in which ordinary reminders waited for the end of a warning. */
export const holdsOf = (sql: Queries, campaign: string) => sql<
  { area: string; from: Instant; until: Instant | null }[]
>`
  select area, opened_at as from, ended_at as until from alerts where campaign_id = ${campaign} and holds`;

/** @returns how many replies from a simulator are still unhandled. */
export async function unhandledReplies(sql: Queries): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from replies where scope <> 'live' and handled_at is null`;
  return row?.count ?? 0;
}

/**
 * @returns the number of replies to a campaign, by outcome. A repeated acknowledgement counts as an acknowledgement.
 */
export async function replyCounts(
  sql: Queries,
  campaign: string,
): Promise<Record<'reported' | 'acknowledged' | 'stopped' | 'unclear', number>> {
  const [row] = await sql<Record<'reported' | 'acknowledged' | 'stopped' | 'unclear', number>[]>`
    select count(*) filter (where outcome = 'reported')::int as reported,
           count(*) filter (where outcome in ('acknowledged', 'noted'))::int as acknowledged,
           count(*) filter (where outcome = 'stopped')::int as stopped,
           count(*) filter (where outcome = 'unclear')::int as unclear
    from replies where campaign_id = ${campaign}`;
  return row ?? { reported: 0, acknowledged: 0, stopped: 0, unclear: 0 };
}

/** @returns whether any running campaign has a stepped clock. */
export async function isRehearsing(sql: Queries): Promise<boolean> {
  const [row] = await sql`select 1 from campaigns where clock_at is not null and ended_at is null limit 1`;
  return row !== undefined;
}
