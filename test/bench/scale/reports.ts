import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../../../store/db/db';
import { call, percentile } from '../calls';
import { linkTokens } from '../links';
import type { OwnDatabase } from '../own-database';

/** So many a second report all 29,000 villages of a province within ten minutes. */
const A_SECOND = 50;
/** Not measured: V8 compiles, and connections open. */
const WARM_UP = 200;
/** A prime number: so many places of the register lie between a village and the next that reports. */
const APART = 7919;

export interface Reported {
  reports: number;
  reportsPerSecond: number;
  reportP99Ms: number;
  reportsLost: number;
}

/** Villages of all counties report by their links at an even rate, whether the console keeps up or not. */
export async function measureReports({ env, sql }: OwnDatabase, wanted: number): Promise<Reported> {
  const all = await linkTokens(sql, env, 'survey');
  const tokens = all.map((_, nth) => all[(nth * APART) % all.length] ?? '').slice(0, wanted);
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const times: number[] = [];
  const begun = performance.now();
  const report = async (token: string, nth: number) => {
    const due = begun + (nth * 1000) / A_SECOND;
    await pause(Math.max(0, due - performance.now()));
    const sent = performance.now();
    const { status } = await call(agent, `${env.PUBLIC_URL}/api/links/${token}`, { figures: { n: nth % 90 } });
    if (status !== 200) throw new Error(`A report was answered by ${status}.`);
    if (nth >= WARM_UP) times.push(performance.now() - sent);
  };
  await Promise.all(tokens.map(report));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return {
    reports: tokens.length,
    reportsPerSecond: Math.round((tokens.length / seconds) * 10) / 10,
    reportP99Ms: percentile(times, 0.99),
    reportsLost: tokens.length - (await kept(sql)),
  };
}

async function kept(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from asks where reported_at is not null`;
  return row?.n ?? 0;
}
