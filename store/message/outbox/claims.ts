import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { Definition, Language, Text } from '../../../domain/campaign/definition/definition';
import type { Channel } from '../../../domain/campaign/plan';
import { type Instant, latest, plusMs } from '../../../domain/instant';
import { asOne, type Shared, toldOnce } from '../../../domain/message/envelope';
import { type MessageState, type Reason, stateAfter, WITHHELD } from '../../../domain/message/message-states';
import {
  KINDS_OF_THE_END,
  type RungKind,
  rungKind,
  rungKindsWith,
  WAITING_KINDS,
} from '../../../domain/round/rung-kinds';
import type { Queries, Sql } from '../../db/db';
import type { Link } from '../../round/links';
import { type LinksMade, type LinkToAll, linksToAll } from '../../round/links-to-all';
import { companionsOf } from './envelopes';
import { type Caps, takeFromCaps, type WantedSms } from './number-days';

/** Data of a campaign that all its messages share when they are sent. */
export interface SendingCampaign {
  id: string;
  definition: Definition;
  mode: 'live' | 'rehearsal';
  now: Instant;
}

/** The content of one of several messages that go out as one. */
export type Told = Pick<Claim, 'id' | 'kind' | 'place' | 'stage' | 'title' | 'dueAt' | 'params'>;

/** A message that only this attempt may submit. */
export interface Claim {
  /** The leading message, when several go out as one. */
  id: number;
  /** Numbers of all messages that were put together, needed or not. */
  asked: readonly number[];
  /** The contents of several messages that go out as one; empty for a single message. */
  together: readonly Told[];
  /** Their common kind; null for a single message. */
  shared: Shared | null;
  /** Token of this attempt, needed to settle it. */
  token: string;
  /** 1 for the first. */
  attempt: number;
  campaign: SendingCampaign;
  channel: Channel;
  /** The SMS provider of its queue; null for an e-mail. */
  provider: string | null;
  urgent: boolean;
  kind: RungKind;
  template: string;
  language: Language;
  /** Number or e-mail address. */
  address: string;
  person: string;
  /** Name of the addressed place. */
  place: string;
  link: { id: number; purpose: Link['purpose'] } | null;
  stage: string;
  /** Title of the round, when it has no stage: a warning's. */
  title: Text | null;
  /** Whether it is an exercise: then the text says so. */
  drill: boolean;
  dueAt: Instant;
  locksAt: Instant;
  /** W3C trace context of the rung that wrote it. */
  traceparent: string | null;
  /** As planned, but with the present counts and names of a digest. */
  params: {
    silent?: number;
    expected?: number;
    reported?: number;
    missing?: string[];
    acknowledgeBy?: Instant;
    reason?: string;
    receipt?: string;
    /** Households that the unit visits during a warning. */
    households?: number;
    /** Goods that a superior prepares. */
    goods?: Text;
  };
}

/** A message that does not go out now, and why. */
export interface Withheld {
  id: number;
  channel: Channel;
  state: MessageState;
  reason: Reason;
}

/** The queue of the claimed messages. */
export interface Claiming {
  /** SMS only. */
  provider: string | null;
  caps: Caps;
}

/**
 * Claims messages, many in one transaction: one attempt claims a row (others skip it), and checks again whether it is
 * still needed. Other rows are cleared, suppressed, expired or held. Rows that go out together are one claim, of the
 * rows that are still needed. An id without an answer belongs to another worker, or is settled.
 */
