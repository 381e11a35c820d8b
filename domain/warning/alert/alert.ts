import { compare } from '../../compare';
import { type Instant, latest } from '../../instant';
import type { Colour } from '../feed/warning';
import { compareColours } from './rules';

/** The state of the weather for an alert: the worst of the warnings that hold in its area. */
export interface Standing {
  colour: Colour;
  endsAt: Instant;
  headline: string;
}

/** How an alert has changed. */
export type AlertChange = 'opened' | 'upgraded' | 'downgraded' | 'extended' | 'same' | 'over';

/**
 * @param before null when it is new
 * @param present null when no warning holds any more
 * @returns what has changed: a worse warning is announced again, an equal one is not
 */
export function changeOf(
  before: Pick<Standing, 'colour' | 'endsAt'> | null,
  present: Pick<Standing, 'colour' | 'endsAt'> | null,
): AlertChange {
  if (present === null) return 'over';
  if (before === null) return 'opened';
  const order = compareColours(present.colour, before.colour);
  if (order !== 0) return order > 0 ? 'upgraded' : 'downgraded';
  return present.endsAt === before.endsAt ? 'same' : 'extended';
}

/** @returns the worst of several warnings with the latest of their ends; null when there is none. */
export function worstOf(warnings: readonly Standing[]): Standing | null {
  const [worst] = [...warnings].sort((a, b) => compareColours(b.colour, a.colour) || compare(b.endsAt, a.endsAt));
  if (!worst) return null;
  return { ...worst, endsAt: latest(...warnings.map(({ endsAt }) => endsAt)) ?? worst.endsAt };
}

/** Input of the `coldAlert` workflow, without text of the warning: the workflow asks Postgres for what it needs. */
export interface ColdAlertCase {
  /** Number of the alert. */
  alert: number;
  campaign: string;
  /** Code of the area. */
  area: string;
  /** For the Temporal UI. */
  title: string;
  drill: boolean;
}
