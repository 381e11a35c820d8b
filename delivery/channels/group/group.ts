import { Agent, type Dispatcher } from 'undici';
import type { GroupRobot } from '../../../config/settings/groups';
import { SendFailure, unanswered } from '../failure';
import type { GroupMessage, GroupProvider } from './provider';
import { ROBOTS } from './robots';

/** Tells groups of officers, by the robots of the settings. */
export interface GroupChannel {
  /**
   * Tells a group once.
   * @param robot name of a robot of the settings
   * @returns our own number of the message, for robots give none
   * @throws SendFailure that says whether the group may have got it
   */
  send(robot: string, message: GroupMessage): Promise<{ ref: string }>;
  /** @returns the provider of a robot; null when the settings have none of this name */
  kindOf(robot: string): string | null;
  close(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
/** Answers are a few dozen bytes; what is longer is cut off unread. */
const LONGEST_ANSWER = 65_536;
const MINUTE_MS = 60_000;
const CUT = '…';

interface Ways {
  dispatcher?: Dispatcher;
  now?: () => number;
}

/** @param ways for tests: another way to the servers, and another clock */
export function groupChannel(robots: readonly GroupRobot[], { dispatcher, now = Date.now }: Ways = {}): GroupChannel {
  const own = dispatcher ? null : new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const via = dispatcher ?? own;
  const named = new Map(robots.map((robot) => [robot.name, robot]));
  const pace = paced(now);

  return {
    kindOf: (name) => named.get(name)?.kind ?? null,
    async send(name, message) {
      const robot = named.get(name);
      if (!robot || !via) throw new SendFailure({ event: 'refuse', reason: 'refused', code: 'no-robot' });
      const provider = ROBOTS[robot.kind];
      if (!pace(name, provider.perMinute))
        throw new SendFailure({ event: 'defer', reason: 'throttled', wait: 'minute' });
      const text = cut(message.text, provider.longest - bytes(message.title) - SPARE);
      const { url, headers, body } = provider.request(robot, { ...message, text }, now());
      refuseElsewhere(provider, url);
      const { origin, pathname, search } = new URL(url);
      const answer = await via
        .request({
          ...{ origin, path: pathname + search, method: 'POST', body },
          headers: { 'content-type': 'application/json', ...headers },
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        .then(async ({ statusCode, body: said }) => ({ status: statusCode, body: await readJson(said) }))
        .catch((cause: unknown) => {
          throw unanswered(cause);
        });
      const failure = provider.refusal(answer.status, answer.body);
      if (failure) throw new SendFailure(failure);
      return { ref: String(message.id) };
    },
    close: async () => own?.close(),
  };
}

/** Marks, and the words around a text. */
const SPARE = 16;
const bytes = (text: string): number => Buffer.byteLength(text);

/** @returns as much of a text as fits into so many bytes, whole characters only */
function cut(text: string, most: number): string {
  if (bytes(text) <= most) return text;
  let kept = '';
  let size = bytes(CUT);
  for (const character of text) {
    size += bytes(character);
    if (size > most) break;
    kept += character;
  }
  return kept + CUT;
}

/** A redirect is not followed, and an address of another host is never asked. */
function refuseElsewhere({ hosts }: GroupProvider, url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' && (hosts === null || hosts.includes(hostname))) return;
  throw new SendFailure({ event: 'refuse', reason: 'refused', code: 'host' });
}

async function readJson(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

/** @returns whether a robot may send now: so many in any minute, counted in this process */
function paced(now: () => number): (robot: string, perMinute: number) => boolean {
  const sent = new Map<string, number[]>();
  return (robot, perMinute) => {
    const recent = (sent.get(robot) ?? []).filter((at) => now() - at < MINUTE_MS);
    const allowed = recent.length < perMinute;
    if (allowed) recent.push(now());
    sent.set(robot, recent);
    return allowed;
  };
}
