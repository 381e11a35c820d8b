import type { Rung } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { sharedBy } from '../../domain/message/envelope';
import { stateAfter, statesBefore } from '../../domain/message/message-states';
import { CONTACT } from '../../domain/people/duties';
import { overtakenBy, type RungKindEntry, rungKind } from '../../domain/round/rung-kinds';
import type { Fragment, Queries } from '../db/db';
import { writeMessages } from '../message/write';
import { helpersTold, minimaOfRound, pairsBelow } from './pairs-told';

/** A rung about to be climbed in one round. */
export interface Climb {
  campaign: string;
  round: string;
  rung: Rung;
  /** Campaign time now. */
  now: Instant;
  /** The calendar day of `now` in the campaign's zone, for comparison with leave dates. */
  today: string;
  /** W3C trace context, stored with the messages. */
  traceparent?: string | null;
}

/** Most village names in a digest; the rest is counted, and the linked page lists all. */
const NAMES_CARRIED = 30;

/** The role of a rung's recipients. */
const roleTold = ({ rung: { audience } }: Climb): string => audience.role ?? CONTACT;

/**
 * The people who have duties today, for each of the posts (a query of `region_code, role, params`): the holder (A 角),
 * and the deputy (B 角) if the rung wants both. The deputy replaces a holder who is on leave, has opted out or has no
 * usable channel. A bad or stopped number does not count, nor does a bad address.
 */
const onDuty = (sql: Queries, climb: Climb, posts: Fragment) => {
  const { campaign, today, rung } = climb;
  return sql`
  select d.* from (
    select c.*, bool_or(not c.deputy and c.available) over (partition by c.region_code, c.role) as answered
    from (
      select p.params, d.region_code, d.role, d.deputy, d.contact_id, w.phone, w.email, by.sms as by_sms, by.email as by_email,
        not d.leave @> ${today}::date and ((by.sms and ${rung.channels.includes('sms')})
          or (by.email and ${rung.channels.includes('email')})) as available
      from (${posts}) p join duties d on d.region_code = p.region_code and d.role = p.role
      join reach w on w.contact_id = d.contact_id and w.campaign_id = ${campaign}
      cross join lateral (select w.no_sms is null and (${spares(sql, climb)} or not w.sms_stopped) as sms,
                                 w.no_email is null as email) by) c) d
  where d.available and (not d.deputy or ${rung.audience.deputy} or not d.answered)`;
};

/** An urgent message goes to stopped numbers too, unless it belongs to a drill. */
const spares = (sql: Queries, { round, rung }: Climb) =>
  rung.urgent ? sql`(select not r.drill from rounds r where r.id = ${round})` : sql`false`;

/** States of messages that wait for an instant and can be cleared. */
const PUT_OFF = statesBefore('clear').filter((state) => state === 'held' || state === 'retry');

/**
 * Writes messages to regions: one for each person on duty and each channel that reaches the person, with a link. `told`
 * is a query of (region_code, role, params). The key is unique, so a retried climb writes nothing twice.
 * @returns how many messages were written
 */
