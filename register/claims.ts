import { createCalendar } from '../domain/calendar/calendar';
import type { Definition, Language } from '../domain/definition/definition';
import type { Instant } from '../domain/instant';
import { type MessageState, type Reason, statesBefore, WITHHELD } from '../domain/message-states';
import type { Channel } from '../domain/plan';
import type { Queries, Sql } from './db';
import type { Link } from './links';

/** What the messages of one campaign have in common when they are sent. */
export interface SendingCampaign {
  id: string;
  definition: Definition;
  mode: 'live' | 'rehearsal';
  now: Instant;
}

/** A message that this attempt, and no other, is to submit. */
export interface Claim {
  id: number;
  /** Of this attempt; settling needs it. */
  token: string;
  /** 1 for the first. */
  attempt: number;
  campaign: SendingCampaign;
  channel: Channel;
  kind: string;
  template: string;
  language: Language;
  /** Number or e-mail address. */
  address: string;
  person: string;
  /** Name of the place that is told. */
  place: string;
  link: { id: number; purpose: Link['purpose'] } | null;
  stage: string;
  dueAt: Instant;
  locksAt: Instant;
  /** As planned; counts and names of a digest are those of now. */
  params: {
    silent?: number;
    expected?: number;
    reported?: number;
    missing?: string[];
    acknowledgeBy?: Instant;
    reason?: string;
  };
}

/** A message that does not go out now, and why. */
export interface Withheld {
  id: number;
  channel: Channel;
  state: MessageState;
  reason: Reason;
}

/**
 * Takes messages in hand, many in one statement: a row is claimed by one attempt (others skip it), and is asked once
 * more whether it is still needed. What is not is cleared, suppressed, expired or held in the same statement.
 * Ids that are missing from the answer are somebody else's or done with.
 */
export function claimMessages(sql: Sql, ids: readonly number[]): Promise<{ claims: Claim[]; withheld: Withheld[] }> {
  // In one transaction: a claim whose contents could not be read never happened.
  return sql.begin(async (tx) => {
    const campaigns = await campaignsOf(tx, ids);
    const judged = await judge(tx, ids, campaigns);
    const claimed = judged.filter((row) => row.state === 'submitting');
    const withheld = judged.filter((row): row is Withheld & Judged => row.reason !== null);
    return { claims: await contentsOf(tx, claimed, campaigns), withheld };
  });
}

const campaignsOf = async (sql: Queries, ids: readonly number[]): Promise<Map<string, SendingCampaign>> => {
  const rows = await sql<SendingCampaign[]>`
    select c.id, c.definition, c.mode, campaign_now(c.id) as now from campaigns c
    where c.id in (select m.campaign_id from messages m where m.id = any(${[...ids]}))`;
  return new Map(rows.map((row) => [row.id, row]));
};

interface Judged {
  id: number;
  channel: Channel;
  state: MessageState;
  reason: Reason | null;
  token: string;
}

/** @returns when the quiet hours that the campaign is in now are over, or null outside them. */
function quietUntil({ definition, now }: SendingCampaign): Instant | null {
  const awake = createCalendar(definition).afterQuiet(now);
  return awake > now ? awake : null;
}

/**
 * The conditions in the order in which they count: what ended for good before what is only put off, and the quiet
 * hours last, so that a row is not held for a night only to be thrown away in the morning.
 * News of the end (the lock, the cancellation) goes out although the round is over: it is about that.
 */
const VERDICT = `
  case
    when m.needed <> 'always' and not m.is_news_of_the_end and (c.state = 'cancelled' or r.state = 'cancelled') then 'cancelled'
    when m.needed <> 'always' and not m.is_news_of_the_end and r.state <> 'open' then 'round-over'
    when m.needed = 'silent' and u.reported_at is not null then 'reported'
    when m.needed = 'open' and not exists (
      select 1 from round_units s join regions g on g.code = s.unit_code
      where s.round_id = m.round_id and s.reported_at is null and starts_with(g.path, place.path)) then 'nobody-silent'
    when p.now >= m.valid_until then 'too-late'
    when c.state = 'paused' then 'paused'
    when k.opted_out then 'opted-out'
    when (m.channel = 'sms' and k.phone is null) or (m.channel = 'email' and k.email is null) then 'no-address'
    when m.channel = 'sms' and phone_bad_in(c.id, k.id, k.phone_bad) is not null then 'bad-number'
    when p.quiet_until is not null then 'quiet'
  end`;

