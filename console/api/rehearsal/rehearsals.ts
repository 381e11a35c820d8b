import type { z } from 'zod';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { standingSchema } from './rehearsal-schemas';

/** A rehearsal that was started from the console, with its progress. */
export type RehearsalStanding = z.output<typeof standingSchema>;

export interface RehearsalRequest {
  definition: Definition;
  seed: number;
  /** Length of the season in real milliseconds; as fast as possible when left out. */
  inMs?: number;
  /** Uses an invented register of this many villages. */
  villages?: number;
  gateway?: 'kind' | 'hostile';
}

/** The console's interface to a program that can rehearse; rehearsal/ itself uses the console only over HTTP. */
export interface Rehearsals {
  /**
   * Starts one. Only one runs at a time, because the simulators behave in the same way for all.
   * @throws CompileError when the definition does not fit the register; Refused while another one runs
   */
  start(request: RehearsalRequest): Promise<RehearsalStanding>;
  /** @returns null for one that another process started, also this one before a restart. */
  standing(campaign: string): RehearsalStanding | null;
  /** @returns the running one. */
  running(): RehearsalStanding | null;
  /** Stops it, and cancels its campaign. */
  stop(campaign: string): void;
}
