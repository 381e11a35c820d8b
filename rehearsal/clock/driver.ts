import type { CampaignClient } from '../../client/campaigns';
import type { Plan } from '../../domain/campaign/plan';
import { earliest, type Instant, latest, plusMs } from '../../domain/instant';
import { roundsMeant } from '../../domain/round/round';
import { amendmentsOf } from '../../store/campaign/campaigns';
import type { Sql } from '../../store/db/db';
import { unhandledReplies } from '../../store/rehearsal/rehearsals';
import {
  letGo,
  messagesLeft,
  type Rest,
  restOf,
  roundsWithNews,
  step,
  whatIsUnderWay,
} from '../../store/rehearsal/steps';
import type { AlertRoundHeld } from '../audit/alert-rounds';
import type { Acted, Received } from '../audit/audit-input';
import type { Cast } from '../people/cast';
import type { Mailboxes } from '../people/mailboxes';
import type { Forecast } from './forecast';
import { until } from './patience';
import type { Delivery } from './post';
import { type Workflows, workflowsOf } from './workflows';

export interface Drive {
  client: Pick<CampaignClient, 'advance' | 'reportsArrived'>;
  sql: Sql;
  plan: Plan;
  cast: Cast;
  /** The weather office. */
  forecast: Forecast;
  /** @returns the rounds that warnings have opened so far. */
  alertRounds(): Promise<AlertRoundHeld[]>;
  /**
   * @returns the workflows that people's acts have started, such as cases; some may be known already. Null while one is
   *   about to start
   */
  startedByActs(): Promise<readonly string[] | null>;
  /** Empties the mailboxes. */
  collect(at: Instant): Promise<Delivery>;
  /** The SMS gateway: its clock shows campaign time, and it is at rest when we have taken every due receipt. */
  gateway: Pick<Mailboxes, 'atRest' | 'setClock'>;
  /** Waits until the real time for this instant, when a person watches the rehearsal. */
  pace(at: Instant): Promise<void>;
  onStep(progress: Progress): void;
  signal?: AbortSignal;
}

/** Progress of a rehearsal. */
export interface Progress {
  at: Instant;
  /** Accepted reports and received messages so far. */
  reports: number;
  messages: number;
}

export interface Driven {
  received: Received[];
  acted: Acted[];
  endedAt: Instant;
  /** Workflows: the campaign and its rounds. */
  started: number;
}

/**
 * Moves a campaign's stepped clock from one instant to the next at which anything is due (a rung, an opening, a lock,
 * an act of a person, a held message) until the campaign ends. At each instant people act first, then workflows do what
 * is due; the clock moves on when every message is settled and read.
 * @throws Error that names the pending work when a step does not settle
 */
export async function drive(drive: Drive): Promise<Driven> {
  const { client, sql, plan, cast, forecast, signal } = drive;
  const { campaign } = plan;
  const workflows = workflowsOf(client, campaign, plan.startsAt);
  const newlyMoved = noticeMoves(drive);
  const received: Received[] = [];
  const acted: Acted[] = [];
  let reports = 0;
  let at = plan.startsAt;
  let gatewayNext: Instant | null = null;
  let releaseAt: Instant | null = null;
  while (!workflows.hasEnded()) {
    signal?.throwIfAborted();
    // A case that an act has opened may be due at once, by a clock that stood still: time never goes back.
    at = latest(at, nextInstant(drive, workflows, [releaseAt, gatewayNext])) ?? at;
    await drive.pace(at);
    await step(sql, campaign, at);
    await drive.gateway.setClock(at);
    const done = await cast.act(at);
    if (done.some((act) => 'via' in act && act.via === 'sms')) await repliesHandled(drive);
    for (const act of done) acted.push(act);
    reports += done.filter(({ kind }) => kind === 'reported').length;
    workflows.follow(await forecast.act(at), at);
    workflows.wake(await informed(drive), at);
    let more: number;
    do {
      await workflows.advance(at);
      more = workflows.find(await startedByActs(drive), at) + workflows.wake(await newlyMoved(), at);
    } while (more > 0);
    releaseAt = await settle(drive);
    gatewayNext = await drive.gateway.setClock(at);
    const delivery = await drive.collect(at);
    for (const one of delivery.received) received.push(one);
    cast.learn(await drive.alertRounds());
    cast.hear(delivery.heard);
    drive.onStep({ at, reports, messages: received.length });
  }
  const endedAt = at;
  await closeBooks(drive, endedAt);
  return {
    received: [...received, ...(await drive.collect(endedAt)).received],
    acted,
    endedAt,
    started: workflows.started(),
  };
}