async function tellRegions(
  sql: Queries,
  climb: Climb,
  told: Fragment,
  how: { purpose: 'report' | 'acknowledge'; needed: 'silent' | 'open' | 'always' | 'short' },
): Promise<number> {
  const { campaign, round, rung, now } = climb;
  const ids = await writeMessages(sql, {
    steps: sql`
    told as (${told}),
    -- Without this, a waiting message with older news would go out beside this one.
    overtaken as (
      update messages set state = ${stateAfter('clear')}, reason = 'overtaken', release_at = null, settled_at = ${now}, touched_at = clock_timestamp()
      where round_id = ${round} and kind = any(${overtakenBy(rung.kind)}) and rung <> ${rung.id}
        and state = any(${PUT_OFF}) and (region_code, role) in (select region_code, role from told)),
    -- Materialized: the planner expects one region and would compute it again for each.
    duty as materialized (${onDuty(sql, climb, sql`select region_code, role, params from told`)}),
    ways as (
      select d.region_code, d.role, d.params, d.contact_id, d.deputy, ch.channel, ch.rank,
             case ch.channel when 'sms' then d.phone else d.email end as address
      from duty d cross join unnest(${rung.channels as string[]}::text[]) with ordinality as ch(channel, rank)
      where ((ch.channel = 'sms' and d.by_sms) or (ch.channel = 'email' and d.by_email))
        -- A person with two duties there gets one message.
        and not exists (
          select from messages m
          where m.round_id = ${round} and m.region_code = d.region_code and m.contact_id = d.contact_id
            and m.role <> d.role and m.template = ${rung.message} and m.planned_at >= ${rung.at})),
    wanted as (
      select * from (select *, min(rank) over (partition by region_code, contact_id) as best from ways) w
      where ${rung.send === 'each'} or rank = best),
    -- A number that contact and deputy share gets one message.
    chosen as (select distinct on (region_code, channel, address) * from wanted order by region_code, channel, address, deputy),
    -- The group of a superior's officers gets the same once, without a link: everybody in it reads it.
    grouped as (
      select distinct on (t.region_code) t.region_code, t.role, t.params, g.contact_id, 'group' as channel
      from told t join groups g using (region_code) join reach w on w.contact_id = g.contact_id and w.campaign_id = ${campaign}
      where ${how.purpose} = 'acknowledge' and w.no_group is null
      order by t.region_code, t.role),
    -- Two tables by their keys: the planner expects one row, and would compare each of five hundred with each.
    asked as (
      select jsonb_object_agg(a.unit_code, a.id) as ids from asks a
      where a.round_id = ${round} and ${how.purpose}::text = 'report'),
    linked as (
      insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
      select distinct ${campaign}, ${round}, ((select ids from asked) ->> c.region_code)::bigint, ${how.purpose}, c.region_code, c.contact_id
      from chosen c
      on conflict (round_id, purpose, region_code, contact_id) where revoked_at is null do update set contact_id = excluded.contact_id
      returning id, region_code, contact_id),
    links_by_holder as (select jsonb_object_agg(contact_id || ' ' || region_code, id) as ids from linked)`,
    message: {
      key: sql`concat_ws('|', ${round}::text, ${rung.id}::text, ${rung.at}::text, c.region_code, c.contact_id, c.channel)`,
      campaign_id: campaign,
      round_id: round,
      rung: rung.id,
      kind: rung.kind,
      region_code: sql`c.region_code`,
      contact_id: sql`c.contact_id`,
      role: sql`c.role`,
      link_id: sql`c.link_id`,
      channel: sql`c.channel`,
      template: rung.message,
      params: sql`c.params`,
      shares: sql`(select case r.origin when 'plan' then ${sharedBy(rung)} end from rounds r where r.id = ${round})`,
      send: sql`case c.channel when 'group' then 'each' else ${rung.send} end`,
      ways: rung.channels,
      urgent: rung.urgent ?? false,
      needed: how.needed,
      valid_until: rung.validUntil,
      planned_at: now,
      traceparent: climb.traceparent ?? null,
    },
    from: sql`(
      select region_code, role, params, contact_id, channel,
             ((select ids from links_by_holder) ->> (contact_id || ' ' || region_code))::bigint as link_id from chosen
      union all select region_code, role, params, contact_id, channel, null from grouped) c`,
  });
  return ids.length;
}

const silentUnits = (sql: Queries, round: string) =>
  sql`select u.unit_code from asks u where u.round_id = ${round} and u.reported_at is null`;

/** The units of a rung: silent ones, all asked ones, or those below a milestone of their quota. */
function unitsMeant(sql: Queries, climb: Climb): Fragment {
  const { round, rung } = climb;
  if (rung.audience.short) return sql`select s.unit_code from (${standing(sql, climb)}) s where s.lacking`;
  return rung.audience.everybody
    ? sql`select u.unit_code from asks u where u.round_id = ${round}`
    : silentUnits(sql, round);
}

/** How each asked unit stands: whether its superior is told of it, and what of it beside its name: 一村 3/7. */
const standing = (sql: Queries, { round, rung: { audience } }: Climb): Fragment =>
  audience.short
    ? sql`
      select p.unit_code, p.rows < p.wanted as lacking, ' ' || p.rows || '/' || p.wanted as said
      from quota_progress(${round}, ${String(audience.short.share)}::numeric, 'infinity') p`
    : sql`select u.unit_code, u.reported_at is null as lacking, '' as said from asks u where u.round_id = ${round}`;

/** The milestone of a rung, for the text: the outbox counts the rows when the message goes out. */
const milestoneParams = (sql: Queries, { rung: { audience } }: Climb) =>
  audience.short
    ? sql`jsonb_build_object('list', r.list, 'by', ${audience.short.at}::text, 'share', ${String(audience.short.share)}::text)`
    : sql`'{}'::jsonb`;

