import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

/**
 * Numbers that change whenever a campaign may have changed; one read for all campaigns takes well under a millisecond.
 */
export interface Pulse {
  now: Instant;
  state: string;
  /** Grows with every report, message, decision, chase, call and booking, those of other campaigns included. */
  written: number;
}

/** @returns the pulses of the existing campaigns among these, by campaign. */
export async function pulsesOf(sql: Queries, campaigns: readonly string[]): Promise<Map<string, Pulse>> {
  const rows = await sql<(Pulse & { id: string })[]>`
    select id, coalesce(ended_at, clock_at, date_trunc('minute', clock_timestamp())) as now, state,
           (select coalesce(max(id), 0) from reports) + (select coalesce(max(id), 0) from messages)
           + (select coalesce(max(id), 0) from steering) + (select coalesce(max(id), 0) from chases)
           + (select coalesce(max(id), 0) from call_list) + (select coalesce(max(id), 0) from ledger_acts) as written
    from campaigns where id = any(${[...campaigns]})`;
  return new Map(rows.map(({ id, ...pulse }) => [id, pulse]));
}
