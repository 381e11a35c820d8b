import type { Logger } from 'pino';
import type { Env } from '../../config/env';
import { MESSAGE_WAYS, type MessageWay } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { takeInTurns } from '../../domain/message/fair-shares';
import { isSmsPlatform } from '../../domain/message/sms-platforms';
import { codeOf } from '../../store/db/data-error';
import type { Sql } from '../../store/db/db';
import { closeFault, openFault, openLaneFaults } from '../../store/message/faults';
import { type OpenBreaker, openBreakers } from '../../store/message/outbox/breakers';
import {
  assignLane,
  type Feedable,
  type FeedingCampaign,
  feedingCampaigns,
  handingAlone,
  ordinaryMessages,
  URGENT,
  urgentMessages,
  waitForProvider,
  withoutWay,
} from '../../store/message/outbox/feeding';
import { scopeOf } from '../../store/message/outbox/sending-campaign';
import { type Lane, laneName, providersOf } from './lanes';
import type { Outbox } from './outbox';
import type { Pace } from './pace';

/**
 * Most messages in a queue: some half a second at full speed. So campaigns that start later soon get their turn, and
 * Redis stays small.
 */
const QUEUE_LENGTH = 3000;
/**
 * A full queue has room again after this. All processes fill it at the same moments, so it must not run empty while
 * they pause: with a pause of a second nothing could go out faster than 3,000 messages a second.
 */
const QUEUE_FULL_MS = 250;
/** A message that waits for others of its person is checked again after this. */
const UNRIPE_MS = 500;

export interface Feeding {
  env: Pick<Env, 'SMS_PROVIDERS'>;
  sql: Sql;
  outbox: Outbox;
  /** Starts the worker that a filled queue needs. */
  serve(lane: Lane): void;
  log: Logger;
}

interface Starting extends Feeding {
  pace: Pace;
  /** Called when an urgent message is announced. */
  urgentSoon?(): void;
}

/**
 * Fills the queues from Postgres with messages that may go out now: urgent ones at once, the others campaign by
 * campaign in turn, and only while a queue is short. Any number of processes may do so at once. @returns a function
 * that stops it after the running turn
 */
export function startFeeder({ pace, urgentSoon, ...feeding }: Starting): { stop(): Promise<void> } {
  if (urgentSoon) pace.hear('outbox', (news) => news === URGENT && urgentSoon());
  // New messages wake it at once, and so does a moved clock; its regular look finds messages that come due by the wall
  // clock.
  return pace.every({ name: 'feeder', hears: ['outbox', 'campaigns'], log: feeding.log, firstAfterMs: 0 }, () =>
    feed(feeding),
  );
}

/**
 * Runs one turn. A failure stops nothing else: each campaign, each lane and each channel is handled separately, and a
 * failure raises a fault.
 * @returns how soon the next turn should come, in milliseconds: a queue had no room for all messages that may go out
 *   now, another process hands them on, or messages wait for others of their person; undefined when there is no hurry
 */
export async function feed(feeding: Feeding): Promise<number | undefined> {
  const { sql } = feeding;
  const campaigns = await feedingCampaigns(sql);
  if (campaigns.length === 0) return undefined;
  const breakers = await openBreakers(sql);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const wayOf = remembered((campaign: FeedingCampaign) => smsWay(feeding, campaign, breakers));
  const ground = { byId, wayOf, faulty: await openLaneFaults(sql), full: new Set<string>() };
  let ours = true;
  await eachForItself([
    () => handUrgent(feeding, ground),
    async () => {
      ours = await handingAlone(sql, () =>
        eachForItself(MESSAGE_WAYS.map((channel) => () => handOrdinary(feeding, { ...ground, channel }))),
      );
    },
  ]);
  if (!ours || ground.full.size > 0) return QUEUE_FULL_MS;
  return campaigns.some(({ wall, paused }) => wall && !paused) ? UNRIPE_MS : undefined;
}

