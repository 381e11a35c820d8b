import type { Queries } from '../db/db';

/** What a new office has done already. */
export interface FirstStepsDone {
  /** There are places, and somebody who answers for one. */
  register: boolean;
  /** Somebody but the first has an account. */
  accounts: boolean;
  /** A rehearsal has run. */
  rehearsed: boolean;
  /** A campaign was started for real. */
  started: boolean;
}

/** @returns which of the first steps are done. */
export async function firstStepsDone(sql: Queries): Promise<FirstStepsDone> {
  const [done] = await sql<FirstStepsDone[]>`
    select exists (select from duties) as register,
           (select count(*) > 1 from (select from accounts where disabled_at is null limit 2) known) as accounts,
           exists (select from campaigns where mode = 'rehearsal') as rehearsed,
           exists (select from campaigns where mode = 'live') as started`;
  return done ?? { register: false, accounts: false, rehearsed: false, started: false };
}