/** Receipts and look-ups end a day after the last message; a message that waits longer would wait for ever. */
const BOOKS_MS = 4 * 86_400_000;

/**
 * A round of cases ends with its last answer, by itself: what comes after it is due now. So do cases that a report has
 * opened. Whoever has answered does not wait until the round has heard of it; it hears of it here, so that what follows
 * does not depend on how fast the machine is.
 */
async function informed({ client, sql, plan: { campaign } }: Drive): Promise<string[]> {
  const rounds = await roundsWithNews(sql, campaign);
  await Promise.all(rounds.map((round) => client.reportsArrived(round)));
  return rounds;
}

/**
 * A warning moves dates through the campaign, which tells its rounds by signals: what they have to say of it is due at
 * this instant, and does not depend on how fast the machine is.
 * @returns a look: ids of the rounds whose dates have been moved since the look before
 */
function noticeMoves({ sql, plan }: Drive): () => Promise<string[]> {
  let known = 0;
  return async () => {
    const decisions = await amendmentsOf(sql, plan.campaign);
    const recent = decisions.slice(known);
    known = decisions.length;
    return recent.flatMap(({ target }) => roundsMeant(plan, target).map(({ id }) => id));
  };
}

/** A round starts cases when it hears of the report that has opened them. */
const startedByActs = ({ startedByActs: ask }: Drive): Promise<readonly string[]> =>
  until(ask, async () => 'the workflow of a case has not started');

/** After the end, the clock goes on until every message has its final state. */
async function closeBooks(drive: Drive, endedAt: Instant): Promise<void> {
  const { sql, plan, gateway, signal } = drive;
  let gatewayNext = await gateway.setClock(endedAt);
  let releaseAt = (await restOf(sql, plan.campaign)).nextAt;
  for (;;) {
    signal?.throwIfAborted();
    const at = earliest(releaseAt, gatewayNext);
    if (at === null || at > plusMs(endedAt, BOOKS_MS)) return;
    await step(sql, plan.campaign, at);
    gatewayNext = await gateway.setClock(at);
    releaseAt = await settle(drive);
  }
}

/** @param messages when one is looked at again, by us or by the gateway */
function nextInstant({ cast, forecast }: Drive, workflows: Workflows, messages: readonly (Instant | null)[]): Instant {
  const at = earliest(workflows.nextAt(), cast.nextAt(), forecast.nextAt(), ...messages);
  if (at !== null) return at;
  throw new Error(`Nothing is due any more, and these have not ended: ${workflows.running().join(', ')}`);
}

/** Rungs of this instant must see the reports by SMS, so replies are handled first. */
async function repliesHandled({ sql, gateway }: Drive): Promise<void> {
  await until(
    async () => ((await gateway.atRest()) && (await unhandledReplies(sql)) === 0) || null,
    async () => 'replies by SMS have not been handled',
    () => unhandledReplies(sql),
  );
}

/**
 * Lets the messages of this instant go, now that people and workflows are at rest, and waits until nothing is on its
 * way: every message is sent or set aside, and every receipt is in. Messages that follow from these (the next way of
 * one that failed) wait and go together in their turn.
 * @returns when a message that waits is looked at again
 */
async function settle({ sql, plan: { campaign }, gateway }: Drive): Promise<Instant | null> {
  const settled = async (): Promise<Rest | null> => {
    const rest = await restOf(sql, campaign);
    return rest.underWay ? null : rest;
  };
  for (;;) {
    const { unripe, nextAt } = await until(
      // Asks again after the gateway: by then its earlier pushes are counted.
      async () => ((await settled()) && (await gateway.atRest()) ? settled() : null),
      async () => `${await pending(sql, campaign, gateway)} have not come to rest`,
      () => messagesLeft(sql, campaign),
    );
    if (!unripe) return nextAt;
    await letGo(sql, campaign);
  }
}

/** @returns what a step waits for */
async function pending(sql: Sql, campaign: string, gateway: Drive['gateway']): Promise<string> {
  const ours = await whatIsUnderWay(sql, campaign);
  return [...ours, ...((await gateway.atRest()) ? [] : ['receipts of the gateway'])].join(', ');
}