/** Runs all steps in order, even after a failure. @throws the first error, after all steps */
async function eachForItself(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

interface Ground {
  byId: ReadonlyMap<string, FeedingCampaign>;
  /** The way out of a campaign's SMS, found once in a turn. */
  wayOf(campaign: FeedingCampaign): WayOut;
  /** Campaigns and lanes with an open fault that nothing goes out. */
  faulty: ReadonlySet<string>;
  /** Lanes whose messages wait for room in the queue; filled during the turn. */
  full: Set<string>;
}

async function handUrgent(feeding: Feeding, ground: Ground): Promise<void> {
  const messages = await urgentMessages(feeding.sql, [...ground.byId.keys()]);
  await hand(feeding, { ...ground, messages, urgent: true });
}

/**
 * Handles each channel separately: e-mails do not wait behind SMS whose queue is full. It looks for no more messages
 * than their queue has room for.
 */
async function handOrdinary(feeding: Feeding, { channel, ...ground }: Ground & { channel: MessageWay }): Promise<void> {
  const waiting: Feedable[][] = [];
  const running = [...ground.byId.values()].filter(({ paused }) => !paused);
  await eachForItself([
    ...running.map((campaign) => async () => {
      const way = wayOut(campaign, channel, ground);
      const lane = 'provider' in way ? { mode: campaign.mode, provider: way.provider, urgent: false } : null;
      const most = lane ? await roomIn(feeding, lane) : QUEUE_LENGTH;
      if (lane && most === 0) return void ground.full.add(laneName(lane));
      waiting.push(await ordinaryMessages(feeding.sql, { campaign: campaign.id, channel, now: campaign.now, most }));
    }),
    () => hand(feeding, { ...ground, messages: takeInTurns(waiting, Number.POSITIVE_INFINITY), urgent: false }),
  ]);
}

interface Handing extends Ground {
  messages: readonly Feedable[];
  urgent: boolean;
}

type WayOut = { provider: string | null } | { until: Instant } | { nowhere: string };

async function hand(feeding: Feeding, handing: Handing): Promise<void> {
  const { sql } = feeding;
  const { messages, urgent, byId, faulty, full } = handing;
  const lanes = groups<Lane>();
  const waits = groups<Instant>();
  const nowhere = groups<string>();
  for (const message of eachOnce(messages)) {
    const { channel, campaign: of } = message;
    const campaign = byId.get(of);
    if (!campaign) continue;
    const way = wayOut(campaign, channel, handing);
    if ('until' in way) waits.add(way.until, way.until, message);
    else if ('nowhere' in way) nowhere.add(of, way.nowhere, message);
    else {
      const lane = { mode: campaign.mode, provider: way.provider, urgent };
      lanes.add(laneName(lane), lane, message);
      if (faulty.has(of)) await closeFault(sql, { kind: 'lane', scope: of });
    }
  }
  await eachForItself([
    ...waits.all().map(
      ({ of, messages: those }) =>
        () =>
          waitForProvider(sql, numbersOf(those), of),
    ),
    ...nowhere.all().map(
      ({ name, of, messages: those }) =>
        () =>
          holdWithoutWay(feeding, { scope: name, ids: numbersOf(those), detail: { provider: of } }),
    ),
    ...lanes.all().map(
      ({ of, messages: those }) =>
        () =>
          fill(feeding, { lane: of, messages: those, faulty, full }),
    ),
  ]);
}

/** @returns the messages without those that go out with an earlier one of the list. */
function eachOnce(messages: readonly Feedable[]): Feedable[] {
  const known = new Set<number>();
  return messages.filter(({ id, beside }) => {
    if (known.has(id)) return false;
    for (const other of beside) known.add(other);
    return true;
  });
}

const numbersOf = (messages: readonly Feedable[]): number[] => messages.flatMap(({ id, beside }) => [id, ...beside]);

/** Groups messages by a common key, in the order of its first occurrence. */
function groups<Of>() {
  const known = new Map<string, { name: string; of: Of; messages: Feedable[] }>();
  return {
    add(name: string, of: Of, message: Feedable) {
      const group = known.get(name) ?? { name, of, messages: [] };
      group.messages.push(message);
      known.set(name, group);
    },
    all: () => [...known.values()],
  };
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as Value) : find(key);
    known.set(key, value);
    return value;
  };
}

/** E-mails, and messages to groups, have a lane without a provider. */
const wayOut = (campaign: FeedingCampaign, channel: MessageWay, { wayOf }: Pick<Ground, 'wayOf'>): WayOut =>
  channel === 'sms' ? wayOf(campaign) : { provider: null };

/**
 * @returns the first provider without an open circuit; when all are open, the earliest instant of a new try. Unknown
 *   platforms are skipped; when there is no other, nothing can go out.
 */
function smsWay(
  { env }: Feeding,
  { id, mode, now, providers }: FeedingCampaign,
  breakers: readonly OpenBreaker[],
): WayOut {
  const scope = scopeOf({ id, mode });
  const wanted = Array.isArray(providers) ? providers.map(String) : providersOf(env);
  const order = wanted.filter(isSmsPlatform);
  if (order.length === 0) return { nowhere: wanted.join(', ').slice(0, 100) };
  const openUntil = (provider: string) =>
    breakers.find((breaker) => breaker.scope === scope && breaker.provider === provider && breaker.openUntil > now)
      ?.openUntil;
  const [first = ''] = order.filter((provider) => openUntil(provider) === undefined);
  if (first) return { provider: first };
  const [until = now] = order.flatMap((provider) => openUntil(provider) ?? []).sort();
  return { until };
}

/** Raises the fault once; the next message that goes out closes it. */
async function holdWithoutWay(
  { sql, log }: Feeding,
  { scope, ids, detail }: { scope: string; ids: readonly number[]; detail: Record<string, string> },
): Promise<void> {
  const held = await withoutWay(sql, ids);
  if (held === 0) return;
  await openFault(sql, { kind: 'lane', scope, detail });
  log.error({ scope, held, ...detail }, 'feeder: messages have no way out and are held');
}

/** @returns how many messages a lane's queue may still take */
const roomIn = async ({ outbox }: Feeding, lane: Lane): Promise<number> =>
  Math.max(0, QUEUE_LENGTH - (await outbox.depth(lane)));

async function fill(
  feeding: Feeding,
  { lane, messages, faulty, full }: { lane: Lane; messages: readonly Feedable[] } & Pick<Ground, 'faulty' | 'full'>,
): Promise<void> {
  const { sql, outbox, serve } = feeding;
  const scope = laneName(lane);
  try {
    serve(lane);
  } catch (error) {
    // The settings of this lane are broken; all other lanes go on.
    const code = codeOf(error);
    const detail = { provider: lane.provider ?? 'email', code };
    return holdWithoutWay(feeding, { scope, ids: numbersOf(messages), detail });
  }
  if (faulty.has(scope)) await closeFault(sql, { kind: 'lane', scope });
  const room = lane.urgent ? messages.length : await roomIn(feeding, lane);
  if (!lane.urgent && messages.length >= room) full.add(scope);
  if (room === 0) return;
  const ids = numbersOf(messages.slice(0, room));
  const ours = await assignLane(sql, ids, scope);
  // Restores the order of turns, which the statement does not keep.
  const kept = new Set(ours);
  await outbox.enqueue(
    lane,
    ids.filter((id) => kept.has(id)),
  );
}
