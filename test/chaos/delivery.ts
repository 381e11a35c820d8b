import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import type { Scenario } from './scenario';
import { SCENARIOS } from './scenarios';
import { type ChaosStage, openChaosStage } from './stage';

/** The outcome of one way to break delivery. */
export interface Outcome {
  scenario: string;
  /** The faults, with their times. */
  broken: string;
  messages: number;
  /**
   * Not taken by the gateway, or not accounted for; claimed messages may be unknown where the provider cannot be asked.
   */
  lost: number;
  /** Taken by the gateway more than once. */
  doubled: number;
  states: Record<string, number>;
}

/** Steps of campaign time after which all messages must be final: look-ups, retries and quiet hours lie within them. */
const STEPS_HOURS = [0.05, 0.3, 1, 3, 12, 26, 30, 50, 60];
const START = Date.parse('2026-12-01T01:00:00.000Z');

/** Breaks delivery in one way, lets it recover, and counts. */
export async function runScenario(stage: ChaosStage, scenario: Scenario, messages: number): Promise<Outcome> {
  await stage.clear();
  const { what, inHand = 0 } = await scenario.breakIt(stage, messages);
  await comeToRest(stage);
  const rows = await stage.sql<{ id: number; state: string }[]>`select id, state from messages`;
  const times = (id: number) => stage.timesTaken(String(id));
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  const arrived = rows.filter(({ id, state }) => times(id) > 0 && ['accepted', 'delivered'].includes(state)).length;
  return {
    scenario: scenario.name,
    broken: what,
    messages: rows.length,
    // Every message stayed needed to the end, so each one that was not taken exactly once is a fault.
    lost: messages - arrived - Math.min(states.unknown ?? 0, inHand),
    doubled: rows.filter(({ id }) => times(id) > 1).length,
    states,
  };
}

/** Skips hours of campaign time while messages wait for them. */
async function comeToRest({ sql, clockAt }: ChaosStage): Promise<void> {
  const [row] = await sql<{ at: string }[]>`select clock_at as at from campaigns`;
  const from = Math.max(START, Date.parse(row?.at ?? ''));
  for (const hours of STEPS_HOURS) {
    await busyEnds(sql);
    const [waiting] = await sql`select 1 from messages where release_at is not null and state <> 'accepted' limit 1`;
    if (!waiting) break;
    await clockAt(new Date(from + hours * 3_600_000).toISOString());
  }
  await busyEnds(sql);
}

const busyEnds = (sql: ChaosStage['sql']) =>
  eventually(async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from messages m join campaigns c on c.id = m.campaign_id
      where m.state in ('planned', 'queued', 'submitting')
         or (m.state in ('held', 'retry', 'unknown') and m.release_at <= campaign_now(c.id))`;
    if (row?.n) {
      const states =
        await sql`select state, lane, count(*)::int as n, max(touched_at) as touched from messages group by 1, 2`;
      throw new Error(`${row.n} messages are still under way: ${JSON.stringify(states)}`);
    }
  }, 90_000);

/** All scenarios one after the other. */
export async function breakDelivery(messages: number, onOutcome: (outcome: Outcome) => void): Promise<Outcome[]> {
  const stage = await openChaosStage(mkdtempSync(join(tmpdir(), 'nuandong-chaos-')));
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of SCENARIOS) {
      const outcome = await runScenario(stage, scenario, messages);
      onOutcome(outcome);
      outcomes.push(outcome);
    }
  } finally {
    await stage.close();
  }
  return outcomes;
}
