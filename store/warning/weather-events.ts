import type { Instant } from '../../domain/instant';
import { type Change, changeBetween, codeAtEnd, inForce, type Touched } from '../../domain/warning/feed/changes';
import type { Standing } from '../../domain/warning/feed/events';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { closeWithEvents } from './duty-items';

const touchedBy = (event: number, change: Change, { hazard, paths }: Standing): Touched => ({
  event,
  hazard,
  regions: paths.map(codeAtEnd),
  change,
});

interface EventRow {
  id: number;
  standing: Standing | null;
  told: Standing | null;
}

/** @returns the number of a new event without messages. */
export async function insertEvent(
  sql: Queries,
  { scope, drill, at }: { scope: string; drill: boolean; at: Instant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into weather_events (scope, drill, state, hazard, lapses_at, opened_at, changed_at)
    values (${scope}, ${drill}, 'live', 'other', ${at}, ${at}, ${at}) returning id`;
  if (!row) throw new Error('An event was not written down');
  return row.id;
}

/** Stores the present state of an event. @returns the change for the alerts; null without a change. */
export async function writeStanding(
  sql: Queries,
  { event, standing, at }: { event: number; standing: Standing; at: Instant },
): Promise<Touched | null> {
  const [before] = await sql<EventRow[]>`select id, standing, told from weather_events where id = ${event} for update`;
  await sql`
    update weather_events set standing = ${json(sql, standing)}, state = ${standing.state},
      hazard = ${standing.hazard}, colour = ${standing.colour}, lapses_at = ${standing.lapsesAt},
      regions = ${standing.paths.map(codeAtEnd)}, changed_at = ${at}
    where id = ${event}`;
  const change = changeBetween(before?.standing ?? null, standing);
  if (change === null) return null;
  // For an ended event: its former regions.
  return touchedBy(event, change, !inForce(standing) && before?.standing ? before.standing : standing);
}

/** Merges events that turned out to be one: their messages move to the event `into`. */
export async function mergeEvents(
  sql: Queries,
  { events, into, at }: { events: readonly number[]; into: number; at: Instant },
): Promise<Touched[]> {
  if (events.length === 0) return [];
  const gone = await sql<EventRow[]>`
    select id, standing, told from weather_events where id = any(${[...events]}::bigint[]) order by id for update`;
  await sql`update warnings set event_id = ${into} where event_id = any(${[...events]}::bigint[])`;
  await sql`
    update weather_events set state = 'merged', standing = null, merged_into = ${into}, changed_at = ${at}
    where id = any(${[...events]}::bigint[]) or merged_into = any(${[...events]}::bigint[])`;
  return gone.flatMap(({ id, standing }) =>
    standing && inForce(standing) ? [{ ...touchedBy(id, 'merged', standing), into }] : [],
  );
}

/** Ends lapsed events. @returns those that were in force. */
export async function expireWarnings(sql: Queries, scope: string, now: Instant): Promise<Touched[]> {
  const lapsed = await sql<{ id: number; standing: Standing }[]>`
    update weather_events
    set state = 'expired', standing = jsonb_set(standing, '{state}', '"expired"'), changed_at = ${now}
    where scope = ${scope} and state = 'live' and lapses_at <= ${now} and standing is not null
    returning id, standing`;
  await closeWithEvents(sql, { events: lapsed.map(({ id }) => id), at: now });
  return lapsed.flatMap(({ id, standing }) =>
    inForce({ ...standing, state: 'live' }) ? [touchedBy(id, 'expired', standing)] : [],
  );
}

/** Starts or signals alerts. @returns the ids of the workflows */
export type Tell = (scope: string, touched: readonly Touched[]) => Promise<string[]>;

/**
 * Tells the alerts the changes of events since the last time, and stores what was told. An event that cannot be told
 * now is told the next time, so nothing is lost; an alert may get the same change twice.
 * @returns the ids of the workflows that were started or signalled
 * @throws the last failure, after all the others have been told
 */
export async function tellTouched(sql: Queries, scope: string, tell: Tell): Promise<string[]> {
  const rows = await sql<(EventRow & { into: number | null })[]>`
    select id, standing, told, merged_into as into from weather_events
    where scope = ${scope} and told is distinct from standing order by id`;
  const touched = rows.flatMap(({ id, told, standing, into }): Touched[] => {
    if (standing) return sinceTold(id, told, standing);
    return told && inForce(told) && into !== null ? [{ ...touchedBy(id, 'merged', told), into }] : [];
  });
  const remember = async (those: readonly EventRow[]) => {
    for (const { id, standing } of those)
      await sql`update weather_events set told = ${standing && json(sql, standing)} where id = ${id}`;
  };
  const concerned = new Set(touched.map(({ event }) => event));
  await remember(rows.filter(({ id }) => !concerned.has(id)));
  const { workflows, told, failure } = await tellAll(scope, touched, tell);
  await remember(rows.filter(({ id }) => told.has(id)));
  if (failure !== null) throw failure;
  return workflows;
}

/** After so many failures in a row Temporal is probably away; the next turn tells the rest. */
const MOST_FAILURES = 5;

/** Tells all events together; after a failure one by one, so that only the failing event is left. */
async function tellAll(
  scope: string,
  touched: readonly Touched[],
  tell: Tell,
): Promise<{ workflows: string[]; told: Set<number>; failure: Error | null }> {
  const workflows = new Set<string>();
  const told = new Set<number>();
  let failure: Error | null = null;
  const say = async (those: readonly Touched[]) => {
    for (const id of await tell(scope, those)) workflows.add(id);
    for (const { event } of those) told.add(event);
  };
  const keep = (error: unknown) => {
    failure = error instanceof Error ? error : new Error(String(error));
  };
  if (touched.length > 0) await say(touched).catch(keep);
  if (failure === null || touched.length === 1) return { workflows: [...workflows], told, failure };
  failure = null;
  let failures = 0;
  for (const one of touched) {
    if (failures === MOST_FAILURES) break;
    await say([one]).then(
      () => {
        failures = 0;
      },
      (error) => {
        failures += 1;
        keep(error);
      },
    );
  }
  return { workflows: [...workflows], told, failure };
}

function sinceTold(event: number, told: Standing | null, standing: Standing): Touched[] {
  const change = changeBetween(told, standing);
  if (change === null || change === 'same') return [];
  return [touchedBy(event, change, !inForce(standing) && told ? told : standing)];
}

/** An event, with its names. */
export interface NamedEvent {
  state: 'live' | 'cancelled' | 'expired' | 'merged';
  drill: boolean;
  /** The feed's identifier of its first message. */
  first: string;
  /** Our number of its newest message. */
  lastWarning: number | null;
}

/** @returns an event by its number, or null; for a merged event, the event it was merged into. */
export async function eventNamed(sql: Queries, event: number): Promise<NamedEvent | null> {
  const [row] = await sql<NamedEvent[]>`
    select e.state, e.drill, coalesce(e.standing, other.standing) ->> 'first' as first,
           (select w.id from warnings w where w.event_id = coalesce(e.merged_into, e.id)
            order by w.sent_at desc, w.id desc limit 1) as "lastWarning"
    from weather_events e left join weather_events other on other.id = e.merged_into where e.id = ${event}`;
  return row ?? null;
}
