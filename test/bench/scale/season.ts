import type { ChildProcess } from 'node:child_process';
import { Client, Connection } from '@temporalio/client';
import { progress } from '../../../cli/output';
import { connectClient } from '../../../client/campaigns';
import type { Env } from '../../../config/env';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { workflowBundle } from '../../../workers/workflow-bundle';
import { endWorkflows } from '../../support/end-workflows';
import type { OwnDatabase } from '../own-database';
import { endRole, startRole, untilUp } from '../roles';
import { until } from '../until';
import { freePort } from './free-port';
import { watchMemory } from './memory';
import { type Spent, watchParts } from './where-time-goes';

export interface Processes {
  workers: number;
  deliveries: number;
}

/** The SMS that a provider has taken: different ones, and how many came again. */
export interface Sent {
  taken: number;
  doubled: number;
}

/** A campaign whose first messages have all been accepted. */
export interface Season {
  campaign: string;
  messages: number;
  startToOpenSeconds: number;
  startToWrittenSeconds: number;
  startToAcceptedSeconds: number;
  /** Until all were accepted. */
  processorSeconds: Spent;
}

/** Runs every role as a process of its own while the work is done. @returns with the most memory of all together */
export async function whileRunning<T>(
  { env, sql }: OwnDatabase,
  { workers, deliveries }: Processes,
  work: () => Promise<T>,
): Promise<T & { oursMemoryMb: number }> {
  // As in an image: otherwise each worker would make it, in 80 MB of its own.
  await workflowBundle();
  const most = watchMemory();
  const processes: ChildProcess[] = [];
  const campaigns = async () => (await sql<{ id: string }[]>`select id from campaigns`).map(({ id }) => id);
  try {
    const server = await startRole('console', env);
    processes.push(server);
    await Promise.all([
      untilUp(env, server),
      ...Array.from({ length: workers }, () => startWell('workflows', env, processes)),
      ...Array.from({ length: deliveries }, () => startWell('delivery', env, processes)),
    ]);
    return { ...(await work()), oursMemoryMb: most() };
  } finally {
    await Promise.all(processes.map(endRole));
    // Through Temporal itself: a decision would wait for workers, and these have ended.
    for (const campaign of await campaigns()) await endWorkflows(env, campaign);
    most();
  }
}

/** @throws Error when it ends before it is well */
async function startWell(role: 'workflows' | 'delivery', env: Env, processes: ChildProcess[]): Promise<void> {
  const HEALTH_PORT = await freePort();
  const started = await startRole(role, { ...env, HEALTH_PORT });
  processes.push(started);
  await until(`a process of ${role} is well`, async () => {
    if (started.exitCode !== null) throw new Error(`A process of ${role} ended before it was well`);
    return (await fetch(`http://127.0.0.1:${HEALTH_PORT}`).catch(() => null))?.ok ?? false;
  });
}

/**
 * Starts the campaign, and waits until all its first messages have been written and accepted.
 * @param sent the provider's count
 * @param minutes after which what is waited for has failed
 * @throws Error when one is missing at the end, or came twice: the figures would be worthless
 */
export async function openSeason(
  { env, sql }: OwnDatabase,
  definition: Definition,
  { sent, minutes }: { sent: () => Promise<Sent>; minutes: number },
): Promise<Season> {
  const client = await connectClient(env, sql);
  try {
    const begun = performance.now();
    const spent = watchParts();
    const since = () => Math.round((performance.now() - begun) / 100) / 10;
    const { campaign } = await client.start({ definition, mode: 'live', by: null });
    progress(`started after ${since()} s`);
    const rounds = await roundsPlanned(sql, campaign);
    const how = { everyMs: 250, minutes };
    await until('all rounds are open', async () => (await opened(sql, campaign)) >= rounds, how);
    const startToOpenSeconds = since();
    progress(`${rounds} rounds open after ${startToOpenSeconds} s`);
    await until('all messages are written', async () => (await climbed(sql, campaign)).rounds >= rounds, how);
    const startToWrittenSeconds = since();
    const { messages } = await climbed(sql, campaign);
    progress(`${messages} messages written after ${startToWrittenSeconds} s`);
    await until('all messages are accepted', async () => (await sent()).taken >= messages, { ...how, everyMs: 100 });
    const startToAcceptedSeconds = since();
    const processorSeconds = spent();
    progress(JSON.stringify(processorSeconds));
    progress(`accepted after ${startToAcceptedSeconds} s`);
    await until('all are settled', async () => (await unsettled(sql, campaign)) === 0, { ...how, everyMs: 1000 });
    const { taken, doubled } = await sent();
    if (taken !== messages || doubled > 0)
      throw new Error(`${messages} messages, ${taken} different SMS, and ${doubled} that came again.`);
    return { campaign, messages, startToOpenSeconds, startToWrittenSeconds, startToAcceptedSeconds, processorSeconds };
  } finally {
    await client.close();
  }
}

async function roundsPlanned(sql: Sql, campaign: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select jsonb_array_length(plan #> '{stages,0,rounds,0,areas}') as n from campaigns where id = ${campaign}`;
  return row?.n ?? 0;
}

async function opened(sql: Sql, campaign: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from rounds where campaign_id = ${campaign}`;
  return row?.n ?? 0;
}

/** Rounds that have climbed their first rung, and the messages that these have written. */
async function climbed(sql: Sql, campaign: string): Promise<{ rounds: number; messages: number }> {
  const [row] = await sql<{ rounds: number; messages: number }[]>`
    select count(*)::int as rounds, coalesce(sum(g.messages), 0)::int as messages
    from rounds r join rungs g on g.round_id = r.id where r.campaign_id = ${campaign}`;
  return row ?? { rounds: 0, messages: 0 };
}

async function unsettled(sql: Sql, campaign: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from messages where campaign_id = ${campaign} and state not in ('accepted', 'delivered')`;
  return row?.n ?? 0;
}

/** @returns how many workflows the campaign has in Temporal, and which server that is */
export async function seenInTemporal(
  { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }: Env,
  campaign: string,
): Promise<{ workflows: number; server: string }> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow, workflowService } = new Client({ connection, namespace });
    const { count } = await workflow.count(`NdCampaign = "${campaign}"`);
    const { serverVersion } = await workflowService.getSystemInfo({});
    const { persistenceStore } = await workflowService.getClusterInfo({});
    return { workflows: count, server: `Temporal ${serverVersion}, ${persistenceStore}` };
  } finally {
    await connection.close();
  }
}
