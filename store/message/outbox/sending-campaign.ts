import { DateTime } from 'luxon';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { definitionsOf, rowVersion } from '../../campaign/definitions';
import type { Queries } from '../../db/db';

/** Data of a campaign that all its messages share when they are sent. */
export interface SendingCampaign {
  id: string;
  definition: Definition;
  mode: 'live' | 'rehearsal';
  now: Instant;
}

/** Live campaigns share clock, daily limits and breakers; a rehearsal has its own. */
export const scopeOf = ({ id, mode }: Pick<SendingCampaign, 'id' | 'mode'>): string => (mode === 'live' ? 'live' : id);

/** What some of the rows need; what no row needs is not read. */
export interface Needs {
  /** Handed on together with others. */
  several: boolean;
  /** About quotas that are not full. */
  quotas: boolean;
  /** About the rows of a list. */
  lists: boolean;
}

interface Campaigns {
  campaigns: Map<string, SendingCampaign>;
  needs: Needs;
}

/** @returns the campaigns of these messages, as they are now. */
export async function campaignsOf(sql: Queries, ids: readonly number[]): Promise<Campaigns> {
  const rows = await sql<(Omit<SendingCampaign, 'definition'> & { version: string } & Needs)[]>`
    with sent as materialized (
      select campaign_id, bool_or(envelope is not null) as several, bool_or(needed = 'short') as quotas,
             array_agg(distinct round_id) as rounds
      from messages where id = any(${[...ids]}) group by 1)
    select c.id, c.mode, campaign_now(c.id) as now, ${rowVersion(sql)} as version,
           sent.several, sent.quotas,
           exists (select from rounds r where r.id = any(sent.rounds) and r.list is not null) as lists
    from sent join campaigns c on c.id = sent.campaign_id`;
  const definitions = await definitionsOf(sql, new Map(rows.map(({ id, version }) => [id, version])));
  const campaigns = rows.flatMap(({ id, mode, now }): [string, SendingCampaign][] => {
    const definition = definitions.get(id);
    return definition ? [[id, { id, mode, now, definition }]] : [];
  });
  const several = rows.some((row) => row.several);
  // The others of an envelope may need what these do not.
  const needs = {
    several,
    quotas: several || rows.some((row) => row.quotas),
    lists: several || rows.some((row) => row.lists),
  };
  return { campaigns: new Map(campaigns), needs };
}

/** @returns the end of the campaign's present quiet hours, or null outside them. */
export function quietUntil({ definition, now }: SendingCampaign): Instant | null {
  const awake = createCalendar(definition).afterQuiet(now);
  return awake > now ? awake : null;
}

const localDay = ({ definition, now }: SendingCampaign): DateTime => DateTime.fromISO(now, { zone: definition.zone });

/** @returns the first moment of the campaign's next day outside the quiet hours. */
export function nextMorning(campaign: SendingCampaign): Instant {
  const midnight = localDay(campaign).plus({ days: 1 }).startOf('day').toUTC().toISO() ?? campaign.now;
  return createCalendar(campaign.definition).afterQuiet(new Date(midnight).toISOString());
}

/** @returns the campaign's day. */
export const dayOf = (campaign: SendingCampaign): string => localDay(campaign).toISODate() ?? '';
