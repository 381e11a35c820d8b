import type { Channel } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { MessageState } from '../../domain/message/message-states';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** One message in a list, with the person only where the reader may see people. */
export interface MessageFound {
  id: number;
  campaign: string;
  key: string;
  rung: string;
  kind: string;
  /** Name of the text. */
  template: string;
  region: string;
  regionName: string;
  parentName: string | null;
  /** Number and name of the person. */
  contactId: number | null;
  contact: string | null;
  channel: Channel;
  provider: string | null;
  state: MessageState;
  reason: string | null;
  attempts: number;
  plannedAt: Instant;
  settledAt: Instant | null;
  /** Zone of its campaign. */
  zone: string;
}

export interface MessageQuery {
  /** Highest region that the reader may see; null means everything. */
  top: string | null;
  campaign?: string | undefined;
  states?: readonly string[] | undefined;
  /** Code of a region: its own messages. */
  region?: string | undefined;
  /** Part of the name of a place. */
  place?: string | undefined;
  /** Part of a person's name, or a whole number; needs `people`. */
  person?: string | undefined;
  channel?: Channel | undefined;
  /** Whether the reader may see the recipient. */
  people: boolean;
  /** Older than this id: the next page. */
  before?: number | undefined;
  limit: number;
}

/** `%` and `_` stand for themselves. */
const part = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

/** Columns of a message in a list, with their joins. */
const found = (sql: Queries, people: boolean) => sql`
  m.id, m.campaign_id as campaign, r.key, m.rung, m.kind, m.template, g.code as region, g.name as "regionName",
  p.name as "parentName", ${people ? sql`c.id` : sql`null`} as "contactId", ${people ? sql`c.name` : sql`null`} as contact, m.channel, m.provider, m.state, m.reason,
  m.attempts, m.planned_at as "plannedAt", m.settled_at as "settledAt", k.definition ->> 'zone' as zone`;
const from = (sql: Queries) => sql`
  messages m join rounds r on r.id = m.round_id join regions g on g.code = m.region_code
  join campaigns k on k.id = m.campaign_id
  left join regions p on p.code = g.parent_code left join contacts c on c.id = m.contact_id`;

/** @returns the newest first; live campaigns and rehearsals alike. */
export const searchMessages = (sql: Queries, query: MessageQuery): Promise<MessageFound[]> => {
  const { top, campaign, states = [], region, place, person, channel, people, before, limit } = query;
  return sql<MessageFound[]>`
    select ${found(sql, people)} from ${from(sql)}
    where ${within(sql, top, 'g.path')}
      ${campaign === undefined ? sql`` : sql`and m.campaign_id = ${campaign}`}
      ${states.length === 0 ? sql`` : sql`and m.state = any(${[...states]})`}
      ${region === undefined ? sql`` : sql`and m.region_code = ${region}`}
      ${place === undefined ? sql`` : sql`and g.name like ${part(place)}`}
      ${person === undefined || !people ? sql`` : sql`and (c.name like ${part(person)} or c.phone = ${person} or c.email = ${person})`}
      ${channel === undefined ? sql`` : sql`and m.channel = ${channel}`}
      ${before === undefined ? sql`` : sql`and m.id < ${before}`}
    order by m.id desc limit ${limit}`;
};

/** All data of one message except its moves. */
export interface MessageDetail extends MessageFound {
  text: string | null;
  code: string | null;
  providerRef: string | null;
  segments: number | null;
  acceptedAt: Instant | null;
  fallbackOf: number | null;
  instead: number | null;
  /** The one that led those it went out with; null when it went alone. */
  envelope: number | null;
  /** The others that went out with it. */
  together: { id: number; key: string; regionName: string; kind: string }[];
}

/** @returns null when there is none, or none within `top`; a message that went out with others has their text. */
export async function findMessage(
  sql: Queries,
  { id, top, people }: { id: number; top: string | null; people: boolean },
): Promise<MessageDetail | null> {
  const [message] = await sql<MessageDetail[]>`
    select ${found(sql, people)}, ${people ? sql`coalesce(m.text, lead.text)` : sql`null`} as text, m.provider_code as code,
           coalesce(m.provider_ref, lead.provider_ref) as "providerRef", coalesce(m.segments, lead.segments) as segments,
           m.accepted_at as "acceptedAt", m.fallback_of as "fallbackOf", m.envelope,
           (select max(n.id) from messages n where n.fallback_of = m.id) as instead,
           coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'key', t.key, 'regionName', h.name, 'kind', o.kind) order by o.id)
             from messages o join rounds t on t.id = o.round_id join regions h on h.code = o.region_code
             where o.envelope = m.envelope and o.id <> m.id and ${within(sql, top, 'h.path')}), '[]') as together
    from ${from(sql)} left join messages lead on lead.id = m.envelope where m.id = ${id} and ${within(sql, top, 'g.path')}`;
  return message ?? null;
}

/** @returns the recipient of a message, and its text as sent; null when there is none within `top`. */
export async function messageText(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<{ contact: number; text: string | null } | null> {
  const [message] = await sql<{ contact: number; text: string | null }[]>`
    select m.contact_id as contact, coalesce(m.text, lead.text) as text
    from messages m join regions g on g.code = m.region_code left join messages lead on lead.id = m.envelope
    where m.id = ${id} and ${within(sql, top, 'g.path')}`;
  return message ?? null;
}
