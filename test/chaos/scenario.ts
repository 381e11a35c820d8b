import type { Sql } from '../../store/db/db';
import type { ChaosStage } from './stage';

/** One way to break delivery. */
export interface Scenario {
  name: string;
  /** Breaks delivery at the moment in its name, and repairs it. */
  breakIt(stage: ChaosStage, messages: number): Promise<Broken>;
}

export interface Broken {
  /** The faults and their times, in words. */
  what: string;
  /** Claimed messages at that moment, where the provider cannot be asked about unanswered ones: they stay unknown. */
  inHand?: number;
}

interface Count {
  [state: string]: number;
}

/** @returns how many messages are in each state */
export const statesOf = async (sql: Sql): Promise<Count> => {
  const rows = await sql<{ state: string; n: number }[]>`select state, count(*)::int as n from messages group by 1`;
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

export const inState = async ({ sql }: ChaosStage, state: string): Promise<number> => (await statesOf(sql))[state] ?? 0;
