import type { Logger } from 'pino';
import type { CampaignClient } from '../../client/campaigns';
import type { Env } from '../../config/env';
import type { LogHeard } from '../../config/log';
import type { Pace } from '../../delivery/engine/pace';
import type { Sql } from '../../store/db/db';

/** What the roles of one process share. */
export interface Ground {
  env: Env;
  sql: Sql;
  log: Logger;
  /** The log of this process, where rehearsals can run. */
  heard: LogHeard | null;
  pace: Pace;
  /** The way to Temporal, opened for the first role that asks. */
  client(): Promise<CampaignClient>;
  /** Whether the console builds the administrators' app when it is not up to date. */
  buildsApp: boolean;
  /** Whether this process has one role, as in production. */
  alone: boolean;
}

/** A role that has been started. */
export interface RunningRole {
  /** @returns the faults of the role, in a word each; left out where nothing ends by itself */
  ill?(): string[];
  /** Ends it after its running work has finished. */
  close(): Promise<void>;
}