export function claimMessages(
  sql: Sql,
  ids: readonly number[],
  { provider, caps }: Claiming,
): Promise<{ claims: Claim[]; withheld: Withheld[] }> {
  return sql.begin(async (tx) => {
    const { campaigns, several } = await campaignsOf(tx, ids);
    // Most go alone: they are not asked for others.
    const all = several ? [...ids, ...(await companionsOf(tx, ids))] : ids;
    const rows = await lockAndJudge(tx, all, { campaigns, provider });
    const envelopes = envelopesOf(rows);
    const over = await takeFromCaps(tx, wantedOf(envelopes, campaigns), caps);
    const going = envelopes.filter(({ lead }) => !over.has(lead.id));
    const withheld: Row[] = [
      ...rows.filter(({ verdict }) => verdict !== null),
      ...envelopes
        .filter(({ lead }) => over.has(lead.id))
        .flatMap(({ needed }) => needed.map((row) => ({ ...row, verdict: 'cap' as const }))),
    ];
    await carryOut(tx, [...going.flatMap(claimMoves(campaigns)), ...withheld.map(withholdMove(campaigns))]);
    const links = await linksToAll(tx, going.flatMap(linkToAll));
    return {
      claims: going.flatMap((envelope) => {
        const campaign = campaigns.get(envelope.lead.campaignId);
        return campaign ? [claimOf(envelope, { campaign, provider, links })] : [];
      }),
      withheld: withheld.flatMap(({ id, channel, verdict }) =>
        verdict === null ? [] : [{ id, channel, state: stateAfter(WITHHELD[verdict]), reason: verdict }],
      ),
    };
  });
}

/** The rows of one sent message: a single row, or the needed rows of those that go out together. */
interface Envelope {
  token: string;
  /** Numbers of all claimed rows, needed or not. */
  asked: number[];
  needed: Row[];
  /** The needed rows. */
  told: [Row, ...Row[]];
  /** The leading row. */
  lead: Row;
}

/** @returns the envelopes with a needed row. */
function envelopesOf(rows: readonly Row[]): Envelope[] {
  const together = new Map<number, Row[]>();
  for (const row of rows) {
    const key = row.envelope ?? row.id;
    together.set(key, [...(together.get(key) ?? []), row]);
  }
  return [...together.values()].flatMap((all) => {
    const needed = all.filter(({ verdict }) => verdict === null);
    const [first, ...others] = toldOnce(needed);
    if (!first) return [];
    const told: Envelope['told'] = [first, ...others];
    return [{ token: randomUUID(), asked: all.map(({ id }) => id), needed, told, lead: asOne(told) }];
  });
}

/** For several rows as one message: the link to all tasks of the person, or to all that the person looks after. */
const linkToAll = ({ told, lead: { campaignId: campaign, region, contact, shared } }: Envelope): LinkToAll[] =>
  told.length > 1 && shared !== null ? [{ campaign, region, contact, purpose: PURPOSE_OF[shared] }] : [];

const PURPOSE_OF: Readonly<Record<Shared, Link['purpose']>> = { owed: 'report', digests: 'acknowledge' };

type Withholding = keyof typeof WITHHELD;

/** Definitions are large and change seldom: each is read once for every version of its campaign's row. */
const definitions = new Map<string, { version: string; definition: Definition }>();
const DEFINITIONS_KEPT = 100;

interface Campaigns {
  campaigns: Map<string, SendingCampaign>;
  /** Some of the rows were handed on together with others. */
  several: boolean;
}

async function campaignsOf(sql: Queries, ids: readonly number[]): Promise<Campaigns> {
  const rows = await sql<(Omit<SendingCampaign, 'definition'> & { version: string; several: boolean })[]>`
    with sent as materialized (
      select campaign_id, bool_or(envelope is not null) as several from messages where id = any(${[...ids]}) group by 1)
    select c.id, c.mode, campaign_now(c.id) as now, c.xmin::text || ' ' || c.started_at as version, sent.several
    from sent join campaigns c on c.id = sent.campaign_id`;
  const stale = rows.filter(({ id, version }) => definitions.get(id)?.version !== version);
  if (stale.length > 0) {
    if (definitions.size + stale.length > DEFINITIONS_KEPT) definitions.clear();
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    const read = await sql<{ id: string; definition: Definition }[]>`
      select id, definition from campaigns where id = any(${rows.map(({ id }) => id)})`;
    for (const { id, definition } of read) definitions.set(id, { version: versions.get(id) ?? '', definition });
  }
  const campaigns = rows.flatMap(({ id, mode, now }): [string, SendingCampaign][] => {
    const known = definitions.get(id);
    return known ? [[id, { id, mode, now, definition: known.definition }]] : [];
  });
  return { campaigns: new Map(campaigns), several: rows.some(({ several }) => several) };
}

