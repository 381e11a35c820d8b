import { compare } from '../../compare';
import { earliest, epochMs, type Instant, latest, plusMs } from '../../instant';
import { topmost } from './areas';
import { COLOURS, type Colour, type Hazard, type Severity, type Warning } from './warning';

/** One message as far as the question goes what it belongs to and what it says. */
export interface Message
  extends Pick<
    Warning,
    'source' | 'identifier' | 'event' | 'supersedes' | 'messageType' | 'hazard' | 'severity' | 'headline' | 'issuer'
  > {
  /** As the issuer says, else derived from the severity; null when neither tells. */
  colour: Colour | null;
  sentAt: Instant;
  onsetAt: Instant;
  endsAt: Instant | null;
  expiresAt: Instant | null;
  /** Paths of the regions covered, none below another. */
  paths: string[];
}

/** How an event stands after all its messages. */
export interface Standing {
  state: 'live' | 'cancelled' | 'expired';
  hazard: Hazard;
  colour: Colour | null;
  severity: Severity;
  onsetAt: Instant;
  /** When the weather ends, as far as anybody says. */
  endsAt: Instant | null;
  /** When the event is over without a word. */
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
/** A message that lapses is followed by the next one, if the weather goes on; offices renew at least twice a day. */
const AFTER_EXPIRY_MS = 12 * HOUR_MS;
/** A cold-wave signal speaks of the next 48 hours at most (blue); a day is added, since nobody cancelled it. */
const LONGEST_MS = 72 * HOUR_MS;

/** The number by which China's 12379 system knows a message stays within the numbers that other feeds give it. */
const NUMBER_12379 = /(?<!\d)\d{14}_\d{14}(?!\d)/;

/** By this a message is known across feeds. Numbers of `manual` messages are such keys themselves. */
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

/** Messages are compared with one another again and again, and never change. */
const keysKnown = new WeakMap<Message, readonly string[]>();

/** @returns every key of a message: messages that share one belong together. */
export function keysOf(message: Message): readonly string[] {
  const keys = keysKnown.get(message) ?? [keyOf(message), ...namedBy(message)];
  keysKnown.set(message, keys);
  return keys;
}

/** The earliest and the latest instant that a message speaks of. */
const spanOf = (message: Message): [Instant, Instant] => [
  earliest(message.onsetAt, message.sentAt) ?? message.sentAt,
  lapseOf(message),
];

/** @returns when a message's event ends if nobody says another word. */
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

/** Another feed's word on the same. A feed's own numbers are believed: two alerts of one feed are two events. */
const reissued = (a: Message, b: Message): boolean =>
  a.source !== b.source &&
  Math.abs(epochMs(a.sentAt) - epochMs(b.sentAt)) <= REISSUED_WITHIN_MS &&
  (a.issuer === b.issuer || a.colour === b.colour) &&
  alike(a, b);

/** An update or a cancellation that names nothing goes on with what its office said before. */
const continues = (later: Message, earlier: Message): boolean =>
  later.messageType !== 'alert' &&
  later.source === earlier.source &&
  later.issuer === earlier.issuer &&
  later.sentAt >= earlier.sentAt &&
  keysOf(later).length === 1 &&
  alike(later, earlier);

/**
 * Whether two messages speak of the same event. An event is what is connected by this, so it does not matter in which
 * order messages come, and a late one may show that two events were one.
 */
export function related(a: Message, b: Message): boolean {
  const keys = keysOf(a);
  return keysOf(b).some((key) => keys.includes(key)) || reissued(a, b) || continues(a, b) || continues(b, a);
}

const TYPE_ORDER = { alert: 0, update: 1, cancel: 2 } as const;

/** The order in which messages were sent, whatever the order of their arrival. */
function bySending(a: Message, b: Message): number {
  const types = TYPE_ORDER[a.messageType] - TYPE_ORDER[b.messageType];
  return compare(a.sentAt, b.sentAt) || types || compare(keyOf(a), keyOf(b));
}

/**
 * @param messages all that belong to one event, in any order; at least one
 * @param now in the time of their scope
 */
export function standingOf(messages: readonly Message[], now: Instant): Standing {
  const ordered = [...messages].sort(bySending);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last) throw new Error('An event has at least one message');
  // What a cancellation says of colour and time is a copy of what it ends.
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

/**
 * What has begun has begun: a message after that cannot move the onset, though many feeds give their time of sending.
 */
const onsetOf = (ordered: readonly Message[]): Instant | null =>
  ordered.reduce<Instant | null>(
    (onset, { onsetAt, sentAt }) => (onset !== null && onset <= sentAt ? onset : onsetAt),
    null,
  );

/** What each feed said last of its areas, together: a feed that is asked by point knows only its own. */
function areasOf(newestFirst: readonly Message[]): string[] {
  const said = new Map<string, string[]>();
  for (const { source, paths } of newestFirst) if (!said.has(source) && paths.length > 0) said.set(source, paths);
  return topmost([...said.values()].flat().map((path) => ({ path }))).map(({ path }) => path);
}

/** @returns how strong a colour is, the weakest 0; none counts as yellow, as in the rules, until somebody decides. */
export const strength = (colour: Colour | null): number => COLOURS.indexOf(colour ?? 'yellow');
