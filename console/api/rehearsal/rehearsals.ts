import type { z } from 'zod';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { standingSchema } from './rehearsal-schemas';

/** A rehearsal that somebody started from the console, as far as it has come. */
export type RehearsalStanding = z.output<typeof standingSchema>;

export interface RehearsalRequest {
  definition: Definition;
  seed: number;
  /** The season is spread over so many milliseconds; as fast as it goes when left out. */
  inMs?: number;
  /** Over an invented register of that many villages. */
  villages?: number;
  gateway?: 'kind' | 'hostile';
}

/** What the console needs of whoever can rehearse; rehearsal/ itself meets the console over HTTP only. */
export interface Rehearsals {
  /**
   * Starts one; one at a time, since the simulators behave in one way for everybody.
   * @throws CompileError when the definition does not fit the register; Refused while another one runs
   */
  start(request: RehearsalRequest): Promise<RehearsalStanding>;
  /** @returns null for one that was started elsewhere, or before this process began. */
  standing(campaign: string): RehearsalStanding | null;
  /** @returns the one that runs. */
  running(): RehearsalStanding | null;
  /** Breaks it off: its campaign is cancelled. */
  stop(campaign: string): void;
}
