import type { Text } from '../../domain/campaign/definition/definition';
import type { MessageWay } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { concerns, within } from '../db/scope';
import type { ReportShown } from '../round/asks';
import type { CampaignRow } from './campaigns';

/** One campaign in a list. */
export interface CampaignListed extends Pick<CampaignRow, 'id' | 'mode' | 'state' | 'startedAt' | 'endedAt'> {
  name: Text;
  zone: string;
  season: number;
  /** Campaign time. */
  now: Instant;
  /** Left out of the lists of campaigns. */
  putAway: boolean;
}

interface Listed {
  /** Only the campaign with this id. */
  id?: string | null;
  /** Only campaigns that concern this region. */
  region?: string | null;
  /** Most ended campaigns in the list; running ones are always in it. All when left out. */
  ended?: number | null;
  /** Only those that were put away, or only the others; both when left out. */
  away?: boolean | null;
}

/** @returns campaigns, newest first. */
export const listCampaigns = (
  sql: Queries,
  { id = null, region = null, ended = null, away = null }: Listed = {},
): Promise<CampaignListed[]> => sql<CampaignListed[]>`
  select id, name, zone, season, mode, state, "startedAt", "endedAt", now, "putAway" from (
    select id, definition -> 'name' as name, definition ->> 'zone' as zone, (plan ->> 'season')::int as season, mode,
           state, started_at as "startedAt", ended_at as "endedAt", coalesce(ended_at, campaign_now(id)) as now,
           put_away_at is not null as "putAway",
           row_number() over (partition by ended_at is null order by started_at desc, id) as nth
    from campaigns
    where (${id}::text is null or id = ${id})
      and (${away}::boolean is null or (put_away_at is not null) = ${away}) and ${concerns(sql, region, sql`campaigns.scope`)}) c
  where "endedAt" is null or ${ended}::int is null or nth <= ${ended}
  order by "startedAt" desc, id`;

/** One message; the recipient is named by place, never by person. */
export interface MessageListed {
  id: number;
  key: string;
  rung: string;
  kind: string;
  region: string;
  regionName: string;
  channel: MessageWay;
  state: string;
  reason: string | null;
  attempts: number;
  plannedAt: Instant;
  acceptedAt: Instant | null;
  settledAt: Instant | null;
}

/** A page of a list: newest first, only messages older than a given id. */
export interface MessagePage {
  campaign: string;
  state?: string;
  before?: number;
  /** Only messages to this region and below. */
  region?: string | null;
  limit: number;
}

/** @returns messages, newest first. */
export const listMessages = (
  sql: Queries,
  { campaign, state, before, region = null, limit }: MessagePage,
): Promise<MessageListed[]> => sql<MessageListed[]>`
  select m.id, r.key, m.rung, m.kind, g.code as region, g.name as "regionName", m.channel, m.state, m.reason, m.attempts,
         m.planned_at as "plannedAt", m.accepted_at as "acceptedAt", m.settled_at as "settledAt"
  from messages m join rounds r on r.id = m.round_id join regions g on g.code = m.region_code
  where m.campaign_id = ${campaign} and (${state ?? null}::text is null or m.state = ${state ?? null})
    and (${before ?? null}::bigint is null or m.id < ${before ?? null}) and ${within(sql, region, 'g.path')}
  order by m.id desc limit ${limit}`;

/** The report behind a receipt number, and whether it is the one that counts. */
export interface ReceiptFound extends Omit<ReportShown, 'figures'> {
  campaign: string;
  key: string;
  unit: string;
  unitName: string;
  /** The way in which it came. */
  via: 'form' | 'api' | 'cli' | 'sms' | 'paper';
  /** False when it has been corrected or returned since. */
  present: boolean;
  returnedBecause: string | null;
}

/**
 * @param receipt in its written form, with the hyphen
 * @param region only reports of units in this region
 * @returns the report with its unit, or null; for the slip of a paper that came besides, the report that counts
 */
export async function findReceipt(
  sql: Queries,
  receipt: string,
  region: string | null = null,
): Promise<ReceiptFound | null> {
  const [found] = await sql<ReceiptFound[]>`
    select u.campaign_id as campaign, u.key, g.code as unit, g.name as "unitName", ${receipt} as receipt, p.version, p.nothing,
           p.on_time as "onTime", case when p.receipt = ${receipt} then p.via else 'paper' end as via, p.reported_at as "reportedAt", p.returned_because as "returnedBecause",
           u.report_id is not distinct from p.id as present
    from reports p join asks u on u.id = p.ask_id join regions g on g.code = u.unit_code
    where p.id = coalesce((select id from reports where receipt = ${receipt}), (
        select a.report_id from list_papers l join asks a on a.id = l.ask_id where l.receipt = ${receipt}))
      and ${within(sql, region, 'g.path')}`;
  return found ?? null;
}
