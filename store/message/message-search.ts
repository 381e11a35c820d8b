import type { Text } from '../../domain/campaign/definition/words';
import type { MessageWay } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { MessageState } from '../../domain/message/message-states';
import type { Condition } from '../../domain/table/query';
import { stageText } from '../campaign/stage-text';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { part, readPage, type Source } from '../table/keyset';

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
  channel: MessageWay;
  provider: string | null;
  state: MessageState;
  reason: string | null;
  attempts: number;
  plannedAt: Instant;
  settledAt: Instant | null;
  /** Zone of its campaign. */
  zone: string;
}

/** Columns of a message in a list, with their joins. */
const found = (sql: Queries, people: boolean) => sql`
  m.id, m.campaign_id as campaign, r.key, m.rung, m.kind, m.template, g.code as region, g.name as "regionName",
  p.name as "parentName", ${people ? sql`c.id` : sql`null`} as "contactId", ${people ? sql`c.name` : sql`null`} as contact, m.channel, m.provider, m.state, m.reason,
  m.attempts, m.planned_at as "plannedAt", m.settled_at as "settledAt", k.definition ->> 'zone' as zone`;
/** A message always has them; as `left` joins, those that nothing asks of are left out where messages are counted. */
const from = (sql: Queries) => sql`
  messages m left join rounds r on r.id = m.round_id left join regions g on g.code = m.region_code
  left join campaigns k on k.id = m.campaign_id
  left join regions p on p.code = g.parent_code left join contacts c on c.id = m.contact_id`;

interface Reader {
  /** Highest region that the reader may see; null means everything. */
  top: string | null;
  /** Whether the reader may see recipients. */
  people: boolean;
}

/** What a notice says is its text; other kinds say one thing each. */
const says = (sql: Queries) => sql`case when m.kind = 'notice' then m.template else m.kind end`;

/** Messages of live campaigns and of rehearsals. */
export const messageSource = (sql: Queries, { top, people }: Reader): Source => ({
  columns: sql`${found(sql, people)}, ${says(sql)} as says`,
  from: from(sql),
  where: within(sql, top, 'g.path'),
  id: { as: sql`m.id`, type: 'bigint' },
  values: {
    plannedAt: { as: sql`m.planned_at`, type: 'timestamptz' },
    campaign: { as: sql`m.campaign_id`, type: 'text' },
    region: { as: sql`m.region_code`, type: 'text' },
    regionName: { as: sql`g.name`, type: 'text' },
    says: { as: says(sql), type: 'text' },
    channel: { as: sql`m.channel`, type: 'text' },
    state: { as: sql`m.state`, type: 'text' },
    reason: { as: sql`m.reason`, type: 'text', nullable: true },
  },
  conditions: {
    contact: (condition) => (people && condition.filter === 'part' ? isPerson(sql, condition.value) : sql`false`),
  },
});

/** Part of a name, or a whole number or address. */
const isPerson = (sql: Queries, words: string) =>
  sql`(c.name like ${part(words)} or c.phone = ${words} or c.email = ${words})`;

/** @returns the newest messages to a region itself, of one campaign or of all */
export async function messagesTo(
  sql: Queries,
  { region, campaign, limit, ...reader }: { region: string; campaign?: string | undefined; limit: number } & Reader,
): Promise<MessageFound[]> {
  const conditions: Condition[] = [
    { key: 'region', filter: 'whole', value: region },
    ...(campaign === undefined ? [] : [{ key: 'campaign', filter: 'whole' as const, value: campaign }]),
  ];
  const wanted = { conditions, sort: { key: 'id', desc: true }, after: null, limit };
  return (await readPage<MessageFound>(sql, messageSource(sql, reader), wanted)).rows;
}

/** All data of one message except its moves. */
export interface MessageDetail extends MessageFound {
  campaignName: Text;
  /** Name of the stage, or of the round that has none. */
  stage: Text | null;
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
  together: { id: number; stage: Text | null; regionName: string; kind: string }[];
}

/** @returns null when there is none, or none within `top`; a message that went out with others has their text. */
export async function findMessage(
  sql: Queries,
  { id, top, people }: { id: number; top: string | null; people: boolean },
): Promise<MessageDetail | null> {
  const [message] = await sql<MessageDetail[]>`
    select ${found(sql, people)}, k.definition -> 'name' as "campaignName",
           ${stageText(sql, { round: 'r', campaign: 'k' })} as stage, ${people ? sql`coalesce(m.text, lead.text)` : sql`null`} as text, m.provider_code as code,
           coalesce(m.provider_ref, lead.provider_ref) as "providerRef", coalesce(m.segments, lead.segments) as segments,
           m.accepted_at as "acceptedAt", m.fallback_of as "fallbackOf", m.envelope,
           (select max(n.id) from messages n where n.fallback_of = m.id) as instead,
           coalesce((select jsonb_agg(jsonb_build_object(
               'id', o.id, 'stage', ${stageText(sql, { round: 't', campaign: 'q' })}, 'regionName', h.name, 'kind', o.kind) order by o.id)
             from messages o join rounds t on t.id = o.round_id join regions h on h.code = o.region_code
             join campaigns q on q.id = o.campaign_id
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
