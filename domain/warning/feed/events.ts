import { compare } from '../../compare';
import { earliest, epochMs, type Instant, latest, plusMs } from '../../instant';
import { topmost } from './areas';
import { COLOURS, type Colour, type Hazard, type Severity, type Warning } from './warning';

/** One message, with the data to find its event and the event's state. */
export interface Message
  extends Pick<
    Warning,
    'source' | 'identifier' | 'event' | 'supersedes' | 'messageType' | 'hazard' | 'severity' | 'headline' | 'issuer'
  > {
  /** From the issuer, else from the severity; null when both are unknown. */
  colour: Colour | null;
  sentAt: Instant;
  onsetAt: Instant;
  endsAt: Instant | null;
  expiresAt: Instant | null;
  /** Paths of the covered regions, none below another. */
  paths: string[];
}

/** The state of an event after all its messages. */
export interface Standing {
  state: 'live' | 'cancelled' | 'expired';
  hazard: Hazard;
  colour: Colour | null;
  severity: Severity;
  onsetAt: Instant;
  /** When the weather ends; null when no message says. */
  endsAt: Instant | null;
  /** When the event ends without a further message. */
  lapsesAt: Instant;
  paths: string[];
  headline: string;
  issuer: string;
  /** Numbers of its first and its last message. */
  first: string;
  last: string;
}

const HOUR_MS = 3_600_000;
/** Another feed tells the same within minutes; the slowest aggregators ask once an hour. */
const REISSUED_WITHIN_MS = HOUR_MS;
/** If the weather goes on, another message follows a lapsed one; offices renew at least twice a day. */
const AFTER_EXPIRY_MS = 12 * HOUR_MS;
/** A cold-wave signal covers at most the next 48 hours (blue); a day is added, because it was not cancelled. */
const LONGEST_MS = 72 * HOUR_MS;

/** The identifier of China's 12379 system is part of the identifiers that other feeds give the same message. */
const NUMBER_12379 = /(?<!\d)\d{14}_\d{14}(?!\d)/;

/** @returns the key of a message across feeds. Identifiers of `manual` messages are such keys themselves. */
export function keyOf({ source, identifier }: Pick<Warning, 'source' | 'identifier'>): string {
  const shared = NUMBER_12379.exec(identifier)?.[0];
  return shared ? `12379:${shared}` : source === 'manual' ? identifier : `${source}:${identifier}`;
}

/** @returns the keys of the messages that this one names; not its own. */
export function namedBy({ source, identifier, event, supersedes }: Message): string[] {
  const own = keyOf({ source, identifier });
  const keys = [event, ...supersedes].map((number) => keyOf({ source, identifier: number }));
  return [...new Set(keys)].filter((key) => key !== own);
}

/** Caches keys: messages are compared repeatedly and never change. */
const keysKnown = new WeakMap<Message, readonly string[]>();

/** @returns every key of a message: messages that share one belong together. */
export function keysOf(message: Message): readonly string[] {
  const keys = keysKnown.get(message) ?? [keyOf(message), ...namedBy(message)];
  keysKnown.set(message, keys);
  return keys;
}

/** @returns the earliest and the latest instant of a message. */
const spanOf = (message: Message): [Instant, Instant] => [
  earliest(message.onsetAt, message.sentAt) ?? message.sentAt,
  lapseOf(message),
];

/** @returns when a message's event ends without a further message. */
export function lapseOf({ sentAt, onsetAt, endsAt, expiresAt }: Message): Instant {
  if (endsAt !== null) return endsAt;
  const begins = latest(sentAt, onsetAt) ?? sentAt;
  return expiresAt === null
    ? plusMs(begins, LONGEST_MS)
    : plusMs(latest(expiresAt, begins) ?? expiresAt, AFTER_EXPIRY_MS);
}

function alike(a: Message, b: Message): boolean {
  const [[fromA, untilA], [fromB, untilB]] = [spanOf(a), spanOf(b)];
  return (
    a.hazard === b.hazard &&
    a.hazard !== 'other' &&
    fromA <= untilB &&
    fromB <= untilA &&
    a.paths.some((one) => b.paths.some((other) => one.startsWith(other) || other.startsWith(one)))
  );
}

