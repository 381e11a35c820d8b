import { compare } from '../../compare';
import type { Instant } from '../../instant';
import { coverage } from '../feed/areas';
import { inForce } from '../feed/changes';
import { lapseOf, type Message, related, type Standing, standingOf } from '../feed/events';
import { messageOf } from '../feed/message';
import type { Place } from '../feed/place-index';
import type { Warning } from '../feed/warning';

/** A weather event during the replay of its messages, in the order of their sending. */
export interface ReplayedEvent {
  messages: Message[];
  standing: Standing;
  /** Whether every area of the messages lies elsewhere, by its code: then no question would have been raised. */
  elsewhere: boolean;
}

/** The state of the weather at an instant of change. */
export interface WeatherAt {
  at: Instant;
  /** The events in force. */
  standings: Standing[];
}

/** The replay of a winter. */
export interface Replay {
  moments: WeatherAt[];
  events: ReplayedEvent[];
}

interface Heard {
  message: Message;
  elsewhere: boolean;
}

/**
 * Replays warnings as if each had come when it was sent. It finds the event of each, and the state of all events after
 * it and after each lapse.
 * @param places of the register, for the areas of warnings
 */
export function replayWarnings(warnings: readonly Warning[], places: readonly Place[]): Replay {
  const paths = new Map(places.map(({ code, path }) => [code, path]));
  const heard = once(warnings)
    .map((warning) => hear(warning, places, paths))
    .sort(bySending);
  const instants = new Set(heard.flatMap(({ message }) => [message.sentAt, lapseOf(message)]));
  let events: ReplayedEvent[] = [];
  const moments: WeatherAt[] = [];
  let next = 0;
  for (const at of [...instants].sort()) {
    for (let one = heard[next]; one && one.message.sentAt <= at; one = heard[++next]) events = join(events, one, at);
    events = events.map((event) => lapse(event, at));
    moments.push({ at, standings: events.map(({ standing }) => standing).filter(inForce) });
  }
  return { moments, events };
}

/** Drops repeated messages. */
const once = (warnings: readonly Warning[]): Warning[] => [
  ...new Map(warnings.map((warning) => [`${warning.source} ${warning.identifier}`, warning])).values(),
];

const bySending = (a: Heard, b: Heard): number => compare(a.message.sentAt, b.message.sentAt);

function hear(warning: Warning, places: readonly Place[], paths: ReadonlyMap<string, string>): Heard {
  const { regions, unmatched, elsewhere } = coverage(places, warning);
  const receivedAt = new Date(warning.sentAt).toISOString();
  const message = messageOf(warning, { paths: regions.map((code) => paths.get(code) ?? `${code}/`), receivedAt });
  return { message, elsewhere: regions.length === 0 && elsewhere.length > 0 && unmatched.length === 0 };
}

/** A message may show that two events were one. */
function join(events: readonly ReplayedEvent[], { message, elsewhere }: Heard, at: Instant): ReplayedEvent[] {
  const isKin = ({ messages }: ReplayedEvent) => messages.some((other) => related(message, other));
  const kin = events.filter(isKin);
  const messages = [...kin.flatMap((event) => event.messages), message];
  const joined = {
    messages,
    standing: standingOf(messages, at),
    elsewhere: elsewhere && kin.every((event) => event.elsewhere),
  };
  return [...events.filter((event) => !kin.includes(event)), joined];
}

function lapse(event: ReplayedEvent, at: Instant): ReplayedEvent {
  const { messages, standing } = event;
  return standing.state === 'live' && standing.lapsesAt <= at
    ? { ...event, standing: standingOf(messages, at) }
    : event;
}
