import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { SCENARIOS, type Scenario } from './scenarios';
import { type ChaosStage, openChaosStage } from './stage';

/** What one way of breaking delivery came to. */
export interface Outcome {
  scenario: string;
  /** What was done when. */
  broken: string;
  messages: number;
  /** Neither taken by the gateway nor accounted for. */
  lost: number;
  /** Taken by the gateway more than once. */
  doubled: number;
  states: Record<string, number>;
}

/** Campaign time in which everything must have come to rest: look-ups, retries and quiet hours lie within it. */
const STEPS_HOURS = [0.05, 0.3, 1, 3, 12, 26, 30, 50, 60];
const START = Date.parse('2026-12-01T01:00:00.000Z');

/** Breaks delivery in one way, lets it mend itself, and counts. */
export async function runScenario(stage: ChaosStage, scenario: Scenario, messages: number): Promise<Outcome> {
  await stage.clear();
  const broken = await scenario.breakIt(stage, messages);
  await comeToRest(stage);
  const rows = await stage.sql<{ id: number; state: string }[]>`select id, state from messages`;
  const times = (id: number) => stage.gateway.taken.get(String(id)) ?? 0;
  const states: Record<string, number> = {};
  for (const { state } of rows) states[state] = (states[state] ?? 0) + 1;
  return {
    scenario: scenario.name,
    broken,
    messages: rows.length,
    // Every one of them was wanted to the end, so that whatever was not taken exactly once is a fault.
    lost: messages - rows.filter(({ id, state }) => times(id) > 0 && ['accepted', 'delivered'].includes(state)).length,
    doubled: rows.filter(({ id }) => times(id) > 1).length,
    states,
  };
}

/** What a dead worker held is given up 90 s later: those seconds are skipped, and so are the campaign's hours. */
async function comeToRest({ sql, clockAt }: ChaosStage): Promise<void> {
  const [row] = await sql<{ at: string }[]>`select clock_at as at from campaigns`;
  const from = Math.max(START, Date.parse(row?.at ?? ''));
  await busyEnds(sql);
  await sql`update messages set touched_at = touched_at - interval '5 minutes' where state = 'submitting'`;
  for (const hours of STEPS_HOURS) {
    await busyEnds(sql);
    const [waiting] = await sql`select 1 from messages where release_at is not null and state <> 'accepted' limit 1`;
    if (!waiting) break;
    await clockAt(new Date(from + hours * 3_600_000).toISOString());
  }
  await busyEnds(sql);
}

/** A row that is submitting and does not move belongs to a worker that is dead. */
const busyEnds = (sql: ChaosStage['sql']) =>
  eventually(async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from messages m join campaigns c on c.id = m.campaign_id
      where m.state in ('planned', 'queued')
         or (m.state = 'submitting' and m.touched_at > clock_timestamp() - interval '3 seconds')
         or (m.state = 'submitting' and m.touched_at < clock_timestamp() - interval '90 seconds')
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