const asInstant = (sql: Queries, column: 'due_at' | 'locks_at') =>
  sql`to_char(r.${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const roundParams = (sql: Queries) =>
  sql`jsonb_build_object('stage', r.stage, 'key', r.key, 'dueAt', ${asInstant(sql, 'due_at')}, 'locksAt', ${asInstant(sql, 'locks_at')})`;

/** One statement: the units silent now, and their messages. */
const tellUnits = (sql: Queries, climb: Climb, only?: string) =>
  tellRegions(
    sql,
    climb,
    sql`
    select s.unit_code as region_code, ${roleTold(climb)} as role,
           ${roundParams(sql)} || jsonb_strip_nulls(jsonb_build_object('reason', (select text from steering_reasons where id = ${climb.rung.reason ?? null}),
             'households', v.households)) || ${milestoneParams(sql, climb)} as params
    from (${unitsMeant(sql, climb)}) s join rounds r on r.id = ${climb.round}
    left join visit_lists v on v.alert_id = r.alert_id and v.unit_code = s.unit_code and v.households > 0
    where ${only ?? null}::text is null or s.unit_code = ${only ?? null}`,
    { purpose: 'report', needed: neededBy(climb.rung) },
  );

const neededBy = ({ audience }: Rung): 'always' | 'short' | 'silent' =>
  audience.everybody ? 'always' : audience.short ? 'short' : 'silent';

/** Writes to those who help somebody, in the units that are silent. */
const tellHelpers = (sql: Queries, climb: Climb) =>
  tellRegions(
    sql,
    climb,
    sql`
    select h.region_code, h.role, ${roundParams(sql)} || h.counts as params
    from (${helpersTold(sql, climb.round)}) h join rounds r on r.id = ${climb.round}`,
    { purpose: 'report', needed: 'silent' },
  );

/** Tells one silent unit about a decision. @returns how many messages were written */
export const noticeTo = (sql: Queries, climb: Climb, unit: string): Promise<number> => tellUnits(sql, climb, unit);

/** A campaign writes to no region above its scope. */
const inScope = (sql: Queries, campaign: string, path: Fragment) => sql`
  starts_with(${path}, (select t.path from campaigns c join regions t on t.code = c.scope where c.id = ${campaign}))`;

/** The superior regions `up` levels above the units that lack something, with counts and names. */
const superiors = (sql: Queries, climb: Climb) => sql`
  select s.code as region_code,
         count(*)::int as expected, count(*) filter (where not u.lacking)::int as reported,
         count(*) filter (where u.lacking)::int as silent,
         (array_agg(g.name || u.said order by g.position, g.code) filter (where u.lacking))[1:${NAMES_CARRIED}] as missing
  from (${standing(sql, climb)}) u join regions g on g.code = u.unit_code
  cross join lateral string_to_array(rtrim(g.path, '/'), '/') as lineage
  join regions s on s.code = lineage[cardinality(lineage) - ${climb.rung.audience.up}]
  where ${inScope(sql, climb.campaign, sql`s.path`)}
  group by s.code having count(*) filter (where u.lacking) > 0`;

/** Writes one message to each superior with silent units, with counts and names. */
async function tellSuperiors(sql: Queries, climb: Climb): Promise<number> {
  const minima = await minimaOfRound(sql, climb);
  return tellRegions(
    sql,
    climb,
    sql`
    select s.region_code, ${roleTold(climb)} as role, ${roundParams(sql)} || jsonb_strip_nulls(jsonb_build_object('expected', s.expected, 'reported', s.reported,
      'silent', s.silent, 'missing', s.missing, 'below', ${pairsBelow(sql, minima)}, 'acknowledgeBy', ${climb.rung.acknowledgeBy ?? null}::text,
      'goods', ${climb.rung.goods ? sql.json(climb.rung.goods) : null}::jsonb)) || ${milestoneParams(sql, climb)} as params
    from (${superiors(sql, climb)}) s join rounds r on r.id = ${climb.round}`,
    { purpose: 'acknowledge', needed: climb.rung.audience.short ? 'short' : 'open' },
  );
}

/**
 * Opens a chase for each superior with silent units, then writes to the superiors. When an extension has moved the
 * rung, a new chase opens and the earlier one is closed.
 */
async function chaseSuperiors(sql: Queries, climb: Climb): Promise<number> {
  const { campaign, round, rung, now } = climb;
  await sql`
    update chases set state = 'closed'
    where round_id = ${round} and rung = ${rung.id} and state in ('open', 'raised') and opened_at < ${now}`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select ${campaign}, ${round}, ${rung.id}, s.region_code, s.silent, ${now}, ${rung.acknowledgeBy ?? rung.validUntil}
    from (${superiors(sql, climb)}) s
    on conflict (round_id, rung, region_code, opened_at) do nothing`;
  return tellSuperiors(sql, climb);
}

/**
 * Raises unacknowledged chases one level up, where they must be acknowledged until the lock; closes chases whose units
 * have all reported meanwhile.
 */