/**
 * @returns whether two feeds announce the same warning. Within one feed its identifiers decide: two alerts are two
 *   events.
 */
const reissued = (a: Message, b: Message): boolean =>
  a.source !== b.source &&
  Math.abs(epochMs(a.sentAt) - epochMs(b.sentAt)) <= REISSUED_WITHIN_MS &&
  (a.issuer === b.issuer || a.colour === b.colour) &&
  alike(a, b);

/** @returns whether an update or cancellation without references continues an earlier message of its office. */
const continues = (later: Message, earlier: Message): boolean =>
  later.messageType !== 'alert' &&
  later.source === earlier.source &&
  later.issuer === earlier.issuer &&
  later.sentAt >= earlier.sentAt &&
  keysOf(later).length === 1 &&
  alike(later, earlier);

/**
 * @returns whether two messages belong to the same event. An event is a set of messages connected by this relation, so
 *   their order does not matter, and a late one may join two events.
 */
export function related(a: Message, b: Message): boolean {
  const keys = keysOf(a);
  return keysOf(b).some((key) => keys.includes(key)) || reissued(a, b) || continues(a, b) || continues(b, a);
}

const TYPE_ORDER = { alert: 0, update: 1, cancel: 2 } as const;

/** Sorts messages by the time of sending, not of arrival. */
function bySending(a: Message, b: Message): number {
  const types = TYPE_ORDER[a.messageType] - TYPE_ORDER[b.messageType];
  return compare(a.sentAt, b.sentAt) || types || compare(keyOf(a), keyOf(b));
}

/**
 * @param messages of one event, all of them, in any order; at least one
 * @param now in the time of their scope
 */
export function standingOf(messages: readonly Message[], now: Instant): Standing {
  const ordered = [...messages].sort(bySending);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last) throw new Error('An event has at least one message');
  // Colour and time in a cancellation are copies from the message that it ends.
  const speaking = ordered.filter(({ messageType }) => messageType !== 'cancel');
  const newest = (speaking.length > 0 ? speaking : ordered).toReversed();
  const present = newest[0] ?? last;
  const lapsesAt = lapseOf(present);
  return {
    state: last.messageType === 'cancel' ? 'cancelled' : lapsesAt <= now ? 'expired' : 'live',
    hazard: newest.find(({ hazard }) => hazard !== 'other')?.hazard ?? 'other',
    colour: newest.find(({ colour }) => colour !== null)?.colour ?? null,
    severity: newest.find(({ severity }) => severity !== 'unknown')?.severity ?? 'unknown',
    onsetAt: onsetOf(newest.toReversed()) ?? present.onsetAt,
    endsAt: present.endsAt,
    lapsesAt,
    paths: areasOf(newest),
    headline: present.headline,
    issuer: present.issuer,
    first: first.identifier,
    last: last.identifier,
  };
}

/** After the onset no message can move it, although many feeds give their time of sending as the onset. */
const onsetOf = (ordered: readonly Message[]): Instant | null =>
  ordered.reduce<Instant | null>(
    (onset, { onsetAt, sentAt }) => (onset !== null && onset <= sentAt ? onset : onsetAt),
    null,
  );

/** @returns the areas of each feed's last message, together: a feed that is polled by point knows only its own. */
function areasOf(newestFirst: readonly Message[]): string[] {
  const said = new Map<string, string[]>();
  for (const { source, paths } of newestFirst) if (!said.has(source) && paths.length > 0) said.set(source, paths);
  return topmost([...said.values()].flat().map((path) => ({ path }))).map(({ path }) => path);
}

/**
 * @returns the strength of a colour, the weakest 0; a missing colour counts as yellow, as in the rules, until the duty
 *   officer decides.
 */
export const strength = (colour: Colour | null): number => COLOURS.indexOf(colour ?? 'yellow');
