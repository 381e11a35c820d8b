import type { Logger } from 'pino';
import type { Env } from '../config/env';
import { takeInTurns } from '../domain/fair-shares';
import type { Instant } from '../domain/instant';
import { CHANNELS } from '../domain/plan';
import { type OpenBreaker, openBreakers } from '../register/breakers';
import { scopeOf } from '../register/claims';
import type { Sql } from '../register/db';
import {
  assignLane,
  type Feedable,
  type FeedingCampaign,
  feedingCampaigns,
  OUTBOX_CHANNEL,
  ordinaryMessages,
  URGENT,
  urgentMessages,
  waitForProvider,
} from '../register/feeding';
import { type Lane, laneName, providersOf } from './lanes';
import type { Outbox } from './outbox';

/** What comes due by a clock is found by looking; what is written wakes the feeder at once. */
const LOOK_EVERY_MS = 200;
/**
 * A queue is kept so long and no longer: enough for a second at full speed, so that campaigns that start later have
 * their turn soon, and Redis stays small.
 */
const QUEUE_LENGTH = 3000;

export interface Feeding {
  env: Pick<Env, 'SMS_PROVIDERS'>;
  sql: Sql;
  outbox: Outbox;
  /** Whoever fills a queue sees to it that somebody works on it. */
  serve(lane: Lane): void;
  log: Logger;
  /** Something urgent has been announced. */
  urgentSoon?(): void;
}

/**
 * Fills the queues from Postgres with what may go out now: what is urgent at once, everything else campaign by campaign
 * in turn, and only while a queue is short. Any number of processes may do so at once.
 * @returns stops it and waits for what is being done
 */
export async function startFeeder(feeding: Feeding): Promise<{ stop(): Promise<void> }> {
  const { sql, log } = feeding;
  let stopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;

  const turn = () => {
    wanted = true;
    if (running || stopped) return;
    running = (async () => {
      while (wanted && !stopped) {
        wanted = false;
        await feed(feeding).catch((error: Error) => log.warn({ err: error }, 'feeder: will try again'));
      }
    })().finally(() => {
      running = null;
    });
  };
  const heard = (news: string) => {
    if (news === URGENT) feeding.urgentSoon?.();
    turn();
  };
  const listening = await sql.listen(OUTBOX_CHANNEL, heard).catch((error: Error) => {
    log.warn({ err: error }, 'feeder: Postgres does not notify; it is looked at instead');
    return null;
  });
  const timer = setInterval(turn, LOOK_EVERY_MS);
  turn();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await listening?.unlisten().catch(() => {});
      await running;
    },
  };
}

/** One round of it. */
export async function feed(feeding: Feeding): Promise<void> {
  const { sql } = feeding;
  const campaigns = await feedingCampaigns(sql);
  if (campaigns.length === 0) return;
  const breakers = await openBreakers(sql);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const urgent = await urgentMessages(sql, [...byId.keys()]);
  await hand(feeding, { messages: urgent, urgent: true, byId, breakers });
  // Each channel for itself: e-mails do not wait behind SMS whose queue is full.
  for (const channel of CHANNELS) {
    const waiting: Feedable[][] = [];
    for (const { id, now } of campaigns.filter(({ paused }) => !paused))
      waiting.push(await ordinaryMessages(sql, { campaign: id, channel, now, most: QUEUE_LENGTH }));
    await hand(feeding, { messages: takeInTurns(waiting, Number.POSITIVE_INFINITY), urgent: false, byId, breakers });
  }
}

interface Handing {
  messages: readonly Feedable[];
  urgent: boolean;
  byId: Map<string, FeedingCampaign>;
  breakers: readonly OpenBreaker[];
}

async function hand(feeding: Feeding, { messages, urgent, byId, breakers }: Handing): Promise<void> {
  const lanes = new Map<string, { lane: Lane; ids: number[] }>();
  const waits = new Map<Instant, number[]>();
  for (const { id, channel, campaign: of } of messages) {
    const campaign = byId.get(of);
    if (!campaign) continue;
    const way = channel === 'email' ? { provider: null } : providerFor(feeding, campaign, breakers);
    if ('until' in way) {
      waits.set(way.until, [...(waits.get(way.until) ?? []), id]);
      continue;
    }
    const lane = { mode: campaign.mode, provider: way.provider, urgent };
    const name = laneName(lane);
    const row = lanes.get(name) ?? { lane, ids: [] };
    row.ids.push(id);
    lanes.set(name, row);
  }
  for (const [until, ids] of waits) await waitForProvider(feeding.sql, ids, until);
  for (const { lane, ids } of lanes.values()) await fill(feeding, lane, ids);
}

/** The first provider that is not left alone just now; when all are, the instant at which the first may be tried again. */
function providerFor(
  { env }: Feeding,
  { id, mode, now, providers }: FeedingCampaign,
  breakers: readonly OpenBreaker[],
): { provider: string } | { until: Instant } {
  const scope = scopeOf({ id, mode });
  const order = providers ?? providersOf(env);
  const openUntil = (provider: string) =>
    breakers.find((breaker) => breaker.scope === scope && breaker.provider === provider && breaker.openUntil > now)
      ?.openUntil;
  const [first = ''] = order.filter((provider) => openUntil(provider) === undefined);
  if (first) return { provider: first };
  const [until = now] = order.flatMap((provider) => openUntil(provider) ?? []).sort();
  return { until };
}

async function fill({ sql, outbox, serve }: Feeding, lane: Lane, ids: readonly number[]): Promise<void> {
  serve(lane);
  const room = lane.urgent ? ids.length : QUEUE_LENGTH - (await outbox.depth(lane));
  if (room <= 0) return;
  const ours = await assignLane(sql, ids.slice(0, room), laneName(lane));
  // The order of turns, which the statement does not keep.
  const kept = new Set(ours);
  await outbox.enqueue(
    lane,
    ids.filter((id) => kept.has(id)),
  );
}