/** @returns the end of the campaign's present quiet hours, or null outside them. */
function quietUntil({ definition, now }: SendingCampaign): Instant | null {
  const awake = createCalendar(definition).afterQuiet(now);
  return awake > now ? awake : null;
}

const localDay = ({ definition, now }: SendingCampaign): DateTime => DateTime.fromISO(now, { zone: definition.zone });

/** @returns the first moment of the campaign's next day outside the quiet hours. */
export function nextMorning(campaign: SendingCampaign): Instant {
  const midnight = localDay(campaign).plus({ days: 1 }).startOf('day').toUTC().toISO() ?? campaign.now;
  return createCalendar(campaign.definition).afterQuiet(new Date(midnight).toISOString());
}

/** Kinds whose counts and names are read again when the message is sent. */
const COUNTED_ANEW = rungKindsWith(({ countsAnew }) => countsAnew === true);

const listed = (kinds: readonly RungKind[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/**
 * The conditions in their order: final reasons before temporary ones, and then the quiet hours, so that a row is not
 * held for a night and dropped in the morning. News of the end (the lock, the cancellation) goes out although the round
 * is over. Urgent messages go out in quiet hours and beyond budgets. They also go to stopped numbers, except in
 * exercises.
 */
const VERDICT = `
  case
    when m.needed <> 'always' and not news.of_the_end and (c.state = 'cancelled' or r.state = 'cancelled') then 'cancelled'
    when m.needed <> 'always' and not news.of_the_end and r.state <> 'open' then 'round-over'
    when m.needed = 'silent' and u.reported_at is not null then 'reported'
    when m.needed = 'open' and not exists (
      select 1 from asks s join regions g on g.code = s.unit_code
      where s.round_id = m.round_id and s.reported_at is null and starts_with(g.path, place.path)) then 'nobody-silent'
    when p.now >= m.valid_until then 'too-late'
    when not exists (
      select from duties d where d.contact_id = m.contact_id and d.region_code = m.region_code) then 'handed-over'
    when c.state = 'paused' and not m.urgent then 'paused'
    when m.channel = 'sms' and w.no_sms is not null then w.no_sms
    when m.channel = 'email' and w.no_email is not null then w.no_email
    when m.channel = 'sms' and m.rung <> 'reply' and w.sms_stopped and not (m.urgent and not r.drill) then 'sms-stopped'
    when p.provider_down then 'provider-down'
    when p.quiet and not m.urgent then 'quiet'
    when m.kind in (${listed(WAITING_KINDS)}) and r.origin = 'plan' and m.about is null and not m.urgent
      and held_until is not null then 'warning'
    when m.channel = 'sms' and not m.urgent and p.budget_fen <= coalesce(spent.fen, 0) then 'budget'
  end`;

interface Row extends Omit<Claim, 'campaign' | 'link' | 'token' | 'provider' | 'asked' | 'together'> {
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

/** Reads all present data for the text: a message that was held overnight must not have yesterday's figures. */
function lockAndJudge(
  sql: Queries,
  ids: readonly number[],
  { campaigns, provider }: { campaigns: Map<string, SendingCampaign>; provider: string | null },
): Promise<Row[]> {
  const policies = [...campaigns.values()].map((campaign) => ({
    campaign_id: campaign.id,
    scope: scopeOf(campaign),
    now: campaign.now,
    quiet: quietUntil(campaign) !== null,
    budget_fen: campaign.definition.budget ? campaign.definition.budget.sms * 100 : null,
  }));
  return sql<Row[]>`
    with policy as materialized (
      select p.*, exists (select 1 from breakers b where b.scope = p.scope and b.provider = ${provider} and b.open_until > p.now) as provider_down,
             exists (select 1 from alerts a where a.campaign_id = p.campaign_id and a.state = 'open' and a.holds) as warned
      from jsonb_to_recordset(${sql.json(policies)}) as p(campaign_id text, scope text, now timestamptz, quiet boolean, budget_fen float8))
    select m.id, m.attempts + 1 as attempt, m.campaign_id as "campaignId", m.round_id as round, m.region_code as region, m.contact_id as contact,
           m.envelope, m.shares as shared, m.channel, m.urgent, m.kind, m.template, k.language,
           case m.channel when 'sms' then phone_in(c.mode, k) else email_in(c.mode, k) end as address,
           coalesce(name_in(c.mode, k), '') as person, place.name as place,
           m.link_id as "linkId", l.purpose, r.stage, r.title, r.drill, r.due_at as "dueAt", r.locks_at as "locksAt", m.traceparent,
           m.params || coalesce(case when m.kind = any(${COUNTED_ANEW}) and m.needed = 'open' then (
             select jsonb_build_object('expected', count(*), 'reported', count(s.reported_at),
               'silent', count(*) - count(s.reported_at),
               'missing', jsonb_agg(g.name order by g.position, g.code) filter (where s.reported_at is null))
             from asks s join regions g on g.code = s.unit_code
             where s.round_id = m.round_id and starts_with(g.path, place.path)) end, '{}') as params,
           ${sql.unsafe(VERDICT)} as verdict, weather.held_until as "heldUntil"
    from messages m
    join policy p on p.campaign_id = m.campaign_id
    join campaigns c on c.id = m.campaign_id
    join rounds r on r.id = m.round_id
    join contacts k on k.id = m.contact_id
    join regions place on place.code = m.region_code
    cross join lateral (select m.kind = any(${KINDS_OF_THE_END}) or (m.kind = 'notice' and m.rung = 'cancelled') as of_the_end) news
    left join lateral (
      select max(coalesce(a.ends_at, p.now + interval '6 hours')) as held_until
      from alerts a join regions ground on ground.code = a.area
      where p.warned and a.campaign_id = m.campaign_id and a.state = 'open' and a.holds
        and starts_with(place.path, ground.path)) weather on true
    left join asks u on u.campaign_id = m.campaign_id and u.key = r.key and u.unit_code = m.region_code
    left join links l on l.id = m.link_id
    join reach w on w.campaign_id = m.campaign_id and w.contact_id = m.contact_id
    left join spending spent on spent.campaign_id = m.campaign_id
    where m.id = any(${[...ids]}) and m.state = 'queued'
    for update of m skip locked`;
}

/** Live campaigns share clock, daily limits and breakers; a rehearsal has its own. */
export const scopeOf = ({ id, mode }: Pick<SendingCampaign, 'id' | 'mode'>): string => (mode === 'live' ? 'live' : id);

/** Reminders are the repeated rungs of a ladder; answers and urgent messages are not counted. */
function wantedOf(envelopes: readonly Envelope[], campaigns: Map<string, SendingCampaign>): WantedSms[] {
  const days = new Map([...campaigns].map(([id, campaign]) => [id, dayOf(campaign)]));
  return envelopes.flatMap(({ lead: { campaignId, ...row } }) => {
    const campaign = campaigns.get(campaignId);
    return campaign ? (wantedSms({ ...row, campaign }, days.get(campaignId) ?? '') ?? []) : [];
  });
}

const dayOf = (campaign: SendingCampaign): string => localDay(campaign).toISODate() ?? '';

type Counted = Pick<Claim, 'id' | 'channel' | 'urgent' | 'kind' | 'address' | 'campaign'>;

/** @returns how a message counts towards its number's daily limit; null when it does not count */
export function wantedSms(
  { id, channel, urgent, kind, address, campaign }: Counted,
  day = dayOf(campaign),
): WantedSms | null {
  if (channel !== 'sms' || urgent) return null;
  return {
    message: id,
    scope: scopeOf(campaign),
    phone: address,
    day,
    reminder: rungKind(kind).counted === 'reminder',
  };
}

/** The move of a claimed row. */
interface Move {
  id: number;
  after: MessageState;
  reason: Reason | null;
  now: Instant | undefined;
  /** Token of the attempt; null when the message does not go out now. */
  token: string | null;
  envelope: number | null;
  ended: boolean;
  number: string | null;
  release: Instant | null;
}

const claimMoves =
  (campaigns: Map<string, SendingCampaign>) =>
  ({ token, needed, lead }: Envelope): Move[] =>
    needed.map(({ id, campaignId, channel, address }) => ({
      id,
      after: stateAfter('claim'),
      reason: null,
      now: campaigns.get(campaignId)?.now,
      token,
      envelope: needed.length > 1 ? lead.id : null,
      ended: false,
      number: channel === 'sms' ? address : null,
      release: null,
    }));

const withholdMove =
  (campaigns: Map<string, SendingCampaign>) =>
  ({ id, verdict, campaignId, heldUntil }: Row): Move => {
    const campaign = campaigns.get(campaignId);
    const event = verdict === null ? 'hold' : WITHHELD[verdict];
    return {
      id,
      after: stateAfter(event),
      reason: verdict,
      now: campaign?.now,
      token: null,
      envelope: null,
      ended: event !== 'hold',
      number: null,
      release: verdict && campaign ? lookedAtAgain(verdict, campaign, heldUntil) : null,
    };
  };

async function carryOut(sql: Queries, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    update messages m set
      state = v.after,
      reason = v.reason,
      release_at = v.release,
      lane = case when v.token is not null then m.lane end,
      settled_at = case when v.ended then v.now end,
      token = v.token,
      envelope = v.envelope,
      attempts = m.attempts + case when v.token is not null then 1 else 0 end,
      submitted_at = case when v.token is not null then v.now else m.submitted_at end,
      sent_to = coalesce(v.number, m.sent_to),
      touched_at = clock_timestamp()
    from jsonb_to_recordset(${sql.json(moves.map((move) => ({ ...move })))}) as v(
      id bigint, token uuid, envelope bigint, ended boolean, after text, reason text, now timestamptz, number text, release timestamptz)
    where m.id = v.id`;
}

const HOUR_MS = 3_600_000;

/**
 * @returns when a held message is checked again. Paused: as soon as the campaign runs, whatever its clock shows.
 *   Provider down: at once, because the feeder knows another provider.
 */
function lookedAtAgain(verdict: Withholding, campaign: SendingCampaign, heldUntil: Instant | null): Instant | null {
  switch (verdict) {
    case 'warning':
      // The warning's workflow ends a lapsed warning, and releases its held messages.
      return latest(heldUntil, plusMs(campaign.now, HOUR_MS));
    case 'quiet':
      return quietUntil(campaign);
    case 'cap':
      return nextMorning(campaign);
    case 'budget':
      return plusMs(campaign.now, HOUR_MS);
    case 'paused':
    case 'provider-down':
      return campaign.now;
    default:
      return null;
  }
}

function claimOf(
  envelope: Envelope,
  { campaign, provider, links }: { campaign: SendingCampaign; provider: string | null; links: LinksMade },
): Claim {
  const { token, asked, told } = envelope;
  const { campaignId: _, linkId, purpose, verdict: __, heldUntil: ___, envelope: ____, ...lead } = envelope.lead;
  const own = linkId !== null && purpose !== null ? { id: linkId, purpose } : null;
  const [all] = linkToAll(envelope);
  return {
    ...lead,
    token,
    asked,
    campaign,
    provider,
    together: all ? told.map(toldOf) : [],
    link: all ? { id: links(all), purpose: all.purpose } : own,
  };
}

const toldOf = ({ id, kind, place, stage, title, dueAt, params }: Row): Told => ({
  id,
  kind,
  place,
  stage,
  title,
  dueAt,
  params,
});
