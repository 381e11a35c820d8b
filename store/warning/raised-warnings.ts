import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import { Refused, sentence } from '../../domain/text/refusal';
import { keyOf, type Standing } from '../../domain/warning/feed/events';
import { manualCancellation, type RaisedWarning, raisedWarning } from '../../domain/warning/feed/manual';
import { indexOf } from '../../domain/warning/feed/place-index';
import type { Warning } from '../../domain/warning/feed/warning';
import type { Queries } from '../db/db';
import { warnablePlaces } from './warning-rows';
import { type Taken, takeWarnings } from './warnings';

type By = { scope: string; by: string; at: Instant; drill?: boolean };

/**
 * Takes a warning that an officer raises, like every other warning.
 * @param areas codes of regions of the register
 * @throws Refused when the register does not have one of the regions
 */
export async function raiseWarning(
  sql: Queries,
  { areas, ...raised }: Omit<RaisedWarning, 'areas'> & { areas: readonly string[] },
  from: By,
): Promise<Taken> {
  const places = await warnablePlaces(sql);
  const { byCode } = indexOf(places);
  const unknown = areas.filter((code) => !byCode(code));
  if (areas.length === 0) throw new Refused(sentence('warning-no-area'));
  if (unknown.length > 0) throw new Refused(sentence('warning-unknown-area', { codes: unknown.join(', ') }));
  const found = places.filter(({ code }) => areas.includes(code)).map(({ code, name }) => ({ code, name }));
  const warning = raisedWarning({ ...raised, areas: found }, { number: randomUUID(), at: from.at });
  return takeManual(sql, warning, { ...from, given: found.map(({ code }) => code) });
}

/**
 * Ends an event of any feed, by an officer's decision.
 * @throws Refused when it is not live
 */
export async function cancelWarning(sql: Queries, event: number, from: By): Promise<Taken> {
  const [row] = await sql<{ standing: Standing; source: string; identifier: string; drill: boolean }[]>`
    select e.standing, w.source, w.identifier, e.drill
    from weather_events e join warnings w on w.event_id = e.id
    where e.id = ${event} and e.scope = ${from.scope} and e.state = 'live' and e.standing is not null
    order by w.sent_at desc, w.id desc limit 1`;
  if (!row) throw new Refused(sentence('unknown-event', { event }));
  const cancellation = manualCancellation(row.standing, { number: randomUUID(), key: keyOf(row), at: from.at });
  return takeManual(sql, cancellation, { ...from, drill: row.drill, given: [] });
}

const takeManual = (
  sql: Queries,
  warning: Warning,
  { scope, by, at, drill, given }: By & { given: readonly string[] },
): Promise<Taken> =>
  takeWarnings(sql, {
    scope,
    source: 'manual',
    read: { warnings: [warning], problems: [] },
    raw: { bytes: Buffer.from(JSON.stringify({ by, warning })) },
    at,
    given,
    ...(drill && { drill: { by } }),
  });
