import type { Definition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { BANK_ANSWERS_DAYS } from '../../domain/ledger/bank/silence';
import {
  FINDING_NAMES,
  type Finding,
  PICTURE_WITHIN_DAYS,
  PROXY_FOR_MOST,
  QUIET_FROM,
} from '../../domain/ledger/findings';
import { lateStandards } from '../../domain/ledger/late-standards';
import { sharesOf } from '../../domain/list/entitled';
import type { Fragment, Queries } from '../db/db';
import { json } from '../db/json';
import { atManyRows } from '../db/plans';
import { within } from '../db/scope';
import { ledgerOf } from './ledger-of';

/** A row that a query has found, masked. What else there is depends on the query. */
export interface Found {
  /** Number of the row; of a finding about a unit, the first of its rows. */
  row: number;
  list: string;
  unit: string;
  unitName: string;
  /** 王** */
  shown: string;
  /** When it happened, and what it was too early or too late for. */
  at: Instant | null;
  against: Instant | null;
  item: string | null;
  /** What it should be, and what it is: fen, pieces. */
  expected: number | null;
  found: number | null;
  /** How many rows, or steps. */
  times: number | null;
  /** Number of the other row. */
  other: number | null;
}

interface Wanted {
  campaign: string;
  finding: Finding;
  /** The reader's region; null for all. */
  top: string | null;
}

interface Page extends Wanted {
  /** Number of the row after which to begin. */
  after?: number | undefined;
  limit: number;
}

/**
 * @returns the rows of a finding by their numbers, and all that there is of the last row: a page may be a little longer
 *   than its limit. For `one-account` the accounts are digested before
 *   (store/ledger/bank/account-digests.ts)
 * @throws Refused when the campaign keeps no accounts
 */
export async function findingsOf(sql: Queries, { after = 0, limit, ...wanted }: Page): Promise<Found[]> {
  const asked = await ledgerOf(sql, wanted.campaign);
  return atManyRows(
    sql,
    (tx) => tx<Found[]>`
      select * from (
        select e.id as row, e.list, g.code as unit, g.name as "unitName", e.shown, f.at, f.against, f.item, f.expected, f.found, f.times, f.other
        ${foundBy(tx, wanted, asked)} and e.id > ${after}
        order by e.id fetch first ${limit} rows with ties) page
      order by row, at, item, other`,
  );
}

/** @returns how many rows a finding has, but no more than `most`. @throws Refused as {@link findingsOf} */
export async function countFinding(sql: Queries, { most, ...wanted }: Wanted & { most: number }): Promise<number> {
  const asked = await ledgerOf(sql, wanted.campaign);
  const [counted] = await atManyRows(
    sql,
    (tx) => tx<{ n: number }[]>`
      select count(*)::int as n from (select ${foundBy(tx, wanted, asked)} limit ${most}) few`,
  );
  return counted?.n ?? 0;
}

interface Asked {
  campaign: string;
  definition: Definition;
  now: Instant;
}

const foundBy = (
  sql: Queries,
  { campaign, finding, top }: Wanted,
  { definition, now }: Pick<Asked, 'definition' | 'now'>,
): Fragment => sql`
  from (${QUERIES[finding](sql, { campaign, definition, now })}) f
  join entries e on e.id = f.row join regions g on g.code = e.unit_code
  where e.campaign_id = ${campaign} and ${within(sql, top, 'g.path')}`;

const NONE = {
  instant: 'null::timestamptz',
  item: 'null::text',
  number: 'null::bigint',
} as const;

/** When something was handed over to each row first: by the sender's clock, else as it was booked. */
const handed = (sql: Queries, campaign: string): Fragment => sql`
  select entry_id, min(at) as at from (
    select entry_id, handed_at as at from deliveries
    where campaign_id = ${campaign} and outcome in ('given', 'waits', 'stopped')
    union all
    select split_part(t.to_account, ':', 2)::bigint, a.at from transfers t join ledger_acts a on a.id = t.act_id
    where t.campaign_id = ${campaign} and t.kind = 'deliver' and t.reverses is null) h
  group by 1`;

const withLate = (definition: Definition) =>
  sharesOf(definition).map((share) => ({
    ...share,
    late: lateStandards(definition).some(({ category }) => category === share.category),
  }));

/** The lists whose households are told of a visit, and how many days before. */
const toldLists = ({ lists }: Definition) =>
  Object.entries(lists).flatMap(([list, { tell }]) => (tell ? [{ list, days: tell.days }] : []));

/** One query each: `row`, and what it tells of it. */
const QUERIES: Record<Finding, (sql: Queries, asked: Asked) => Fragment> = {
  deceased: (sql, { campaign }) => sql`
    select e.id as row, h.at, d.at as against, ${nothing(sql, 'item', 'expected', 'found', 'times', 'other')}
    from (${handed(sql, campaign)}) h join entries e on e.id = h.entry_id
    join (
      select o.subject_id, min(r.at) as at from deeds r join entries o on o.id = r.entry_id
      where r.kind = 'remove' and r.because = 'deceased' group by 1) d on d.subject_id = e.subject_id
    where d.at < h.at`,

  'given-twice': (sql, { campaign }) => sql`
    select e.id as row, ${nothing(sql, 'at', 'against')}, m.item, ${nothing(sql, 'expected')}, b.quantity as found,
           ${nothing(sql, 'times')}, o.id as other
    from entries e
    join entries o on o.subject_id = e.subject_id and o.id <> e.id
    join campaigns c on c.id = o.campaign_id join campaigns own on own.id = e.campaign_id and own.mode = c.mode
    join balances m on m.campaign_id = e.campaign_id and m.account = 'with:' || e.id and m.quantity > 0
    join balances b on b.campaign_id = o.campaign_id and b.account = 'with:' || o.id and b.item = m.item and b.quantity > 0
    where e.campaign_id = ${campaign}`,

  'not-the-standard': (sql, { campaign, definition }) => sql`
    select e.id as row, ${nothing(sql, 'at', 'against')}, 'cny' as item, x.due as expected, x.fixed as found, ${nothing(sql, 'times', 'other')}
    from entries e
    join jsonb_to_recordset(${json(sql, withLate(definition))}) as s(category text, cash bigint, "perHead" boolean, late boolean)
      on s.category = e.category
    left join late_standards l on l.campaign_id = e.campaign_id and l.purse = e.entitled -> 0 ->> 'purse' and l.unit_code = e.unit_code
      and s.late and l.set_at is not null and l.replaced_by is null
    cross join lateral (
      select coalesce(l.total / l.heads, s.cash) * n.times as due, n.times, (e.entitled -> 0 ->> 'cash')::bigint as fixed
      from (select case when s."perHead" then e.heads else 1 end as times) n) x
    -- Of what was raised and divided, some heads have got one fen more.
    where e.campaign_id = ${campaign} and e.state <> 'out'
      and x.fixed not between x.due and x.due + case when s.late then x.times else 0 end`,

  'before-goods': (sql, { campaign }) => sql`
    select d.entry_id as row, d.handed_at as at, i.at as against, t.item, ${nothing(sql, 'expected')}, t.quantity as found, ${nothing(sql, 'times', 'other')}
    from deliveries d join transfers t on t.act_id = d.act_id and t.to_account = 'with:' || d.entry_id
    join (
      select t.to_account, t.item, t.purse, min(a.at) as at from transfers t join ledger_acts a on a.id = t.act_id
      where t.campaign_id = ${campaign} and t.kind <> 'deliver' and t.to_account like 'store:%' group by 1, 2, 3) i
      on i.to_account = t.from_account and i.item = t.item and i.purse = t.purse
    where d.campaign_id = ${campaign} and d.handed_at < i.at
    union all
    select d.entry_id, d.handed_at, ${nothing(sql, 'against', 'item', 'expected', 'found', 'times', 'other')}
    from deliveries d where d.campaign_id = ${campaign} and d.outcome = 'waits'`,

  'before-posting-ended': (sql, { campaign }) => sql`
    select p.entry_id as row, x.at, l.closes_at as against, ${nothing(sql, 'item', 'expected', 'found', 'times', 'other')}
    from posting_lots l join postings o on o.lot_id = l.id and o.state in ('open', 'closed')
    join posted_rows p on p.posting_id = o.id and p.off_at is null
    join lists s on s.campaign_id = l.campaign_id and s.id = l.list
    join (select entry_id, kind, min(at) as at from deeds where campaign_id = ${campaign} and entry_id is not null group by 1, 2) x
      on x.entry_id = p.entry_id and x.kind = any(s.track[array_position(s.track, 'announce') + 1:])
    where l.campaign_id = ${campaign} and x.at < l.closes_at`,

  untold: (sql, { campaign, definition }) => sql`
    select e.id as row, h.at, t.at as against, ${nothing(sql, 'item', 'expected', 'found', 'times', 'other')}
    from (${handed(sql, campaign)}) h join entries e on e.id = h.entry_id
    join jsonb_to_recordset(${json(sql, toldLists(definition))}) as l(list text, days int) on l.list = e.list
    left join (select entry_id, min(at) as at from deeds where campaign_id = ${campaign} and kind = 'tell' group by 1) t
      on t.entry_id = e.id
    -- Days of the calendar: told on the 18th for the 20th is two days before, at whatever hour.
    where t.at is null
       or (t.at at time zone ${definition.zone})::date + l.days > (h.at at time zone ${definition.zone})::date`,

  // A village proposes its rows and hands over to them; who decides does neither. Kinds are noted and not sorted.
  'same-hand': (sql, { campaign }) => sql`
    select h.row, h.at, ${nothing(sql, 'against', 'item', 'expected', 'found')}, (h.decided + h.delivers)::bigint as times, ${nothing(sql, 'other')}
    from (
      select d.entry_id as row, max(d.at) as at, bool_or(d.kind = 'deliver')::int as delivers,
             bool_or(d.kind in ('check', 'approve')) as decides,
             bool_or(d.kind = 'propose')::int + bool_or(d.kind = 'appraise')::int + bool_or(d.kind = 'check')::int
               + bool_or(d.kind = 'approve')::int as decided
      from deeds d
      where d.campaign_id = ${campaign} and d.entry_id is not null and d.via not in ('import', 'system')
        and d.kind in ('propose', 'appraise', 'check', 'approve', 'deliver')
      group by d.entry_id, hand_of(d)) h
    where h.decided > 1 or h.delivers = 1 and h.decides`,

  'proxy-for-many': (sql, { campaign }) => sql`
    select d.entry_id as row, min(d.handed_at) as at, ${nothing(sql, 'against', 'item', 'expected', 'found')}, max(m.n) as times, ${nothing(sql, 'other')}
    from deliveries d
    join (
      select proxy_digest, count(distinct entry_id) as n from deliveries
      where campaign_id = ${campaign} and proxy_digest is not null group by 1 having count(distinct entry_id) > ${PROXY_FOR_MOST}) m
      using (proxy_digest)
    where d.campaign_id = ${campaign} group by d.entry_id`,

  'one-account': (sql, { campaign }) => sql`
    select e.id as row, ${nothing(sql, 'at', 'against', 'item', 'expected', 'found')}, m.n as times, ${nothing(sql, 'other')}
    from entries e join account_digests d on d.entry_id = e.id
    join (
      select o.digest, count(distinct r.subject_id) as n from account_digests o join entries r on r.id = o.entry_id
      where r.campaign_id = ${campaign} and r.state <> 'out' and o.digest is not null group by 1
      having count(distinct r.subject_id) > 1) m using (digest)
    where e.campaign_id = ${campaign} and e.state <> 'out'`,

  'same-signature': (sql, { campaign }) => sql`
    select d.entry_id as row, min(d.handed_at) as at, ${nothing(sql, 'against', 'item', 'expected', 'found')}, max(m.n) as times, ${nothing(sql, 'other')}
    from deliveries d
    join (
      select signature, count(distinct entry_id) as n from deliveries
      where campaign_id = ${campaign} and signature is not null group by 1 having count(distinct entry_id) > 1) m using (signature)
    where d.campaign_id = ${campaign} group by d.entry_id`,

  unsigned: (sql, { campaign, now }) => sql`
    select d.entry_id as row, d.handed_at as at, ${nothing(sql, 'against', 'item', 'expected', 'found', 'times', 'other')}
    from deliveries d
    where d.campaign_id = ${campaign} and d.mark = 'signature' and d.signed_at is null
      and d.handed_at < ${now}::timestamptz - make_interval(days => ${PICTURE_WITHIN_DAYS})`,

  'bank-silent': (sql, { campaign, now }) => sql`
    select l.entry_id as row, b.at, ${nothing(sql, 'against')}, 'cny' as item, l.fen as expected, ${nothing(sql, 'found', 'times', 'other')}
    from bank_batches b join bank_lines l on l.batch_id = b.id and l.state = 'open'
    where b.campaign_id = ${campaign} and b.withdrawn_at is null
      and b.at < ${now}::timestamptz - make_interval(days => ${BANK_ANSWERS_DAYS})`,

  quiet: (sql, { campaign }) => sql`
    select min(e.id) as row, ${nothing(sql, 'at', 'against', 'item', 'expected', 'found')}, count(*) as times, ${nothing(sql, 'other')}
    from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list
    -- Deeds that say something are few, and are looked up once for all rows.
    left join (
      select distinct d.entry_id from deeds d
      where d.campaign_id = ${campaign} and d.kind in ('return', 'hold', 'raise', 'correct')) s on s.entry_id = e.id
    where e.campaign_id = ${campaign} group by e.list, e.unit_code
    having count(*) >= ${QUIET_FROM} and count(s.entry_id) = 0
       and bool_and(e.state = 'in' and e.undelivered_because is null and e.done >= coalesce(array_position(l.track, 'deliver'), 1000))`,
};

/** Columns that a query has nothing to say in. */
function nothing(sql: Queries, ...names: (keyof typeof KINDS)[]): Fragment {
  return sql.unsafe(names.map((name) => `${NONE[KINDS[name]]} as ${name}`).join(', '));
}

const KINDS = {
  ...{ at: 'instant', against: 'instant', item: 'item' },
  ...{ expected: 'number', found: 'number', times: 'number', other: 'number' },
} as const satisfies Record<string, keyof typeof NONE>;

/** Rows that are counted of a finding. */
const COUNTED = 500;

/** @returns how many rows each finding has, up to five hundred, one after the other: they are heavy */
export async function countFindings(
  sql: Queries,
  of: Pick<Wanted, 'campaign' | 'top'>,
): Promise<{ finding: Finding; rows: number; more: boolean }[]> {
  const counted: { finding: Finding; rows: number; more: boolean }[] = [];
  for (const finding of FINDING_NAMES) {
    const rows = await countFinding(sql, { ...of, finding, most: COUNTED + 1 });
    counted.push({ finding, rows: Math.min(rows, COUNTED), more: rows > COUNTED });
  }
  return counted;
}