/** Held because of a pause: looked at again as soon as the campaign runs, whatever its clock says. */
const RELEASE = `case v.reason when 'quiet' then p.quiet_until when 'paused' then p.now end`;

function judge(sql: Queries, ids: readonly number[], campaigns: Map<string, SendingCampaign>): Promise<Judged[]> {
  const policies = [...campaigns.values()].map((campaign) => ({
    campaign_id: campaign.id,
    now: campaign.now,
    quiet_until: quietUntil(campaign),
  }));
  const outcomes = Object.entries(WITHHELD).map(([reason, event]) => ({ reason, after: AFTER[event] }));
  return sql<Judged[]>`
    with policy as (
      select * from jsonb_to_recordset(${sql.json(policies)}) as p(campaign_id text, now timestamptz, quiet_until timestamptz)),
    outcome as (
      select * from jsonb_to_recordset(${sql.json(outcomes)}) as o(reason text, after text)),
    m as (
      select m.*, (m.kind = 'locked' or (m.kind = 'notice' and m.rung = 'cancelled')) as is_news_of_the_end
      from messages m where m.id = any(${[...ids]}) and m.state = any(${statesBefore('claim')})
      for update skip locked),
    verdict as (
      select m.id, v.reason, o.after, p.now, ${sql.unsafe(RELEASE)} as release_at
      from m
      join policy p on p.campaign_id = m.campaign_id
      join campaigns c on c.id = m.campaign_id
      join rounds r on r.id = m.round_id
      join contacts k on k.id = m.contact_id
      join regions place on place.code = m.region_code
      left join round_units u on u.campaign_id = m.campaign_id and u.key = r.key and u.unit_code = m.region_code
      cross join lateral (select ${sql.unsafe(VERDICT)} as reason) v
      left join outcome o on o.reason = v.reason)
    update messages m set
      state = coalesce(v.after, 'submitting'),
      reason = v.reason,
      release_at = v.release_at,
      settled_at = case when v.after in ('cleared', 'suppressed', 'expired') then v.now end,
      token = case when v.after is null then gen_random_uuid() end,
      attempts = m.attempts + case when v.after is null then 1 else 0 end,
      submitted_at = case when v.after is null then v.now else m.submitted_at end,
      touched_at = clock_timestamp()
    from verdict v where m.id = v.id
    returning m.id, m.channel, m.state, m.reason, m.token`;
}

const AFTER = { clear: 'cleared', suppress: 'suppressed', expire: 'expired', hold: 'held' } as const;

interface Content extends Omit<Claim, 'campaign' | 'link'> {
  campaignId: string;
  linkId: number | null;
  purpose: Link['purpose'] | null;
}

/** Everything the text is made of, as it is now: a message that was held overnight must not tell yesterday's figures. */
async function contentsOf(sql: Queries, claimed: Judged[], campaigns: Map<string, SendingCampaign>): Promise<Claim[]> {
  if (claimed.length === 0) return [];
  const rows = await sql<Content[]>`
    select m.id, m.token, m.attempts as attempt, m.campaign_id as "campaignId", m.channel, m.kind, m.template, k.language,
           case m.channel when 'sms' then k.phone else k.email end as address, k.name as person, place.name as place,
           m.link_id as "linkId", l.purpose, r.stage, r.due_at as "dueAt", r.locks_at as "locksAt",
           m.params || coalesce(case when m.kind in ('digest', 'chase', 'call-list') and m.needed = 'open' then (
             select jsonb_build_object('expected', count(*), 'reported', count(u.reported_at),
               'silent', count(*) - count(u.reported_at),
               'missing', jsonb_agg(g.name order by g.position, g.code) filter (where u.reported_at is null))
             from round_units u join regions g on g.code = u.unit_code
             where u.round_id = m.round_id and starts_with(g.path, place.path)) end, '{}') as params
    from messages m
    join rounds r on r.id = m.round_id
    join contacts k on k.id = m.contact_id
    join regions place on place.code = m.region_code
    left join links l on l.id = m.link_id
    where m.id = any(${claimed.map(({ id }) => id)})`;
  return rows.flatMap(({ campaignId, linkId, purpose, ...row }) => {
    const campaign = campaigns.get(campaignId);
    const link = linkId !== null && purpose !== null ? { id: linkId, purpose } : null;
    return campaign ? [{ ...row, campaign, link }] : [];
  });
}