async function raiseChases(sql: Queries, climb: Climb): Promise<number> {
  const { campaign, round, rung, now } = climb;
  const chased = rung.raises ?? '';
  await sql`
    update chases c set state = 'closed' where c.round_id = ${round} and c.rung = ${chased} and c.state = 'open' and not exists (
      select 1 from asks u join regions g on g.code = u.unit_code join regions t on t.code = c.region_code
      where u.round_id = ${round} and u.reported_at is null and starts_with(g.path, t.path))`;
  await sql`
    update chases set state = 'raised', raised_at = ${now}
    where round_id = ${round} and rung = ${chased} and state = 'open'`;
  const raised = sql`
    select t.parent_code as region_code, sum(c.silent)::int as silent, array_agg(t.name order by t.position, t.code) as missing
    from chases c join regions t on t.code = c.region_code join regions p on p.code = t.parent_code
    where c.round_id = ${round} and c.rung = ${chased} and c.state = 'raised' and ${inScope(sql, campaign, sql`p.path`)}
    group by t.parent_code`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select ${campaign}, ${round}, ${rung.id}, s.region_code, s.silent, ${now}, ${rung.validUntil} from (${raised}) s
    on conflict (round_id, rung, region_code, opened_at) do nothing`;
  return tellRegions(
    sql,
    climb,
    sql`
    select s.region_code, ${roleTold(climb)} as role,
           ${roundParams(sql)} || jsonb_build_object('silent', s.silent, 'missing', s.missing) as params
    from (${raised}) s join rounds r on r.id = ${round}`,
    { purpose: 'acknowledge', needed: 'open' },
  );
}

/** Puts units on the manual call list, each once a round. */
async function listForCalls(
  sql: Queries,
  { campaign, round, now }: Climb,
  units: Fragment,
  reason: string,
): Promise<void> {
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select ${campaign}, ${round}, s.unit_code, ${reason}, ${now} from (${units}) s
    on conflict (round_id, unit_code) do nothing`;
}

/** @returns units to be told that no channel can reach: no person on duty has a number or an address. */
const unreachable = (sql: Queries, climb: Climb, units: Fragment) => sql`
  select s.unit_code from (${units}) s
  where s.unit_code not in (
    select d.region_code
    from (${onDuty(sql, climb, sql`select u.unit_code as region_code, ${roleTold(climb)} as role, null as params from (${units}) u`)}) d)`;

/** Those who are called, or told of: silent units, or those below a milestone. */
const lackingUnits = (sql: Queries, climb: Climb): Fragment =>
  climb.rung.audience.short ? unitsMeant(sql, climb) : silentUnits(sql, climb.round);

/**
 * Climbs one rung; call it in a transaction. It writes the rung's messages, chases and calls, and records the climb.
 * Repeating it changes nothing.
 * @returns how many units were silent (or below the milestone), and how many messages were written
 */
export async function climbRung(sql: Queries, climb: Climb): Promise<{ silent: number; messages: number }> {
  const { round, rung, now } = climb;
  const [count] = await sql<{ silent: number }[]>`
    select count(*)::int as silent from (${lackingUnits(sql, climb)}) s`;
  const silent = count?.silent ?? 0;
  const nobody = silent === 0 && !rung.audience.everybody;
  const messages = nobody ? 0 : await CARRY_OUT[rungKind(rung.kind).does](sql, climb);
  await logRung(sql, { round, rung, now, silent, messages, outcome: nobody ? 'nobody silent' : 'climbed' });
  return { silent, messages };
}

/** The act of each kind of rung when it is due. @returns how many messages were written */
const CARRY_OUT: Record<RungKindEntry['does'], (sql: Queries, climb: Climb) => Promise<number>> = {
  tell: tellThoseMeant,
  chase: chaseSuperiors,
  raise: raiseChases,
  list: listSilent,
};

async function tellThoseMeant(sql: Queries, climb: Climb): Promise<number> {
  const { kind, audience } = climb.rung;
  if (audience.helper) return tellHelpers(sql, climb);
  if (audience.up > 0) return tellSuperiors(sql, climb);
  // An unfilled duty other than reporting is no reason to call the unit.
  if (rungKind(kind).telephoned && roleTold(climb) === CONTACT)
    await listForCalls(sql, climb, unreachable(sql, climb, lackingUnits(sql, climb)), 'unreachable');
  return tellUnits(sql, climb);
}

async function listSilent(sql: Queries, climb: Climb): Promise<number> {
  await listForCalls(sql, climb, silentUnits(sql, climb.round), 'silent');
  return climb.rung.audience.up > 0 ? tellSuperiors(sql, climb) : 0;
}

/** Records that a rung was climbed, or why it sent nothing. */
export async function logRung(
  sql: Queries,
  entry: { round: string; rung: Rung; now: Instant; silent: number; messages: number; outcome: string },
): Promise<void> {
  await sql`
    insert into rungs (round_id, rung, due_at, climbed_at, silent, messages, outcome)
    values (${entry.round}, ${entry.rung.id}, ${entry.rung.at}, ${entry.now}, ${entry.silent}, ${entry.messages}, ${entry.outcome})
    on conflict (round_id, rung, due_at) do nothing`;
}
