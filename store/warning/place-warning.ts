import type { Instant } from '../../domain/instant';
import { type Coverage, coverage, topmost } from '../../domain/warning/feed/areas';
import type { Touched } from '../../domain/warning/feed/changes';
import { keyOf, type Message, namedBy, related, type Standing, standingOf } from '../../domain/warning/feed/events';
import { sentInFuture } from '../../domain/warning/feed/message';
import type { Place } from '../../domain/warning/feed/place-index';
import type { Queries } from '../db/db';
import { closeAnswered, closeWithEvents, type DutyKind, openDutyItem, type Proposal } from './duty-items';
import {
  candidatesFor,
  messageFrom,
  updateWarning,
  type WarningRow,
  warningRows,
  warningsOfEvent,
} from './warning-rows';
import { insertEvent, mergeEvents, writeStanding } from './weather-events';

/** The result for a message. */
export interface Placed {
  touched: Touched[];
  /** New questions for the duty officer. */
  duty: number;
}

/**
 * Finds the event of a stored message, or begins one, and stores the event's present state. It can run again for the
 * same message, after a decision of the duty officer.
 */
export async function placeWarning(
  sql: Queries,
  id: number,
  { places, at }: { places: readonly Place[]; at: Instant },
): Promise<Placed> {
  const [row] = await warningRows(sql, [id]);
  if (!row) throw new Error(`There is no warning ${id}`);
  const paths = new Map(places.map(({ code, path }) => [code, path]));
  const found = coverageOf(places, row);
  const message = messageFrom({ ...row, regions: found.regions }, paths);
  const candidates = await candidatesFor(sql, row, message);
  const kin = candidates.filter((candidate) => related(message, messageFrom(candidate, paths)));
  const events = [...new Set([row.event, ...kin.map(({ event }) => event)].filter((event) => event !== null))];
  events.sort((a, b) => a - b);
  const [event = await insertEvent(sql, { scope: row.scope, drill: row.drillBy !== null, at }), ...others] = events;

  const merged = await mergeEvents(sql, { events: others, into: event, at });
  await updateWarning(sql, id, { event, message, regions: found.regions });
  const all = (await warningsOfEvent(sql, event)).map((each) => ({ id: each.id, message: messageFrom(each, paths) }));
  const standing = standingOf(
    all.map((each) => each.message),
    at,
  );
  const touched = await writeStanding(sql, { event, standing, at });
  const known = new Set(all.map((each) => keyOf(each.message)));
  const answered = all.filter((each) => namedBy(each.message).some((key) => known.has(key)));
  await closeAnswered(sql, { kind: 'unknown-reference', warnings: answered.map((each) => each.id), at });
  if (standing.state !== 'live') await closeWithEvents(sql, { events: [event], at });
  const duty = await ask(sql, row, questionsOn(row, { message, found, standing, known }), at);
  return { touched: [...merged, ...(touched ? [touched] : [])], duty };
}

/** The duty officer's choice counts; else the regions of the feed's point; else the regions of the areas. */
function coverageOf(places: readonly Place[], { content, decided, given }: WarningRow): Coverage {
  const picked = decided.regions;
  if (!picked) return coverage(places, content, given);
  const regions = topmost(places.filter(({ code }) => picked.includes(code))).map(({ code }) => code);
  return { regions, unmatched: [], elsewhere: [], parts: [] };
}

interface Findings {
  message: Message;
  found: Coverage;
  standing: Standing;
  known: ReadonlySet<string>;
}

type Question = [DutyKind, Proposal];

/**
 * @returns questions for the duty officer. A warning for places outside the register raises none; nor does an event
 *   that is over, because an answer would cause no message.
 */
function questionsOn({ content, receivedAt }: WarningRow, { message, found, standing, known }: Findings): Question[] {
  const questions: Question[] = [];
  const { hazardName, identifier } = content;
  if (standing.state === 'expired') return [];
  const missed = namedBy(message).every((key) => !known.has(key)) ? namedBy(message) : [];
  if (message.messageType !== 'alert' && missed.length > 0)
    questions.push(['unknown-reference', { missed, identifier }]);
  if (sentInFuture(content, receivedAt)) questions.push(['clock-skew', { sentAt: content.sentAt, receivedAt }]);
  if (standing.state === 'cancelled') return questions;
  if (standing.paths.length === 0) {
    if (found.elsewhere.length > 0 && found.unmatched.length === 0) return [];
    questions.push(['no-area', { areas: found.unmatched, hazardName }]);
  }
  if (standing.hazard === 'other') questions.push(['unknown-hazard', { hazardName }]);
  if (standing.colour === null) questions.push(['unknown-colour', { hazardName, severity: message.severity }]);
  for (const { region, words, townships } of found.parts)
    questions.push(['part-of-area', { region, words, regions: townships }]);
  return questions;
}

async function ask(sql: Queries, row: WarningRow, questions: readonly Question[], at: Instant): Promise<number> {
  let asked = 0;
  for (const [kind, proposal] of questions) {
    const about = kind === 'part-of-area' ? `${row.content.identifier} ${proposal.region}` : row.content.identifier;
    const { scope, source, text, id: warning } = row;
    if (await openDutyItem(sql, { scope, kind, source, about, warning, text, proposal, at })) asked += 1;
  }
  return asked;
}
