import type { Instant } from '../../../domain/instant';
import type { WITHHELD } from '../../../domain/message/message-states';
import { KINDS_OF_THE_END, type RungKind, rungKindsWith, WAITING_KINDS } from '../../../domain/round/rung-kinds';
import type { Queries } from '../../db/db';
import type { Link } from '../../round/links';
import type { Claim } from './claim';
import { type Needs, quietUntil, type SendingCampaign, scopeOf } from './sending-campaign';

/** Why a message does not go out now. */
export type Withholding = keyof typeof WITHHELD;

const COUNTED_ANEW = rungKindsWith(({ countsAnew }) => countsAnew === true);

const listed = (kinds: readonly RungKind[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/**
 * Those whom the round asks at or below the place. A place within the area of the round has few of them: these are
 * found by their places, and not among five hundred for each of fifty townships.
 */
const ASKED_BELOW = `
  select s.reported_at, g.name, g.position, g.code
  from (select * from regions o where place.within and o.path ~>=~ place.path and o.path ~<~ (left(place.path, -1) || '0') offset 0) g
  cross join lateral (
    select o.reported_at, o.round_id from asks o
    where o.campaign_id = m.campaign_id and o.key = r.key and o.unit_code = g.code offset 0) s
  where s.round_id = m.round_id
  union all
  select s.reported_at, g.name, g.position, g.code from asks s join regions g on g.code = s.unit_code
  where not place.within and s.round_id = m.round_id and starts_with(g.path, place.path)`;

/**
 * The conditions in their order: final reasons before temporary ones, and then the quiet hours, so that a row is not
 * held for a night and dropped in the morning. News of the end (the lock, the cancellation) goes out although the round
 * is over. Urgent messages go out in quiet hours and beyond budgets. They also go to stopped numbers, except in
 * exercises.
 */
const verdict = ({ quotas }: Needs) => `
  case
    when m.needed <> 'always' and not news.of_the_end and (c.state = 'cancelled' or r.state = 'cancelled') then 'cancelled'
    when m.needed <> 'always' and not news.of_the_end and r.state <> 'open' then 'round-over'
    when m.needed = 'silent' and u.reported_at is not null then 'reported'
    when m.needed = 'open' and not exists (select from (${ASKED_BELOW}) s where s.reported_at is null) then 'nobody-silent'
    ${quotas ? `when m.needed = 'short' and coalesce(below.silent, 0) = 0 then 'due-met'` : ''}
    when p.now >= m.valid_until then 'too-late'
    when not exists (
      select from duties d where d.contact_id = m.contact_id and d.region_code = m.region_code)
      and (m.channel <> 'group' or not exists (
        select from groups gr where gr.contact_id = m.contact_id and gr.region_code = m.region_code)) then 'handed-over'
    when c.state = 'paused' and not m.urgent then 'paused'
    when m.channel = 'sms' and w.no_sms is not null then w.no_sms
    when m.channel = 'email' and w.no_email is not null then w.no_email
    when m.channel = 'group' and w.no_group is not null then w.no_group
    when m.channel = 'sms' and m.rung <> 'reply' and w.sms_stopped and not (m.urgent and not r.drill) then 'sms-stopped'
    when p.provider_down then 'provider-down'
    when p.quiet and not m.urgent then 'quiet'
    when m.kind in (${listed(WAITING_KINDS)}) and r.origin = 'plan' and m.about is null and not m.urgent
      and held_until is not null then 'warning'
    when m.channel = 'sms' and not m.urgent and p.budget_fen <= coalesce(
      (select fen from spending where campaign_id = m.campaign_id), 0) then 'budget'
  end`;

/** A message in hand, as it is now, and whether it goes out. */
export interface Row extends Omit<Claim, 'campaign' | 'link' | 'token' | 'provider' | 'asked' | 'together'> {
  campaignId: string;
  round: string;
  region: string;
  contact: number;
  /** The leading row of those that go out together. */
  envelope: number | null;
  linkId: number | null;
  purpose: Link['purpose'] | null;
  verdict: Withholding | null;
  /** When the warning that it waits for ends, if known. */
  heldUntil: Instant | null;
}

/**
 * How many rows of a list its unit has handed in that is not complete, and how many it lacks of its quota; or how many
 * were returned to it. Nothing for a unit that has not begun. The one unit is found first (`offset 0`): while Postgres
 * knows little of a new round, it would count for all units of the round, and for each message anew.
 */
const come = (sql: Queries) => sql`
  select r.list, c.rows, nullif(greatest(c.slots - c.rows, 0), 0) as lacking
  from (
    select o.unit_code from (
      select * from asks a
      where a.campaign_id = m.campaign_id and a.key = r.key and a.unit_code = m.region_code offset 0) o
    where r.list is not null and r.does = 'propose' and m.needed = 'silent'
      and o.round_id = r.id and o.reported_at is null offset 0) own
  cross join lateral (
    select count(*)::int as rows, null::int as slots from entries e
    where r.lot_id is not null and e.campaign_id = r.campaign_id and e.list = r.list and e.unit_code = own.unit_code
      and e.state = 'returned' and e.return_due = (select l.due_at from case_lots l where l.id = r.lot_id)
    having r.lot_id is not null
    union all
    select count(*) filter (where h.freed_at is null)::int, (
             select sum(q.slots)::int from quotas q join lists l on l.campaign_id = q.campaign_id and l.id = q.list and l.limited
             where q.campaign_id = r.campaign_id and q.list = r.list and q.unit_code = own.unit_code)
    from handed_in h
    where r.lot_id is null and h.campaign_id = r.campaign_id and h.list = r.list and h.unit_code = own.unit_code
    having r.lot_id is null) c
  where c.rows > 0`;

/** The quotas of a place that are not full. */
const shortOf = (sql: Queries) => sql`
    left join lateral (
      select count(*) as expected, count(*) filter (where s.rows >= s.wanted) as reported,
             count(*) filter (where s.rows < s.wanted) as silent,
             jsonb_agg(g.name || ' ' || s.rows || '/' || s.wanted order by g.position, g.code) filter (where s.rows < s.wanted) as missing,
             sum(s.rows) as rows, sum(s.wanted) as wanted, sum(s.slots) as slots
      from quota_progress(m.round_id, (m.params ->> 'share')::numeric, 'infinity', place.path) s
      join regions g on g.code = s.unit_code
      -- Beside the condition of the join, which Postgres asks only after all asks of the round are counted.
      where m.needed = 'short') below on m.needed = 'short'`;

/** Reads all present data for the text: a message that was held overnight must not have yesterday's figures. */
export async function lockAndJudge(
  sql: Queries,
  ids: readonly number[],
  { campaigns, needs, provider }: { campaigns: Map<string, SendingCampaign>; needs: Needs; provider: string | null },
): Promise<Row[]> {
  const policies = [...campaigns.values()].map((campaign) => ({
    campaign_id: campaign.id,
    scope: scopeOf(campaign),
    now: campaign.now,
    quiet: quietUntil(campaign) !== null,
    budget_fen: campaign.definition.budget ? campaign.definition.budget.sms * 100 : null,
  }));
  // The parts are written in the order in which they are found: Postgres would look for a better one each time anew,
  // and take longer for that than for all the rest.
  await sql`set local join_collapse_limit = 1`;
  return sql<Row[]>`
    with policy as materialized (
      select p.*, exists (select 1 from breakers b where b.scope = p.scope and b.provider = ${provider} and b.open_until > p.now) as provider_down,
             exists (select 1 from alerts a where a.campaign_id = p.campaign_id and a.state = 'open' and a.holds) as warned
      from jsonb_to_recordset(${sql.json(policies)}) as p(campaign_id text, scope text, now timestamptz, quiet boolean, budget_fen float8))
    select m.id, m.attempts + 1 as attempt, m.campaign_id as "campaignId", m.round_id as round, m.region_code as region, m.contact_id as contact,
           m.envelope, m.shares as shared, m.channel, m.urgent, m.kind, m.template, k.language,
           case m.channel when 'sms' then phone_in(c.mode, k) when 'email' then email_in(c.mode, k) else w.robot end as address,
           coalesce(name_in(c.mode, k), '') as person, place.name as place,
           m.link_id as "linkId", (select purpose from links where id = m.link_id) as purpose, r.stage, r.title, case when r.list is null then r.form end as form, r.drill, r.due_at as "dueAt", r.locks_at as "locksAt", m.traceparent,
           m.params || coalesce(case when m.kind = any(${COUNTED_ANEW}) and m.needed = 'open' then (
             select jsonb_build_object('expected', count(*), 'reported', count(s.reported_at),
               'silent', count(*) - count(s.reported_at),
               'missing', jsonb_agg(s.name order by s.position, s.code) filter (where s.reported_at is null))
             from (${sql.unsafe(ASKED_BELOW)}) s) end, ${
               needs.quotas ? sql`jsonb_strip_nulls(to_jsonb(below)), ` : sql``
             }${needs.lists ? sql`jsonb_strip_nulls(to_jsonb(come)), ` : sql``}'{}') as params,
           ${sql.unsafe(verdict(needs))} as verdict, weather.held_until as "heldUntil"
    from messages m
    join policy p on p.campaign_id = m.campaign_id
    join campaigns c on c.id = m.campaign_id
    join rounds r on r.id = m.round_id
    join contacts k on k.id = m.contact_id
    cross join lateral (
      select g.name, g.path, exists (
        select from regions area where area.code = r.area and area.code <> g.code and starts_with(g.path, area.path)) as within
      from regions g where g.code = m.region_code offset 0) place
    cross join lateral (select m.kind = any(${KINDS_OF_THE_END}) or (m.kind = 'notice' and m.rung = 'cancelled') as of_the_end) news
    left join lateral (
      select max(coalesce(a.ends_at, p.now + interval '6 hours')) as held_until
      from alerts a join regions ground on ground.code = a.area
      where p.warned and a.campaign_id = m.campaign_id and a.state = 'open' and a.holds
        and starts_with(place.path, ground.path)) weather on true
    ${needs.quotas ? shortOf(sql) : sql``}
    ${needs.lists ? sql`left join lateral (${come(sql)}) come on true` : sql``}
    left join lateral (
      select o.reported_at from asks o
      where o.campaign_id = m.campaign_id and o.key = r.key and o.unit_code = m.region_code offset 0) u on true
    cross join lateral (
      select * from reach where campaign_id = m.campaign_id and contact_id = m.contact_id offset 0) w
    -- By their numbers alone (an expression is in no index), as assignLane finds them.
    where m.id = any(${[...ids]}) and m.state || '' = 'queued'
    for update of m skip locked`;
}
