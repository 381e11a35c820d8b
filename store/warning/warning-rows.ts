import type { Instant } from '../../domain/instant';
import { keysOf, type Message } from '../../domain/warning/feed/events';
import { type Decided, messageOf } from '../../domain/warning/feed/message';
import type { Place } from '../../domain/warning/feed/place-index';
import type { Warning } from '../../domain/warning/feed/warning';
import type { Queries } from '../db/db';
import { json } from '../db/json';

/** A stored message. */
export interface WarningRow {
  id: number;
  scope: string;
  source: string;
  content: Warning;
  event: number | null;
  drillBy: string | null;
  decided: Decided;
  given: string[];
  regions: string[];
  text: number | null;
  receivedAt: Instant;
}

/** Warnings name townships at the lowest; the many villages are covered by their superiors. */
const NARROWEST = ['village', 'community', 'group'];

/** @returns the regions that a warning may mean. */
export const warnablePlaces = (sql: Queries): Promise<Place[]> => sql<Place[]>`
  select code, name, kind, path from regions where kind <> all(${NARROWEST}) order by path`;

/** @returns the number of a new message; null for a known one. */
export async function insertWarning(
  sql: Queries,
  {
    scope,
    warning,
    text,
    at,
    drillBy,
    given,
  }: {
    scope: string;
    warning: Warning;
    text: number | null;
    at: Instant;
    drillBy: string | null;
    given: readonly string[];
  },
): Promise<number | null> {
  const { hazard, sentAt } = messageOf(warning, { paths: [], receivedAt: at });
  const content = json(sql, warning);
  const [row] = await sql<{ id: number }[]>`
    insert into warnings (scope, source, identifier, content, text_id, drill_by, given, hazard, keys, sent_at, received_at)
    values (${scope}, ${warning.source}, ${warning.identifier}, ${content}, ${text}, ${drillBy}, ${[...given]},
            ${hazard}, '{}', ${sentAt}, ${at})
    on conflict (scope, source, identifier) do nothing returning id`;
  return row?.id ?? null;
}

const COLUMNS = (sql: Queries) => sql`
  id, scope, source, content, event_id as event, drill_by as "drillBy", decided, given, regions, text_id as text,
  received_at as "receivedAt"`;

/** @returns the messages of these numbers, in the order of the numbers. */
export const warningRows = (sql: Queries, ids: readonly number[]): Promise<WarningRow[]> => sql<WarningRow[]>`
  select ${COLUMNS(sql)} from warnings where id = any(${[...ids]}::bigint[]) order by id`;

/** @returns a message by its feed's own number. */
export async function knownWarning(
  sql: Queries,
  { scope, source, identifier }: { scope: string; source: string; identifier: string },
): Promise<WarningRow | null> {
  const [row] = await sql<WarningRow[]>`
    select ${COLUMNS(sql)} from warnings
    where scope = ${scope} and source = ${source} and identifier = ${identifier}`;
  return row ?? null;
}

/** @returns numbers of the further events of messages, each kept as `number#event`. */
export async function partsOf(
  sql: Queries,
  { scope, source, identifiers }: { scope: string; source: string; identifiers: readonly string[] },
): Promise<string[]> {
  const rows = await sql<{ identifier: string }[]>`
    select identifier from warnings
    where scope = ${scope} and source = ${source} and strpos(identifier, '#') > 0
      and split_part(identifier, '#', 1) = any(${[...identifiers]}) and content ->> 'messageType' <> 'cancel'
    order by identifier`;
  return rows.map(({ identifier }) => identifier);
}

/** @returns all messages of an event. */
export const warningsOfEvent = (sql: Queries, event: number): Promise<WarningRow[]> => sql<WarningRow[]>`
  select ${COLUMNS(sql)} from warnings where event_id = ${event} order by id`;

/**
 * Messages about the same event without a reference are not farther apart (domain/warning/feed/events.ts has the exact
 * rule).
 */
const NEARBY_HOURS = 96;

/**
 * @returns messages that may belong to the same event: they share an identifier; another feed announces the hazard at
 *   about the same time; or one continues another without a reference
 */
export function candidatesFor(sql: Queries, row: WarningRow, message: Message): Promise<WarningRow[]> {
  const goesOn = message.messageType !== 'alert' && keysOf(message).length === 1;
  const within = (span: number) => sql`
    sent_at between ${message.sentAt}::timestamptz - ${span} * interval '1 hour'
                and ${message.sentAt}::timestamptz + ${span} * interval '1 hour'`;
  return sql<WarningRow[]>`
    select ${COLUMNS(sql)} from warnings
    where scope = ${row.scope} and event_id is not null and id <> ${row.id}
      and (drill_by is not null) = ${row.drillBy !== null}
      and (keys && ${keysOf(message)}
        or (hazard = ${message.hazard} and hazard <> 'other' and source <> ${row.source} and ${within(1)})
        or (hazard = ${message.hazard} and hazard <> 'other' and source = ${row.source} and ${within(NEARBY_HOURS)}
          and (${goesOn} or (content ->> 'messageType' <> 'alert' and cardinality(keys) = 1))))`;
}

/** Stores the results for a message. */
export async function updateWarning(
  sql: Queries,
  id: number,
  { event, message, regions }: { event: number; message: Message; regions: readonly string[] },
): Promise<void> {
  await sql`
    update warnings set event_id = ${event}, hazard = ${message.hazard}, regions = ${[...regions]},
      keys = ${keysOf(message)}
    where id = ${id}`;
}

/** Adds a duty officer's decision, a drill, or the region of a feed's point. */
export async function amendWarning(
  sql: Queries,
  id: number,
  {
    decided = {},
    drillBy = null,
    given = [],
  }: { decided?: Decided; drillBy?: string | null; given?: readonly string[] },
): Promise<void> {
  await sql`
    update warnings set decided = decided || ${json(sql, decided)}, drill_by = coalesce(drill_by, ${drillBy}),
      given = array(select distinct unnest(given || ${[...given]}::text[]) order by 1)
    where id = ${id}`;
}

/** @returns a stored message for the rules, with its covered places. */
export const messageFrom = (
  { content, decided, regions, receivedAt }: WarningRow,
  places: ReadonlyMap<string, string>,
): Message => messageOf(content, { decided, receivedAt, paths: regions.map((code) => places.get(code) ?? `${code}/`) });
